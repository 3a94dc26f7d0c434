using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Moving_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Moving<PostgreSqlStore>(shared);

public sealed class Moving_on_SQLite(SharedStore<SqliteStore> shared) : Moving<SqliteStore>(shared);

/// <summary>Movements that take effect at once: what each kind does, and what it refuses.</summary>
public abstract class Moving<TStore>(SharedStore<TStore> shared) : MovementTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Paragraph_2_1_13_a_class_transfer_ends_one_class_and_begins_the_other_in_one_act()
    {
        var (student, old, next) = (await Student(), await Town.Class(School), await Town.Class(School));
        var (oldSection, nextSection) = (await Section(old), await Section(next));
        await Enrollments.Enroll(Admin, old, student, default);

        var moved = (await Move(MovementKind.ClassTransfer, student, to: next)).Value.Value.Movement;

        Assert.Equal((MovementStatus.Applied, old, next), (moved.Status, moved.FromClass, moved.ToClass));
        Assert.Equal([next.Value], await ClassesOf(student));
        Assert.Equal([nextSection.Value], await SectionsOf(student));
        Assert.NotEqual(oldSection, nextSection);
        Assert.Equal(["enrollment.began", "movement.applied"], await Recorded());
    }

    [Fact]
    public async Task Paragraph_2_1_13_a_transfer_that_can_not_arrive_does_not_depart()
    {
        var (student, old, archived) = (await Student(), await Town.Class(School), await Town.Class(School));
        await Enrollments.Enroll(Admin, old, student, default);
        await Town.Run("UPDATE school_class SET archived_at = 1 WHERE id = @archived", new { archived });

        Assert.Equal(Refusals.PlaceArchived, (await Move(MovementKind.ClassTransfer, student, to: archived)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Move(MovementKind.ClassTransfer, student, to: await Town.Class(await Town.School()))).Refusal);
        Assert.Equal(Refusals.NoClass, (await Move(MovementKind.ClassTransfer, await Student(), to: old)).Refusal);
        Assert.Equal([old.Value], await ClassesOf(student));
        Assert.Empty(await Movements.List(School, new MovementFilter(), null, 50, default));
    }

    [Fact]
    public async Task Paragraph_2_1_13_a_student_of_another_school_comes_only_with_its_release()
    {
        var other = await Town.School();
        var receiver = await Staff(Role.SchoolAdmin, other);
        var (student, old, next) = (await Student(), await Town.Class(School), await Town.Class(other));
        var chat = await Town.Chat(School, ChatKind.Class, old);
        await Enrollments.Enroll(Admin, old, student, default);
        Assert.Equal([student], await In(chat));

        Assert.Equal(Refusals.ReleaseInvalid, (await Movements.TakeIn(receiver, ClaimCode.ForPaper(), next, Order(), default)).Refusal);
        var code = (await Move(MovementKind.Release, student)).Value.Value.Code!;
        Assert.Equal([old.Value], await ClassesOf(student));
        var taken = await Movements.TakeIn(receiver, code.ToLowerInvariant(), next, Order(), default);

        Assert.Equal((MovementKind.Transfer, MovementStatus.Applied), (taken.Value.Value.Movement.Kind, taken.Value.Value.Movement.Status));
        Assert.Contains(chat, Told(taken));
        Assert.Equal([next.Value], await ClassesOf(student));
        Assert.Equal(1L, await Town.One<long>("SELECT count(*) FROM affiliation WHERE person_id = @student AND ended_at IS NULL AND school_id = @other", new { student, other }));
        Assert.Equal(["student"], await RolesOf(student));
        Assert.Empty(await In(chat));
        Assert.Equal(MovementStatus.Applied, (await Movements.List(School, new MovementFilter(student), null, 50, default)).Single().Status);
        Assert.Equal(Refusals.ReleaseInvalid, (await Movements.TakeIn(receiver, code, next, Order(), default)).Refusal);
    }

    [Fact]
    public async Task A_release_can_be_taken_back_until_it_is_used_and_is_there_once()
    {
        var other = await Town.School();
        var receiver = await Staff(Role.SchoolAdmin, other);
        var student = await Student();
        var release = (await Move(MovementKind.Release, student)).Value.Value;

        Assert.Equal(Refusals.AlreadyReleased, (await Move(MovementKind.Release, student)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Movements.Cancel(receiver, release.Movement.Id, default)).Refusal);
        Assert.Equal(Refusals.ReleaseInvalid, (await Movements.TakeIn(Admin, release.Code!, await Town.Class(School), Order(), default)).Refusal);
        Assert.Null((await Movements.Cancel(Admin, release.Movement.Id, default)).Refusal);
        Assert.Equal(Refusals.ReleaseInvalid, (await Movements.TakeIn(receiver, release.Code!, await Town.Class(other), Order(), default)).Refusal);
        Assert.Equal(Refusals.NotStudent, (await Move(MovementKind.Release, await Teacher())).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_1_13_who_is_on_leave_is_in_no_chat_until_the_return()
    {
        var (teacher, section) = (await Teacher(), await Town.Section(School));
        await Assignments.Assign(Admin, section, teacher, default);
        var (study, staff, made) = (
            await Town.Chat(School, ChatKind.Study, section: section), await Town.Chat(School, ChatKind.Staff), await Town.Chat(School));
        await Town.Member(made, teacher, Role.SubjectTeacher, came: 0);
        Assert.Equal([teacher], await In(study));
        Assert.Contains(teacher, await In(staff));

        var left = await Move(MovementKind.Leave, teacher);
        Assert.Equal(new[] { study, staff, made }.OrderBy(static c => c.Value), Told(left).OrderBy(static c => c.Value));
        Assert.Empty(await In(study));
        Assert.DoesNotContain(teacher, await In(staff));
        Assert.Empty(await In(made));
        Assert.Empty(await RolesOf(teacher));
        Assert.Equal(Refusals.OnLeave, (await Move(MovementKind.Leave, teacher)).Refusal);
        Assert.Equal(Refusals.OnLeave, (await Assignments.Assign(Admin, await Town.Section(School), teacher, default)).Refusal);

        await Move(MovementKind.Return, teacher);
        Assert.Equal([teacher], await In(study));
        Assert.Contains(teacher, await In(staff));
        Assert.Equal(["subject_teacher"], await RolesOf(teacher));
        Assert.NotNull((await Found(left.Value.Value.Movement.Id)).EndedAt);
        Assert.Equal(Refusals.NotOnLeave, (await Move(MovementKind.Return, teacher)).Refusal);
    }

    [Fact]
    public async Task A_student_on_leave_keeps_the_class_and_nobody_else_takes_it()
    {
        var (student, @class) = (await Student(), await Town.Class(School));
        await Enrollments.Enroll(Admin, @class, student, default);
        await Move(MovementKind.Leave, student);

        Assert.Empty(await ClassesOf(student));
        Assert.Equal(Refusals.OnLeave, (await Enrollments.Enroll(Admin, await Town.Class(School), student, default)).Refusal);
        Assert.Equal(Refusals.OnLeave, (await Move(MovementKind.ClassTransfer, student, to: await Town.Class(School))).Refusal);

        await Move(MovementKind.Return, student);
        Assert.Equal([@class.Value], await ClassesOf(student));
    }

    [Fact]
    public async Task Paragraph_2_1_13_a_dismissal_ends_every_role_and_place_at_that_school_and_nowhere_else()
    {
        var (teacher, section, @class, other) = (await Teacher(), await Town.Section(School), await Town.Class(School), await Town.School());
        await Assignments.Assign(Admin, section, teacher, default);
        await Assignments.Assign(Admin, @class, teacher, default);
        await Town.Affiliate(teacher, other, Role.SubjectTeacher);
        var (study, staff) = (await Town.Chat(School, ChatKind.Study, section: section), await Town.Chat(School, ChatKind.Staff));
        await In(study);
        await In(staff);

        var dismissed = await Move(MovementKind.Dismissal, teacher);

        Assert.Contains(study, Told(dismissed));
        Assert.Contains(staff, Told(dismissed));
        Assert.Empty(await In(study));
        Assert.DoesNotContain(teacher, await In(staff));
        Assert.Equal(["subject_teacher"], await RolesOf(teacher));
        Assert.Equal(other.Value, await Town.One<Guid>("SELECT school_id FROM affiliation WHERE person_id = @teacher AND ended_at IS NULL", new { teacher }));
        Assert.Equal(Refusals.NotFound, (await Move(MovementKind.Dismissal, teacher)).Refusal);
    }

    [Fact]
    public async Task The_director_and_the_administrator_are_not_moved_out_of_their_office()
    {
        Assert.Equal(Refusals.HoldsOffice, (await Move(MovementKind.Dismissal, Admin.Person)).Refusal);
        Assert.Equal(Refusals.HoldsOffice, (await Move(MovementKind.Leave, await Teacher(Role.Director))).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_1_13_only_the_schools_administrator_moves_people_and_only_its_own()
    {
        var (student, other) = (await Student(), await Town.School());
        var stranger = await Student(other);
        foreach (var role in new[] { Role.Director, Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            var caller = await Staff(role);
            var order = new MovementOrder { Kind = MovementKind.Dismissal, Person = student, Order = Order() };
            Assert.Equal(Refusals.Denied, (await Movements.Order(caller, order, default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Movements.Cancel(caller, Guid.CreateVersion7(), default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Movements.TakeIn(caller, ClaimCode.ForPaper(), ClassId.New(), Order(), default)).Refusal);
        }

        Assert.Equal(Refusals.NotFound, (await Move(MovementKind.Dismissal, stranger)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Move(MovementKind.Dismissal, PersonId.New())).Refusal);
        Assert.Equal(Refusals.NotFound, (await Move(MovementKind.Substitution, await Teacher(), until: Today, insteadOf: (await Staff(Role.SubjectTeacher, other)).Person)).Refusal);
        Assert.Empty(await Movements.List(School, new MovementFilter(), null, 50, default));
    }
}
