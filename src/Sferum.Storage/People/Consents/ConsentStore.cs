using System.Data.Common;
using System.Globalization;
using Dapper;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

internal sealed class ConsentStore(IDatabase database, Acts acts, TimeProvider time) : IConsents
{
    private const string Columns = """
        id AS Id, student_id AS Student, text_version AS TextVersion, given_by AS GivenBy, paper AS Paper, given_at AS GivenAt, withdrawn_at AS WithdrawnAt
        """;

    public async ValueTask<Outcome<Enacted<Consent>>> Record(Caller caller, PersonId student, string paper, PersonId? givenBy, CancellationToken cancel)
    {
        if (ConsentRules.Paper(paper) is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.RecordConsent, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (!await StudentScope.MayStaff(act.Write.Connection, act.Write.Transaction, act.Actor, act.Held, act.School, student, cancel)
            || (givenBy is { } guardian && !await StudentScope.IsGuardian(act.Write.Connection, act.Write.Transaction, guardian, act.School, student, cancel)))
        {
            return Refusals.NotFound;
        }

        var version = await TextInForce(act, cancel);
        return await Add(act, new Consent(Guid.CreateVersion7(), student, version, givenBy, paper.Trim(), act.At, null), cancel);
    }

    public async ValueTask<Outcome<Enacted<Consent>>> Give(Caller caller, PersonId student, int version, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        if (!await StudentScope.IsGuardian(act.Write.Connection, act.Write.Transaction, caller.Person, caller.School, student, cancel))
        {
            return Refusals.NotFound;
        }

        return await TextInForce(act, cancel) == version
            ? await Add(act, new Consent(Guid.CreateVersion7(), student, version, caller.Person, null, act.At, null), cancel)
            : Refusals.RegulationChanged;
    }

    public async ValueTask<Outcome<Enacted<Consent>>> Withdraw(Caller caller, PersonId student, string? reason, CancellationToken cancel)
    {
        if (ConsentRules.Reason(reason) is { } invalid)
        {
            return invalid;
        }

        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        if (!await StudentScope.May(act.Write.Connection, act.Write.Transaction, caller, act.Now, student, cancel))
        {
            return Refusals.NotFound;
        }

        var row = await act.Write.First<Row>(
            $"""
            UPDATE consent SET withdrawn_at = @Now, withdrawn_by = @Actor WHERE school_id = @School AND student_id = @student AND withdrawn_at IS NULL
            RETURNING {Columns}
            """,
            new { act.Now, act.Actor, act.School, student },
            cancel);
        if (row is null)
        {
            return Refusals.NotFound;
        }

        await act.Write.Execute("UPDATE person SET limited_at = coalesce(limited_at, @Now) WHERE id = @student", new { act.Now, student }, cancel);
        act.Note(AuditNote.About("consent.withdrawn", student) with { Before = new { consent = row.Id }, Reason = reason });
        act.Tell(await ChatsOf.Person(act.Write, student, null, cancel));
        return await act.Commit(row.Consent, cancel);
    }

    public async ValueTask<Outcome<ConsentsOfStudent>> Of(Caller caller, PersonId student, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (!await StudentScope.May(connection, null, caller, time.GetUtcNow().ToUnixTimeMilliseconds(), student, cancel))
        {
            return Refusals.NotFound;
        }

        var person = await connection.QueryFirstAsync<PersonRow>(new CommandDefinition(
            $"""
            SELECT p.birth_date AS BirthDate, CASE WHEN {ConsentSql.Limited} THEN 1 ELSE 0 END AS Limited
            FROM person p JOIN school s ON s.id = @School WHERE p.id = @student
            """,
            new { student, caller.School, youngest = ConsentSql.Youngest(time.GetUtcNow()) },
            cancellationToken: cancel));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM consent WHERE school_id = @School AND student_id = @student ORDER BY given_at DESC, id DESC LIMIT 100",
            new { caller.School, student },
            cancellationToken: cancel));
        return new ConsentsOfStudent(
            person.Limited != 0,
            person.BirthDate is { } born ? DateOnly.ParseExact(born, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            [.. rows.Select(static r => r.Consent)]);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> Born(Caller caller, PersonId student, DateOnly? birthDate, CancellationToken cancel)
    {
        if (ConsentRules.BirthDate(birthDate, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddHours(14))) is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.RecordConsent, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (!await StudentScope.MayStaff(act.Write.Connection, act.Write.Transaction, act.Actor, act.Held, act.School, student, cancel))
        {
            return Refusals.NotFound;
        }

        var date = birthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var before = await act.Write.First<string?>("SELECT birth_date FROM person WHERE id = @student", new { student }, cancel);
        await act.Write.Execute("UPDATE person SET birth_date = @date WHERE id = @student", new { date, student }, cancel);
        act.Note(AuditNote.About("person.birth_date_changed", student) with { Before = new { birthDate = before }, After = new { birthDate = date } });
        act.Tell(await ChatsOf.Person(act.Write, student, null, cancel));
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<IReadOnlyList<StudentWithoutConsent>>> Missing(Caller caller, ClassId? @class, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var now = time.GetUtcNow();
        var held = await RolesNow.Of(connection, caller.Person, caller.School, now.ToUnixTimeMilliseconds(), cancel);
        if (!PolicyTable.Allows(Operation.RecordConsent, held))
        {
            return Refusals.Denied;
        }

        var rows = await connection.QueryAsync<MissingRow>(new CommandDefinition(
            $"""
            SELECT p.id AS Student, p.display_name AS Name, c.title AS ClassTitle
            FROM enrollment e JOIN person p ON p.id = e.person_id JOIN school_class c ON c.id = e.class_id JOIN school s ON s.id = e.school_id
            WHERE e.school_id = @School AND e.role = 'student' AND e.ended_at IS NULL AND p.erased_at IS NULL AND {ConsentSql.Lacks}{(@class is null ? "" : " AND e.class_id = @class")}
              AND (@whole = 1 OR EXISTS (
                SELECT 1 FROM enrollment t WHERE t.class_id = e.class_id AND t.person_id = @Person AND t.role = 'teacher' AND t.ended_at IS NULL AND t.suspended_by IS NULL))
            ORDER BY c.title, p.display_name, p.id LIMIT 200
            """,
            new
            {
                caller.School, caller.Person, @class, whole = (held & Role.SchoolAdmin) != 0 ? 1 : 0, youngest = ConsentSql.Youngest(now),
            },
            cancellationToken: cancel));
        return rows.Select(static r => new StudentWithoutConsent(r.Student, r.Name, r.ClassTitle)).ToList();
    }

    public async ValueTask<OwnChildren> Children(Caller caller, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<ChildRow>(new CommandDefinition(
            $"""
            SELECT p.id AS Student, p.display_name AS Name, c.title AS ClassTitle, CASE WHEN {ConsentSql.Limited} THEN 1 ELSE 0 END AS Limited,
              CASE WHEN {ConsentSql.Lacks} THEN 1 ELSE 0 END AS Lacks,
              (SELECT x.given_at FROM consent x WHERE x.school_id = s.id AND x.student_id = p.id AND x.withdrawn_at IS NULL) AS GivenAt
            FROM guardianship g JOIN person p ON p.id = g.student_id AND p.erased_at IS NULL JOIN school s ON s.id = @School
            JOIN enrollment e ON e.person_id = p.id AND e.school_id = s.id AND e.class_id IS NOT NULL AND e.role = 'student' AND e.ended_at IS NULL
            JOIN school_class c ON c.id = e.class_id
            WHERE g.guardian_id = @Person AND g.ended_at IS NULL ORDER BY p.display_name, p.id LIMIT 50
            """,
            new { caller.School, caller.Person, youngest = ConsentSql.Youngest(time.GetUtcNow()) },
            cancellationToken: cancel));
        var version = await TextInForce(connection, null, caller.School, cancel);
        return new OwnChildren(version, [.. rows.Select(static r => r.Child)]);
    }

    private static Task<int?> TextInForce(Act act, CancellationToken cancel) => TextInForce(act.Write.Connection, act.Write.Transaction, act.School, cancel);

    private static async Task<int?> TextInForce(DbConnection connection, DbTransaction? transaction, SchoolId? school, CancellationToken cancel) =>
        (int?)await connection.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(
            "SELECT CAST(version AS bigint) FROM local_act WHERE school_id = @school AND kind = 'consent' AND activated_at IS NOT NULL AND retired_at IS NULL",
            new { school },
            transaction,
            cancellationToken: cancel));

    private static async Task<Outcome<Enacted<Consent>>> Add(Act act, Consent consent, CancellationToken cancel)
    {
        try
        {
            await act.Write.Execute(
                """
                INSERT INTO consent (id, school_id, student_id, text_version, given_by, paper, recorded_by, given_at)
                VALUES (@Id, @School, @Student, @TextVersion, @GivenBy, @Paper, @Actor, @Now)
                """,
                new { consent.Id, act.School, consent.Student, consent.TextVersion, consent.GivenBy, consent.Paper, act.Actor, act.Now },
                cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.ConsentStanding;
        }

        await act.Write.Execute("UPDATE person SET limited_at = NULL WHERE id = @Student", new { consent.Student }, cancel);
        act.Note(AuditNote.About("consent.given", consent.Student) with
        {
            After = new { consent = consent.Id, version = consent.TextVersion, by = consent.GivenBy?.Value, consent.Paper },
        });
        act.Tell(await ChatsOf.Person(act.Write, consent.Student, null, cancel));
        return await act.Commit(consent, cancel);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public PersonId Student { get; init; }

        public long? TextVersion { get; init; }

        public PersonId? GivenBy { get; init; }

        public string? Paper { get; init; }

        public long GivenAt { get; init; }

        public long? WithdrawnAt { get; init; }

        public Consent Consent => new(
            Id, Student, (int?)TextVersion, GivenBy, Paper, DateTimeOffset.FromUnixTimeMilliseconds(GivenAt),
            WithdrawnAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }

    private sealed record PersonRow
    {
        public string? BirthDate { get; init; }

        public long Limited { get; init; }
    }

    private sealed record ChildRow
    {
        public PersonId Student { get; init; }

        public string Name { get; init; } = "";

        public string ClassTitle { get; init; } = "";

        public long Limited { get; init; }

        public long Lacks { get; init; }

        public long? GivenAt { get; init; }

        public OwnChild Child => new(
            Student, Name, ClassTitle, Limited != 0, Lacks != 0, GivenAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }

    private sealed record MissingRow
    {
        public PersonId Student { get; init; }

        public string Name { get; init; } = "";

        public string ClassTitle { get; init; } = "";
    }
}
