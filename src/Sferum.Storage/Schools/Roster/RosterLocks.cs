using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>
/// What an import's transaction locks before it writes anything, in the order in which every act does: children, then everybody else, then the places. So an
/// import and an act on the same people wait for one another, and never both at once. On SQLite each transaction is alone already. Whoever was erased since the
/// import was planned must not come back by it.
/// </summary>
internal static class RosterLocks
{
    /// <summary>Locks what the steps write.</summary>
    /// <returns>Null, or why they must be planned again.</returns>
    public static async Task<Refusal?> Take(Act act, IDatabase database, IReadOnlyCollection<RosterStep> steps, CancellationToken cancel)
    {
        if (database.Dialect == Dialect.PostgreSql)
        {
            await Lock(act, steps, cancel);
        }

        foreach (var some in steps.SelectMany(static s => Children(s).Concat(Others(s))).Distinct().Chunk(IRosterStore.Chunk))
        {
            var people = act.Of(some.Select(static p => p.Value));
            if (await act.Write.First<long?>($"SELECT 1 FROM person WHERE id {act.In("people")} AND erased_at IS NOT NULL LIMIT 1", new { people }, cancel) is not null)
            {
                return new Refusal(RosterWhy.Stale);
            }
        }

        return null;
    }

    private static async Task Lock(Act act, IReadOnlyCollection<RosterStep> steps, CancellationToken cancel)
    {
        var children = steps.SelectMany(Children).ToHashSet();
        await act.LockPeople(children, cancel);

        // Whoever stands for a child may get or lose a role with the child's place.
        var others = steps.SelectMany(Others).Concat(await GuardianRows.Of(act, children, cancel)).ToHashSet();
        await act.LockPeople(others, cancel);
        foreach (var places in new[] { "school_class", "section" })
        {
            await act.Write.Execute($"SELECT id FROM {places} WHERE school_id = @School ORDER BY id FOR NO KEY UPDATE", new { act.School }, cancel);
        }
    }

    private static IEnumerable<PersonId> Children(RosterStep step) =>
    [
        .. step.People.Where(static p => p.Student).Select(static p => p.Id),
        .. step.EndedAffiliations.Concat(step.EndedEnrollments).Where(static e => e.Student).Select(static e => e.Person),
        .. step.Affiliations.Where(static a => a.Role == Role.Student).Select(static a => a.Person),
        .. step.Enrollments.Where(static e => !e.Teacher).Select(static e => e.Person),
        .. step.Guardianships.Concat(step.EndedGuardianships).Select(static g => g.Student),
    ];

    private static IEnumerable<PersonId> Others(RosterStep step) =>
    [
        .. step.People.Where(static p => !p.Student).Select(static p => p.Id),
        .. step.EndedAffiliations.Concat(step.EndedEnrollments).Where(static e => !e.Student).Select(static e => e.Person),
        .. step.Affiliations.Where(static a => a.Role != Role.Student).Select(static a => a.Person),
        .. step.Enrollments.Where(static e => e.Teacher).Select(static e => e.Person),
        .. step.Guardianships.Concat(step.EndedGuardianships).Select(static g => g.Guardian),
    ];
}
