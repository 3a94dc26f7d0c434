using Dapper;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Operators;

internal sealed class SchoolSizes(IDatabase database, TimeProvider time) : ISchoolSizes
{
    public async ValueTask<Outcome<SchoolSizePage>> Page(Caller caller, SchoolId? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.InPlace(connection, caller, Operation.SeeCluster, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT s.id AS Id, s.name AS Name,
              (SELECT count(DISTINCT a.person_id) FROM affiliation a WHERE a.school_id = s.id AND a.ended_at IS NULL) AS People,
              (SELECT count(*) FROM school_class k WHERE k.school_id = s.id AND k.archived_at IS NULL) AS Classes,
              (SELECT count(*) FROM chat c WHERE c.school_id = s.id AND c.archived_at IS NULL) AS Chats
            FROM school s
            WHERE s.archived_at IS NULL {(after is null ? "" : "AND (s.name, s.id) > (SELECT b.name, b.id FROM school b WHERE b.id = @after)")}
            ORDER BY s.name, s.id LIMIT @more
            """,
            new { after, more = limit + 1 },
            cancellationToken: cancel))).AsList();
        return new SchoolSizePage(
            [.. rows.Take(limit).Select(static r => new SchoolSize(r.Id, r.Name, (int)r.People, (int)r.Classes, (int)r.Chats))],
            rows.Count > limit ? rows[limit - 1].Id : null);
    }

    private sealed record Row
    {
        public SchoolId Id { get; init; }

        public string Name { get; init; } = "";

        public long People { get; init; }

        public long Classes { get; init; }

        public long Chats { get; init; }
    }
}
