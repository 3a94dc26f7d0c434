using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class EnrollmentStore(IDatabase database, Acts acts) : IEnrollments
{
    private readonly PlaceChanges _changes = new(database, acts);

    public ValueTask<Outcome<Enacted<Unit>>> Enroll(Caller caller, ClassId @class, PersonId student, CancellationToken cancel) => Change(
        caller,
        student,
        async (_, places) =>
        {
            if (await Check(places, student, cancel) is { } not)
            {
                return not;
            }

            if (await places.ClassOf(student, cancel) == @class)
            {
                return (AuditNote?)null;
            }

            return await places.EnterClass(student, @class, cancel) is { } closed ? closed : Began(student, new Post(@class, null));
        },
        cancel);

    public ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, ClassId @class, PersonId student, CancellationToken cancel) => Change(
        caller,
        student,
        async (_, places) => await places.LeaveClass(student, @class, cancel) ? Ended(student, new Post(@class, null)) : Refusals.NotFound,
        cancel);

    public ValueTask<Outcome<Enacted<Unit>>> Enroll(Caller caller, SectionId section, PersonId student, CancellationToken cancel) => Change(
        caller,
        student,
        async (act, places) =>
        {
            if ((await Check(places, student, cancel) ?? await places.Open(section, cancel)) is { } not)
            {
                return not;
            }

            if (!await places.Begin(student, null, section, Places.Student, null, cancel))
            {
                return (AuditNote?)null;
            }

            var post = new Post(null, section);
            act.Tell(await post.Chats(act.Write, cancel));
            return Began(student, post);
        },
        cancel);

    public ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, SectionId section, PersonId student, CancellationToken cancel) => Change(
        caller,
        student,
        async (act, places) =>
        {
            if (!await places.End(student, null, section, Places.Student, cancel))
            {
                return Refusals.NotFound;
            }

            var post = new Post(null, section);
            act.Tell(await post.Chats(act.Write, cancel));
            return Ended(student, post);
        },
        cancel);

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

    private ValueTask<Outcome<Enacted<Unit>>> Change(Caller caller, PersonId student, Func<Act, Places, Task<Outcome<AuditNote?>>> change, CancellationToken cancel) =>
        _changes.Make(caller, Operation.ManageEnrollment, student, change, cancel);

    private static AuditNote Began(PersonId student, Post post) => AuditNote.About("enrollment.began", student) with { After = post.Record };

    private static AuditNote Ended(PersonId student, Post post) => AuditNote.About("enrollment.ended", student) with { Before = post.Record };

    /// <summary>Who comes into a place is a student of the school and not on leave.</summary>
    private static async Task<Refusal?> Check(Places places, PersonId student, CancellationToken cancel) => await places.StandingOf(student, cancel) switch
    {
        null => Refusals.NotFound,
        { Rests: true } => Refusals.OnLeave,
        { Roles: var roles } => (roles & Role.Student) == 0 ? Refusals.NotStudent : null,
    };

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
