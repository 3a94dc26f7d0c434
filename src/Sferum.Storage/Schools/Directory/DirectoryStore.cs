using System.Data.Common;
using Dapper;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class DirectoryStore(IDatabase database, TimeProvider time) : ISchoolDirectory
{
    private const string Columns = """
        SELECT p.id AS id, p.display_name AS name, p.family_name AS familyName, p.given_name AS givenName, p.middle_name AS middleName,
          CASE WHEN p.phone_hash IS NULL THEN 0 ELSE 1 END AS registered,
          (SELECT count(*) FROM claim c WHERE c.person_id = p.id AND c.used_at IS NULL AND c.expires_at > @now) AS codes,
          (SELECT max(s.last_used_at) FROM session s WHERE s.person_id = p.id AND s.ended_at IS NULL) AS seenAt
        FROM person p
        """;

    public async ValueTask<Outcome<DirectoryPage>> People(Caller caller, DirectoryFilter filter, PersonId? after, int limit, CancellationToken cancel)
    {
        var take = Math.Clamp(limit, 1, ISchoolDirectory.MaxPage);
        var words = NameWords.Of(filter.Words);
        await using var connection = await database.Read(cancel);
        var held = await Held(connection, caller, cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var sql = $"""
            {Columns}
            WHERE p.erased_at IS NULL AND p.id IN ({DirectorySql.OfSchool}{RolesOf(filter.Roles)}){DirectorySql.Seen(held.Value)}{PlaceOf(filter)}
            {NameWords.Conditions(words.Count)}
            {(after is null ? "" : "AND (p.family_name, p.given_name, p.id) > (SELECT l.family_name, l.given_name, l.id FROM person l WHERE l.id = @after)")}
            ORDER BY p.family_name, p.given_name, p.id LIMIT @take
            """;
        var parameters = Parameters(caller);
        parameters.AddDynamicParams(new { @class = filter.Class, section = filter.Section, after, take = take + 1 });
        for (var i = 0; i < words.Count; i++)
        {
            parameters.Add("word" + i, words[i]);
        }

        var rows = (await connection.QueryAsync<DirectoryRow>(new CommandDefinition(sql, parameters, cancellationToken: cancel))).AsList();
        var page = await new DirectoryDetails(database, connection, caller).Fill(rows.GetRange(0, Math.Min(take, rows.Count)), cancel);
        return new DirectoryPage(page, rows.Count > take ? page[^1].Id : null);
    }

    public async ValueTask<Outcome<SchoolPerson>> Person(Caller caller, PersonId person, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var held = await Held(connection, caller, cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var sql = $"{Columns} WHERE p.id = @who AND p.erased_at IS NULL AND p.id IN ({DirectorySql.OfSchool}){DirectorySql.Seen(held.Value)}";
        var parameters = Parameters(caller);
        parameters.AddDynamicParams(new { who = person });
        var rows = (await connection.QueryAsync<DirectoryRow>(new CommandDefinition(sql, parameters, cancellationToken: cancel))).AsList();
        return rows.Count == 0 ? Refusals.NotFound : (await new DirectoryDetails(database, connection, caller).Fill(rows, cancel))[0];
    }

    public async ValueTask<Outcome<IReadOnlyList<TeacherOfClass>>> Teachers(Caller caller, ClassId @class, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var held = await Held(connection, caller, cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var parameters = new { school = caller.School, person = caller.Person, @class, most = ISchoolDirectory.MaxPage };
        var isSeen = await connection.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(
            $"SELECT 1 FROM school_class c WHERE c.id = @class AND c.school_id = @school{DirectorySql.SeenClass(held.Value, "c.id")}", parameters, cancellationToken: cancel));
        if (isSeen is null)
        {
            return Refusals.NotFound;
        }

        var rows = await connection.QueryAsync<TeacherRow>(new CommandDefinition(
            """
            SELECT p.id AS id, p.display_name AS name, e.section_id AS section,
              CASE WHEN e.suspended_by IS NULL THEN 0 ELSE 1 END AS rests, CASE WHEN e.given_by IS NULL THEN 0 ELSE 1 END AS given
            FROM enrollment e JOIN person p ON p.id = e.person_id
            WHERE e.school_id = @school AND e.role = 'teacher' AND e.ended_at IS NULL
              AND (e.class_id = @class OR e.section_id IN (SELECT s.id FROM section s WHERE s.class_id = @class AND s.archived_at IS NULL))
            ORDER BY p.family_name, p.given_name, p.id LIMIT @most
            """,
            parameters,
            cancellationToken: cancel));
        return rows.Select(static r => new TeacherOfClass(r.Id, r.Name, r.Section, r.Rests != 0, r.Given != 0)).ToList();
    }

    public async ValueTask<Outcome<IReadOnlyList<ClassCoverage>>> Coverage(Caller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.Read(cancel);
        var held = await Held(connection, caller, cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var rows = await connection.QueryAsync<CoverageRow>(new CommandDefinition(
            $"""
            SELECT c.id AS id, c.title AS title, count(p.id) AS students,
              count(CASE WHEN p.phone_hash IS NULL AND EXISTS (
                SELECT 1 FROM claim k WHERE k.person_id = p.id AND k.used_at IS NULL AND k.expires_at > @now) THEN 1 END) AS invited,
              count(p.phone_hash) AS registered,
              count(CASE WHEN EXISTS (SELECT 1 FROM session s WHERE s.person_id = p.id AND s.ended_at IS NULL AND s.last_used_at > @since) THEN 1 END) AS active
            FROM school_class c
            JOIN school_year y ON y.school_id = c.school_id AND y.year = c.school_year AND y.is_current = 1
            LEFT JOIN enrollment e ON e.class_id = c.id AND e.role = 'student' AND e.ended_at IS NULL
            LEFT JOIN person p ON p.id = e.person_id
            WHERE c.school_id = @school AND c.archived_at IS NULL{DirectorySql.SeenClass(held.Value, "c.id")}
            GROUP BY c.id, c.title ORDER BY c.title, c.id LIMIT @most
            """,
            new
            {
                school = caller.School, person = caller.Person, now = now.ToUnixTimeMilliseconds(), most = ISchoolDirectory.MaxPage,
                since = (now - ISchoolDirectory.ActiveFor).ToUnixTimeMilliseconds(),
            },
            cancellationToken: cancel));
        return rows.Select(static r => new ClassCoverage(r.Id, r.Title, r.Students, r.Invited, r.Registered, r.Active)).ToList();
    }

    private Task<Outcome<Role>> Held(DbConnection connection, Caller caller, CancellationToken cancel) =>
        HeldRoles.For(connection, caller, Operation.SeePeople, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);

    private DynamicParameters Parameters(Caller caller) =>
        new(new { school = caller.School, person = caller.Person, now = time.GetUtcNow().ToUnixTimeMilliseconds() });

    /// <summary>Role codes are ours, so they may stand in the text.</summary>
    private static string RolesOf(Role roles) =>
        roles is Role.None ? "" : $" AND a.role IN ({string.Join(", ", roles.CodesOf().Select(static code => $"'{code}'"))})";

    private static string PlaceOf(DirectoryFilter filter)
    {
        var role = filter.AsTeachers ? "teacher" : "student";
        return (filter.Class is null ? "" : $" AND EXISTS (SELECT 1 FROM enrollment i WHERE i.person_id = p.id AND i.class_id = @class AND i.role = '{role}' AND i.ended_at IS NULL)")
            + (filter.Section is null ? "" : $" AND EXISTS (SELECT 1 FROM enrollment i WHERE i.person_id = p.id AND i.section_id = @section AND i.role = '{role}' AND i.ended_at IS NULL)");
    }

    private sealed record TeacherRow
    {
        public PersonId Id { get; init; }

        public string Name { get; init; } = "";

        public SectionId? Section { get; init; }

        public long Rests { get; init; }

        public long Given { get; init; }
    }

    private sealed record CoverageRow
    {
        public ClassId Id { get; init; }

        public string Title { get; init; } = "";

        public long Students { get; init; }

        public long Invited { get; init; }

        public long Registered { get; init; }

        public long Active { get; init; }
    }
}
