using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class EnrollmentStore(IDatabase database, Acts acts) : IEnrollments
{
    public async ValueTask<Outcome<Enacted<Unit>>> Enroll(Caller caller, ClassId @class, PersonId student, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageEnrollment, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var places = new Places(act, database);
        if (await Check(act, places, student, cancel) is { } not)
        {
            return not;
        }

        if (await places.ClassOf(student, cancel) == @class)
        {
            return new Enacted<Unit>(default, null);
        }

        if (await places.EnterClass(student, @class, cancel) is { } closed)
        {
            return closed;
        }

        act.Note(AuditNote.About("enrollment.began", student) with { After = new { classId = @class.Value } });
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, ClassId @class, PersonId student, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageEnrollment, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var places = new Places(act, database);
        await act.LockPeople([student], cancel);
        if (!await places.LeaveClass(student, @class, cancel))
        {
            return Refusals.NotFound;
        }

        act.Note(AuditNote.About("enrollment.ended", student) with { Before = new { classId = @class.Value } });
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> Enroll(Caller caller, SectionId section, PersonId student, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageEnrollment, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var places = new Places(act, database);
        if (await Check(act, places, student, cancel) is { } not)
        {
            return not;
        }

        if (await places.Open(section, cancel) is { } closed)
        {
            return closed;
        }

        if (!await places.Begin(student, null, section, Places.Student, null, cancel))
        {
            return new Enacted<Unit>(default, null);
        }

        act.Tell(await AffectedChats.OfSection(act.Write, section, cancel));
        act.Note(AuditNote.About("enrollment.began", student) with { After = new { sectionId = section.Value } });
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, SectionId section, PersonId student, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageEnrollment, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var places = new Places(act, database);
        await act.LockPeople([student], cancel);
        if (!await places.End(student, null, section, Places.Student, cancel))
        {
            return Refusals.NotFound;
        }

        act.Tell(await AffectedChats.OfSection(act.Write, section, cancel));
        act.Note(AuditNote.About("enrollment.ended", student) with { Before = new { sectionId = section.Value } });
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<IReadOnlyList<PlaceLine>?> History(SchoolId school, PersonId person, TimeCursor? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var behind = after is null ? "" : "AND (x.began_at, x.id) < (@At, @Id)";
        var lines = (await connection.QueryAsync<LineRow>(new CommandDefinition(
            $"""
            SELECT x.id AS Id, x.what AS What, x.role AS Role, x.place AS Place, x.title AS Title, x.began_at AS BeganAt, x.ended_at AS EndedAt, x.rests AS Rests
            FROM (SELECT 1 FROM affiliation WHERE person_id = @person AND school_id = @school LIMIT 1) known
            LEFT JOIN (
              SELECT id, 'role' AS what, role, NULL AS place, NULL AS title, began_at, ended_at, CASE WHEN suspended_by IS NULL THEN 0 ELSE 1 END AS rests
              FROM affiliation WHERE person_id = @person AND school_id = @school
              UNION ALL
              SELECT e.id, CASE WHEN e.class_id IS NULL THEN 'section' ELSE 'class' END, e.role, coalesce(e.class_id, e.section_id), coalesce(c.title, s.title),
                e.began_at, e.ended_at, CASE WHEN e.suspended_by IS NULL THEN 0 ELSE 1 END
              FROM enrollment e LEFT JOIN school_class c ON c.id = e.class_id LEFT JOIN section s ON s.id = e.section_id
              WHERE e.person_id = @person AND e.school_id = @school) x ON 1 = 1 {behind}
            ORDER BY x.began_at DESC, x.id DESC LIMIT @limit
            """,
            new { school, person, limit = Math.Clamp(limit, 1, TimeCursor.MaxPage), At = after?.At, Id = after?.Id },
            cancellationToken: cancel))).AsList();
        return lines.Count == 0 ? null : [.. lines.Where(static l => l.What is not null).Select(static l => new PlaceLine
        {
            Id = l.Id, What = l.What!, Role = l.Role, Place = l.Place, Title = l.Title, BeganAt = l.BeganAt, EndedAt = l.EndedAt, Rests = l.Rests != 0,
        })];
    }

    /// <summary>Locks the person, who must be a student of the school and not on leave.</summary>
    private static async Task<Refusal?> Check(Act act, Places places, PersonId student, CancellationToken cancel)
    {
        await act.LockPeople([student], cancel);
        return await places.StandingOf(student, cancel) switch
        {
            null => Refusals.NotFound,
            { Rests: true } => Refusals.OnLeave,
            { Roles: var roles } => (roles & Role.Student) == 0 ? Refusals.NotStudent : null,
        };
    }

    private sealed record LineRow
    {
        public Guid Id { get; init; }

        /// <summary>Null for somebody who is known but of whom there is nothing behind the cursor.</summary>
        public string? What { get; init; }

        public string Role { get; init; } = "";

        public Guid? Place { get; init; }

        public string? Title { get; init; }

        public long BeganAt { get; init; }

        public long? EndedAt { get; init; }

        public long Rests { get; init; }
    }
}
