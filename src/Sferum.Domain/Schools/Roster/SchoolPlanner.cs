namespace Sferum.Schools;

/// <summary>Compares a school in a file with the school that is stored: pure, no clock, no database.</summary>
/// <param name="index">The file.</param>
/// <param name="people">Who its people are.</param>
/// <param name="titles">What chats are called.</param>
public sealed class SchoolPlanner(RosterIndex index, PeoplePlan people, ChatTitles titles)
{
    /// <summary>Plans one school.</summary>
    /// <param name="school">The school's place in the file.</param>
    /// <param name="stored">The stored school; null for a new one.</param>
    /// <param name="before">What is stored of it.</param>
    /// <returns>What changes.</returns>
    public SchoolPlan Plan(int school, StoredSchool? stored, StoredRoster before)
    {
        var wanted = index.Roster.Schools[school];
        var id = stored?.Id ?? SchoolId.New();
        var changed = stored is null || stored.Archived || stored.Name != wanted.Name || stored.Identifier != wanted.Identifier;
        var plan = new SchoolPlan
        {
            Id = id,
            Name = wanted.Name,
            IsNew = stored is null,
            School = changed ? new SchoolRow(id, wanted.SourcedId, wanted.Name, wanted.Identifier) : null,
        };
        plan.Counts["school"] = new RosterCount(stored is null ? 1 : 0, stored is not null && changed ? 1 : 0, 0);
        plan.People.AddRange(people.RowsOf(school));
        plan.Counts["people"] = new RosterCount(plan.People.Count(static p => p.New), plan.People.Count(static p => !p.New), 0);

        var structure = new StructurePlan(index.Roster, school, before, titles, plan);
        structure.Make(renamed: stored is null || stored.Name != wanted.Name);
        new PlacesPlan(index, school, before, people, structure, plan).Make();
        var known = before.Chats.Select(static c => c.Id).ToHashSet();
        var changedChats = plan.Chats.Count(c => known.Contains(c.Id));
        plan.Counts["chats"] = new RosterCount(plan.Chats.Count - changedChats, changedChats, plan.ArchivedChats.Count);
        return plan;
    }
}
