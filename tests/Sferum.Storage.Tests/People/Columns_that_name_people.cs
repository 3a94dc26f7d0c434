namespace Sferum.People;

/// <summary>What is written down of each column that names people; that none is forgotten is a test of the schema.</summary>
public sealed class Columns_that_name_people
{
    [Fact]
    public void Stand_in_a_part_of_the_export_that_exists_or_say_why_they_stand_in_none()
    {
        var parts = PersonalSections.All.Select(static s => s.Name).Append("record").ToHashSet(StringComparer.Ordinal);

        Assert.All(PersonalColumns.All.Values, column => Assert.True(column.Section is null ? column.WhyNot is { Length: > 0 } : parts.Contains(column.Section), column.ToString()));
        Assert.Empty(parts.Except(PersonalColumns.All.Values.Select(static c => c.Section!), StringComparer.Ordinal));
    }
}
