using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Assigning_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Assigning<PostgreSqlStore>(shared);

public sealed class Assigning_on_SQLite(SharedStore<SqliteStore> shared) : Assigning<SqliteStore>(shared);

public abstract class Assigning<TStore>(SharedStore<TStore> shared) : MovementTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Paragraph_2_1_10_a_class_teacher_gets_the_role_and_the_chats_of_the_class_and_loses_them()
    {
        var (teacher, @class) = (await Teacher(), await Town.Class(School));
        var (chat, parents, staff) = (
            await Town.Chat(School, ChatKind.Class, @class), await Town.Chat(School, ChatKind.Guardians, @class), await Town.Chat(School, ChatKind.Staff));

        var assigned = await Assignments.Assign(Admin, @class, teacher, default);
        Assert.Equal(new[] { chat, parents, staff }.OrderBy(static c => c.Value), Told(assigned).OrderBy(static c => c.Value));
        Assert.Equal(["class_teacher", "subject_teacher"], await RolesOf(teacher));
        Assert.Equal([teacher], await In(chat));
        Assert.Equal([teacher], await In(parents));

        var unassigned = await Assignments.Unassign(Admin, @class, teacher, default);
        Assert.Equal(new[] { chat, parents, staff }.OrderBy(static c => c.Value), Told(unassigned).OrderBy(static c => c.Value));
        Assert.Equal(["subject_teacher"], await RolesOf(teacher));
        Assert.Empty(await In(chat));
        Assert.Empty(await In(parents));
        Assert.Equal(["assignment.began", "assignment.ended"], await Recorded());
    }

    [Fact]
    public async Task Paragraph_2_4_a_subject_teacher_has_the_study_chat_of_an_assigned_section_only_while_it_is_assigned()
    {
        var (teacher, section) = (await Teacher(), await Town.Section(School));
        var chat = await Town.Chat(School, ChatKind.Study, section: section);

        await Assignments.Assign(Admin, section, teacher, default);
        Assert.Equal([teacher], await In(chat));

        await Assignments.Unassign(Admin, section, teacher, default);
        Assert.Empty(await In(chat));
        Assert.Equal(["subject_teacher"], await RolesOf(teacher));
        Assert.Equal(Refusals.NotFound, (await Assignments.Unassign(Admin, section, teacher, default)).Refusal);
    }

    [Fact]
    public async Task A_role_that_came_with_an_assignment_goes_with_the_last_one()
    {
        var (teacher, one, two) = (await Teacher(Role.Administration), await Town.Section(School), await Town.Section(School));

        await Assignments.Assign(Admin, one, teacher, default);
        await Assignments.Assign(Admin, two, teacher, default);
        await Assignments.Unassign(Admin, one, teacher, default);
        Assert.Equal(["administration", "subject_teacher"], await RolesOf(teacher));

        await Assignments.Unassign(Admin, two, teacher, default);
        Assert.Equal(["administration"], await RolesOf(teacher));
    }

    [Fact]
    public async Task Assigning_twice_is_once()
    {
        var (teacher, section) = (await Teacher(), await Town.Section(School));
        await Assignments.Assign(Admin, section, teacher, default);

        Assert.Null((await Assignments.Assign(Admin, section, teacher, default)).Value.Act);
        Assert.Equal(["assignment.began"], await Recorded());
    }

    [Fact]
    public async Task Paragraph_2_1_10_only_staff_of_the_school_is_assigned_to_its_classes_by_its_administrator()
    {
        var (@class, section, other) = (await Town.Class(School), await Town.Section(School), await Town.School());
        var (student, stranger) = (await Student(), (await Staff(Role.SubjectTeacher, other)).Person);

        Assert.Equal(Refusals.NotStaff, (await Assignments.Assign(Admin, @class, student, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Assignments.Assign(Admin, @class, stranger, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Assignments.Assign(Admin, await Town.Class(other), await Teacher(), default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Assignments.Assign(Admin, await Town.Section(other), await Teacher(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Assignments.Assign(await Staff(Role.ClassTeacher), section, await Teacher(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Assignments.Assign(await Staff(Role.Director), section, await Teacher(), default)).Refusal);
        Assert.Empty(await Chain());
    }
}
