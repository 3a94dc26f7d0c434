using System.Data.Common;
using Dapper;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>What is known of the people of one page: roles, class, guardians. Three queries, however many people.</summary>
internal sealed class DirectoryDetails(IDatabase database, DbConnection connection, Caller caller)
{
    public async Task<IReadOnlyList<SchoolPerson>> Fill(IReadOnlyList<DirectoryRow> people, CancellationToken cancel)
    {
        if (people.Count == 0)
        {
            return [];
        }

        var ids = database.Of(people.Select(static p => p.Id.Value));
        var roles = (await Read<RoleRow>(
            "SELECT person_id AS person, role AS role, CASE WHEN suspended_by IS NULL THEN 0 ELSE 1 END AS rests FROM affiliation WHERE school_id = @school AND ended_at IS NULL AND person_id", ids, cancel))
            .ToLookup(static r => r.Person);
        var classes = (await Read<ClassRow>(
            """
            SELECT e.person_id AS person, c.id AS id, c.title AS title FROM enrollment e JOIN school_class c ON c.id = e.class_id
            WHERE e.school_id = @school AND e.role = 'student' AND e.ended_at IS NULL AND e.person_id
            """,
            ids,
            cancel)).ToLookup(static r => r.Person);
        var guardians = (await Read<GuardianRow>(
            """
            SELECT g.student_id AS student, p.id AS id, p.display_name AS name FROM guardianship g JOIN person p ON p.id = g.guardian_id
            WHERE g.ended_at IS NULL AND p.erased_at IS NULL AND g.student_id
            """,
            ids,
            cancel)).ToLookup(static r => r.Student);
        return
        [
            .. people.Select(p => p.Read() with
            {
                Roles = roles[p.Id].Aggregate(Role.None, static (all, r) => all | RoleCodes.Parse(r.Role)),
                OnLeave = roles[p.Id].All(static r => r.Rests != 0),
                Class = classes[p.Id].FirstOrDefault()?.Id,
                ClassTitle = classes[p.Id].FirstOrDefault()?.Title,
                Guardians = [.. guardians[p.Id].OrderBy(static g => g.Name, StringComparer.Ordinal).Select(static g => new NamedGuardian(g.Id, g.Name))],
            }),
        ];
    }

    private Task<IEnumerable<T>> Read<T>(string upToThePerson, object ids, CancellationToken cancel) =>
        connection.QueryAsync<T>(new CommandDefinition($"{upToThePerson} {database.In("ids")}", new { school = caller.School, ids }, cancellationToken: cancel));

    private sealed record RoleRow
    {
        public PersonId Person { get; init; }

        public string Role { get; init; } = "";

        public long Rests { get; init; }
    }

    private sealed record ClassRow
    {
        public PersonId Person { get; init; }

        public ClassId Id { get; init; }

        public string Title { get; init; } = "";
    }

    private sealed record GuardianRow
    {
        public PersonId Student { get; init; }

        public PersonId Id { get; init; }

        public string Name { get; init; } = "";
    }
}
