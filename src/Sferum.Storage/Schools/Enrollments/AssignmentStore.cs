using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class AssignmentStore(IDatabase database, Acts acts) : IAssignments
{
    public ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, ClassId @class, PersonId teacher, CancellationToken cancel) =>
        Assign(caller, new Post(@class, null), teacher, cancel);

    public ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, SectionId section, PersonId teacher, CancellationToken cancel) =>
        Assign(caller, new Post(null, section), teacher, cancel);

    public ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, ClassId @class, PersonId teacher, CancellationToken cancel) =>
        Unassign(caller, new Post(@class, null), teacher, cancel);

    public ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, SectionId section, PersonId teacher, CancellationToken cancel) =>
        Unassign(caller, new Post(null, section), teacher, cancel);

    private async ValueTask<Outcome<Enacted<Unit>>> Assign(Caller caller, Post post, PersonId teacher, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.AssignTeachers, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var places = new Places(act, database);
        await act.LockPeople([teacher], cancel);
        if (await Check(places, post, teacher, cancel) is { } not)
        {
            return not;
        }

        if (!await places.Begin(teacher, post.Class, post.Section, Places.Teacher, null, cancel))
        {
            return new Enacted<Unit>(default, null);
        }

        await places.GiveRole(teacher, post.Role, cancel);
        act.Tell(await post.Chats(act.Write, cancel));
        act.Note(AuditNote.About("assignment.began", teacher) with { After = post.Record });
        return await act.Commit(default(Unit), cancel);
    }

    private async ValueTask<Outcome<Enacted<Unit>>> Unassign(Caller caller, Post post, PersonId teacher, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.AssignTeachers, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var places = new Places(act, database);
        await act.LockPeople([teacher], cancel);
        if (!await places.End(teacher, post.Class, post.Section, Places.Teacher, cancel))
        {
            return Refusals.NotFound;
        }

        await places.TakeRole(teacher, post.Role, cancel);
        act.Tell(await post.Chats(act.Write, cancel));
        act.Note(AuditNote.About("assignment.ended", teacher) with { Before = post.Record });
        return await act.Commit(default(Unit), cancel);
    }

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

    /// <summary>What somebody is assigned to: a class to lead or a section to teach.</summary>
    private sealed record Post(ClassId? Class, SectionId? Section)
    {
        public Role Role => Class is null ? Role.SubjectTeacher : Role.ClassTeacher;

        public object Record => new { classId = Class?.Value, sectionId = Section?.Value };

        public Task<IReadOnlyList<AffectedChat>> Chats(WriteTransaction write, CancellationToken cancel) =>
            Class is { } @class ? AffectedChats.OfClass(write, @class, cancel) : AffectedChats.OfSection(write, Section!.Value, cancel);
    }
}
