using Dapper;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>
/// Requests that an import answers: whoever the file knows in the role that was asked for waits no longer, where the school wants that. Somebody who
/// signed in before the file came is the file's person by now, because the phone is the same.
/// </summary>
internal sealed class KnownApplicants(IDatabase database, Acts acts)
{
    /// <summary>So many at most after one import; more wait for the next one, or for the administrator.</summary>
    private const string Find = """
        SELECT r.id FROM join_request r JOIN school s ON s.id = r.school_id AND s.auto_accept = 1
        WHERE r.school_id = @school AND r.status = 'pending' AND r.kind <> 'guardian'
        AND EXISTS (SELECT 1 FROM affiliation a
          WHERE a.person_id = r.person_id AND a.school_id = r.school_id AND a.role = r.role AND a.imported = 1 AND a.ended_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM enrollment e
          WHERE e.person_id = r.person_id AND e.class_id <> r.class_id AND e.role = 'student' AND e.ended_at IS NULL)
        ORDER BY r.created_at, r.id LIMIT 1000
        """;

    /// <summary>Accepts them, a transaction each: one that can't be accepted after all waits on.</summary>
    public async Task Accept(SchoolId school, CancellationToken cancel)
    {
        foreach (var id in await Waiting(school, cancel))
        {
            await using var act = await acts.BeginFor(new PersonId(Guid.Empty), school, cancel);
            if (await JoinDecisions.Decide(act, id, new JoinDecision(Accept: true, null), cancel) is null)
            {
                await act.Commit(id, cancel);
            }
        }
    }

    private async Task<List<JoinRequestId>> Waiting(SchoolId school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return [.. await connection.QueryAsync<JoinRequestId>(new CommandDefinition(Find, new { school }, cancellationToken: cancel))];
    }
}
