namespace Sferum.People;

/// <summary>What is written down of each column that holds something of people; that none is forgotten is a test of the schema.</summary>
public sealed class Columns_that_name_people
{
    [Fact]
    public void Stand_in_a_part_of_the_export_that_exists_or_say_why_they_stand_in_none()
    {
        var parts = PersonalSections.All.Select(static s => s.Name).Append("record").ToHashSet(StringComparer.Ordinal);

        Assert.All(PersonalColumns.All.Values, column => Assert.True(column.Section is null ? column.WhyNot is { Length: > 0 } : parts.Contains(column.Section), column.ToString()));
        Assert.Empty(parts.Except(PersonalColumns.All.Values.Select(static c => c.Section!), StringComparer.Ordinal));
    }

    [Fact]
    public void Are_read_by_the_part_in_which_they_are_said_to_stand()
    {
        var parts = PersonalSections.All.ToDictionary(static s => s.Name, static s => s.Sql, StringComparer.Ordinal);

        Assert.All(PersonalColumns.All.Where(static c => c.Value is { Section: not null, Fate: Fate.Gone }), column =>
        {
            var (table, name) = (column.Key.Split('.')[0], column.Key.Split('.')[1]);
            Assert.Matches($@"\b{table}\b", parts[column.Value.Section!]);
            Assert.Matches($@"\b{name}\b", parts[column.Value.Section!]);
        });
    }
}
