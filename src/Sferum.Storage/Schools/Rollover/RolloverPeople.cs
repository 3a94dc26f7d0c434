using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Everybody whose place a rollover changes is locked before the classes, in the order in which every act does: children, then everybody else, then the
/// places. So an act on one of them and a rollover wait for one another, and never both at once.
/// </summary>
internal static class RolloverPeople
{
    public static async Task Lock(Act act, CancellationToken cancel)
    {
        var children = await Of(act, "affiliation WHERE role = 'student' AND ended_at IS NULL AND", cancel);
        children.UnionWith(await Of(act, "enrollment WHERE role = 'student' AND ended_at IS NULL AND", cancel));
        await act.LockPeople(children, cancel);

        var others = await Of(act, "enrollment WHERE role = 'teacher' AND ended_at IS NULL AND", cancel);
        others.UnionWith(await GuardianRows.Of(act, children, cancel));
        others.ExceptWith(children);
        await act.LockPeople(others, cancel);
    }

    private static async Task<HashSet<PersonId>> Of(Act act, string rows, CancellationToken cancel) =>
        [.. await act.Write.Query<PersonId>($"SELECT DISTINCT person_id FROM {rows} school_id = @School", new { act.School }, cancel)];
}
