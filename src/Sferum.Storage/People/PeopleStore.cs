using Dapper;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

internal sealed class PeopleStore(IDatabase database, TimeProvider time) : IPeople
{
    public async ValueTask<Profile?> Find(PersonId person, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = (await connection.QueryAsync<PlaceRow>(new CommandDefinition(
            """
            SELECT p.display_name AS DisplayName, a.school_id AS SchoolId, s.name AS SchoolName, a.role AS Role
            FROM person p
            LEFT JOIN affiliation a ON a.person_id = p.id AND a.ended_at IS NULL AND a.suspended_by IS NULL AND (a.until_at IS NULL OR a.until_at > @now)
            LEFT JOIN school s ON s.id = a.school_id
            WHERE p.id = @person AND p.erased_at IS NULL
            """,
            new { person, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancel))).AsList();
        if (rows.Count == 0)
        {
            return null;
        }

        var places = rows.Where(static r => r.Role is not null)
            .GroupBy(static r => r.SchoolId)
            .Select(static g => new Affiliation(g.Key, g.First().SchoolName, g.Aggregate(Role.None, static (roles, r) => roles | RoleCodes.Parse(r.Role!))))
            .OrderBy(static a => a.SchoolName, StringComparer.Ordinal);
        return new Profile(person, rows[0].DisplayName, [.. places]);
    }

    public async ValueTask<PersonId?> ByPhone(byte[] phoneHash, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<PersonId?>(new CommandDefinition(
            "SELECT id FROM person WHERE phone_hash = @phoneHash AND erased_at IS NULL", new { phoneHash }, cancellationToken: cancel));
    }

    public async ValueTask<IReadOnlyDictionary<PersonId, string>> Names(IReadOnlyList<PersonId> people, CancellationToken cancel)
    {
        if (people.Count == 0)
        {
            return new Dictionary<PersonId, string>();
        }

        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<NameRow>(new CommandDefinition(
            $"SELECT id AS Id, display_name AS Name FROM person WHERE id {database.In("ids")} AND erased_at IS NULL",
            new { ids = database.Of(people.Select(static p => p.Value)) },
            cancellationToken: cancel));
        return rows.ToDictionary(static r => r.Id, static r => r.Name);
    }

    public async ValueTask<IReadOnlyList<PersonExample>> Examples(int perRole, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);

        // By school and class: so a teacher and the students that are shown are of one class.
        var rows = await connection.QueryAsync<ExampleRow>(new CommandDefinition(
            """
            SELECT x.* FROM (
              SELECT y.*, row_number() OVER (PARTITION BY y.Role ORDER BY y.SchoolName, coalesce(y.ClassTitle, ''), y.Name, y.Person) AS Place
              FROM (
                SELECT p.id AS Person, p.display_name AS Name, a.role AS Role, a.school_id AS SchoolId, s.name AS SchoolName,
                  (SELECT min(c.title) FROM enrollment e JOIN school_class c ON c.id = e.class_id
                   WHERE e.person_id = p.id AND e.school_id = a.school_id AND e.ended_at IS NULL) AS ClassTitle
                FROM affiliation a JOIN person p ON p.id = a.person_id LEFT JOIN school s ON s.id = a.school_id
                WHERE a.ended_at IS NULL AND a.suspended_by IS NULL AND (a.until_at IS NULL OR a.until_at > @now) AND p.erased_at IS NULL) y) x
            WHERE x.Place <= @perRole
            """,
            new { perRole, now = time.GetUtcNow().ToUnixTimeMilliseconds() },
            cancellationToken: cancel));
        return
        [
            .. rows.Select(static r => (Row: r, Role: RoleCodes.Parse(r.Role)))
                .Where(static r => r.Role != Role.None)
                .OrderBy(static r => r.Role)
                .ThenBy(static r => r.Row.Place)
                .Select(static r => new PersonExample(r.Row.Person, r.Row.Name, r.Role, r.Row.SchoolId, r.Row.SchoolName, r.Row.ClassTitle)),
        ];
    }

    private sealed record PlaceRow
    {
        public string DisplayName { get; init; } = "";

        public SchoolId? SchoolId { get; init; }

        public string? SchoolName { get; init; }

        public string? Role { get; init; }
    }

    private sealed record NameRow
    {
        public PersonId Id { get; init; }

        public string Name { get; init; } = "";
    }

    private sealed record ExampleRow
    {
        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public string Role { get; init; } = "";

        public SchoolId? SchoolId { get; init; }

        public string? SchoolName { get; init; }

        public string? ClassTitle { get; init; }

        public long Place { get; init; }
    }
}
