using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class AssignmentStore(IDatabase database, Acts acts) : IAssignments
{
    private readonly PlaceChanges _changes = new(database, acts);

    public ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, ClassId @class, PersonId teacher, CancellationToken cancel) =>
        Assign(caller, new Post(@class, null), teacher, cancel);

    public ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, SectionId section, PersonId teacher, CancellationToken cancel) =>
        Assign(caller, new Post(null, section), teacher, cancel);

    public ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, ClassId @class, PersonId teacher, CancellationToken cancel) =>
        Unassign(caller, new Post(@class, null), teacher, cancel);

    public ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, SectionId section, PersonId teacher, CancellationToken cancel) =>
        Unassign(caller, new Post(null, section), teacher, cancel);

    private ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, Post post, PersonId teacher, CancellationToken cancel) => _changes.Make(
        caller,
        Operation.AssignTeachers,
        teacher,
        async (act, places) =>
        {
            if (await Check(places, post, teacher, cancel) is { } not)
            {
                return not;
            }

            if (!await places.Begin(teacher, post.Class, post.Section, Places.Teacher, null, cancel))
            {
                return (AuditNote?)null;
            }

            await places.GiveRole(teacher, Gives(post), cancel);
            act.Tell(await post.Chats(act.Write, cancel));
            return AuditNote.About("assignment.began", teacher) with { After = post.Record };
        },
        cancel);

    private ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, Post post, PersonId teacher, CancellationToken cancel) => _changes.Make(
        caller,
        Operation.AssignTeachers,
        teacher,
        async (act, places) =>
        {
            if (!await places.End(teacher, post.Class, post.Section, Places.Teacher, cancel))
            {
                return Refusals.NotFound;
            }

            await places.TakeRole(teacher, Gives(post), cancel);
            act.Tell(await post.Chats(act.Write, cancel));
            return AuditNote.About("assignment.ended", teacher) with { Before = post.Record };
        },
        cancel);

    private static async Task<Refusal?> Check(Places places, Post post, PersonId teacher, CancellationToken cancel)
    {
        var refusal = await places.StandingOf(teacher, cancel) switch
        {
            null => Refusals.NotFound,
            { Roles: var roles } when (roles & Role.Staff) == 0 => Refusals.NotStaff,
            { Rests: true } => Refusals.OnLeave,
            _ => null,
        };
        return refusal ?? (post.Class is { } @class ? await places.Open(@class, cancel) : await places.Open(post.Section!.Value, cancel));
    }

    /// <summary>The role that comes with the first such post and goes with the last.</summary>
    private static Role Gives(Post post) => post.Class is null ? Role.SubjectTeacher : Role.ClassTeacher;
}
