namespace Sferum.Schools;

/// <summary>Compares a school in a file with the school that is stored: pure, no clock, no database.</summary>
/// <param name="index">The file.</param>
/// <param name="people">Who its people are.</param>
/// <param name="titles">What chats are called.</param>
/// <param name="problems">Where classes go that cannot be what the file wants.</param>
public sealed class SchoolPlanner(RosterIndex index, PeoplePlan people, ChatTitles titles, RosterProblems problems)
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
        var name = stored is { HasCard: true } ? stored.Name : wanted.Name;
        var changed = stored is null || stored.Archived || stored.Name != name || stored.Identifier != wanted.Identifier || stored.SourcedId is null;
        var plan = new SchoolPlan
        {
            Id = id,
            Name = name,
            IsNew = stored is null,
            School = changed ? new SchoolRow(id, wanted.SourcedId, name, wanted.Identifier, Named: stored is { SourcedId: null }) : null,
        };
        plan.Counts["school"] = new RosterCount(stored is null ? 1 : 0, stored is not null && changed ? 1 : 0, 0);
        plan.People.AddRange(people.RowsOf(school));
        plan.Counts["people"] = people.CountOf(school);

        var structure = new StructurePlan(index.Roster, school, before, titles, problems, plan);
        structure.Make(renamed: stored is null || stored.Name != name);
        new PlacesPlan(index, school, before, people, structure, plan).Make();
        var known = before.Chats.Select(static c => c.Id).ToHashSet();
        var changedChats = plan.Chats.Count(c => known.Contains(c.Id));
        plan.Counts["chats"] = new RosterCount(plan.Chats.Count - changedChats, changedChats, plan.ArchivedChats.Count);
        return plan;
    }
}
