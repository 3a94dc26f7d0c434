using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>What is so of sessions now, whatever their tokens say: one statement for any number of them.</summary>
internal sealed class SessionsNow(IDatabase database)
{
    /// <summary>A row for each role that the person of a living session holds anywhere; one without a role when there is none.</summary>
    private static readonly string Columns = $"""
        SELECT k.place, a.role, a.school_id, s.factor_at,
          CASE WHEN EXISTS (SELECT 1 FROM {LocalActSql.Waits("k.school", "s.person_id")} AND c.regulation_required = 1) THEN 1 ELSE 0 END
        """;

    public async ValueTask<IReadOnlyList<SessionNow?>> Of(IReadOnlyList<Caller> callers, DateTimeOffset at, CancellationToken cancel)
    {
        var found = new SessionNow?[callers.Count];
        if (callers.Count == 0)
        {
            return found;
        }

        var keys = new InlineTable(
            database,
            "k",
            ("place", Enumerable.Range(0, callers.Count).Select(static i => (long)i).ToArray()),
            ("session", callers.Select(static c => c.Session.Value).ToArray()),
            ("person", callers.Select(static c => c.Person.Value).ToArray()),
            ("school", callers.Select(static c => c.School?.Value ?? Guid.Empty).ToArray()));
        var sql = $"""
            {Columns} FROM {keys.Sql} CROSS JOIN session s
            LEFT JOIN affiliation a ON a.person_id = s.person_id AND a.ended_at IS NULL AND a.suspended_by IS NULL AND (a.until_at IS NULL OR a.until_at > @now)
            WHERE s.id = k.session AND s.person_id = k.person AND s.ended_at IS NULL AND s.created_at > @old AND s.last_used_at > @idle
            """;
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(
            sql, [.. keys.Parameters, ("now", at.ToUnixTimeMilliseconds()), ("old", SessionStore.Old(at)), ("idle", SessionStore.Idle(at))]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var place = (int)row.GetInt64(0);
            var before = found[place] ?? new SessionNow(Role.None, LacksFactor: false, row.GetInt32(4) != 0);
            var role = row.Text(1) is { } code ? RoleCodes.Parse(code) : Role.None;
            SchoolId? school = row.IsDBNull(2) ? null : new SchoolId(row.GetGuid(2));
            found[place] = before with
            {
                Roles = IsWhereItActs(callers[place], school) ? before.Roles | role : before.Roles,
                LacksFactor = before.LacksFactor || (row.IsDBNull(3) && SecondFactor.IsDemandedOf(role)),
            };
        }

        return found;
    }

    /// <summary>Who had no place gets one anywhere; the others hold their roles where they act.</summary>
    private static bool IsWhereItActs(Caller caller, SchoolId? school) => caller.School == school || caller is { School: null, Roles: Role.None };
}
