using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Enrolling_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Enrolling<PostgreSqlStore>(shared);

public sealed class Enrolling_on_SQLite(SharedStore<SqliteStore> shared) : Enrolling<SqliteStore>(shared);

public abstract class Enrolling<TStore>(SharedStore<TStore> shared) : MovementTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Paragraph_2_1_9_a_student_comes_into_a_class_and_its_sections_and_their_chats_are_told()
    {
        var (student, @class) = (await Student(), await Town.Class(School));
        var section = await Section(@class);
        var (chat, parents, study) = (
            await Town.Chat(School, ChatKind.Class, @class), await Town.Chat(School, ChatKind.Guardians, @class), await Town.Chat(School, ChatKind.Study, section: section));

        var enrolled = await Enrollments.Enroll(Admin, @class, student, default);

        Assert.Equal(new[] { chat, parents, study }.OrderBy(static c => c.Value), Told(enrolled).OrderBy(static c => c.Value));
        Assert.Equal([student], await In(chat));
        Assert.Equal([student], await In(study));
        Assert.Equal(["enrollment.began"], await Recorded());
        Assert.Equal(1L, await Town.One<long>("SELECT count(*) FROM outbox WHERE id = @Id", new { enrolled.Value.Act!.Id }));
    }

    [Fact]
    public async Task Paragraph_2_1_9_a_second_active_class_is_refused_here_and_in_another_school()
    {
        var (student, one, two) = (await Student(), await Town.Class(School), await Town.Class(School));
        var elsewhere = await Student();
        var other = await Town.School();
        await Town.Enroll(elsewhere, other, "student", await Town.Class(other));
        await Enrollments.Enroll(Admin, one, student, default);

        Assert.Equal(Refusals.HasClass, (await Enrollments.Enroll(Admin, two, student, default)).Refusal);
        Assert.Equal(Refusals.HasClass, (await Enrollments.Enroll(Admin, two, elsewhere, default)).Refusal);
        Assert.Null((await Enrollments.Enroll(Admin, one, student, default)).Value.Act);
        Assert.Equal([one.Value], await ClassesOf(student));
        Assert.Equal(["enrollment.began"], await Recorded());
    }

    [Fact]
    public async Task Paragraph_2_1_9_only_students_of_the_school_come_into_its_classes()
    {
        var @class = await Town.Class(School);
        var other = await Town.School();
        var (teacher, stranger, foreign) = (await Teacher(), await Student(other), await Town.Class(other));

        Assert.Equal(Refusals.NotStudent, (await Enrollments.Enroll(Admin, @class, teacher, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Enrollments.Enroll(Admin, @class, stranger, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Enrollments.Enroll(Admin, foreign, await Student(), default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Enrollments.Enroll(Admin, ClassId.New(), await Student(), default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Enrollments.Enroll(Admin, await Town.Section(other), await Student(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Enrollments.Enroll(await Staff(Role.Director), @class, await Student(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Enrollments.Enroll(await Staff(Role.ClassTeacher), @class, await Student(), default)).Refusal);
        Assert.Empty(await Chain());
    }

    [Fact]
    public async Task Nobody_comes_into_an_archived_class_or_section()
    {
        var (student, @class, section) = (await Student(), await Town.Class(School), await Town.Section(School));
        await Town.Run("UPDATE school_class SET archived_at = 1 WHERE id = @class", new { @class });
        await Town.Run("UPDATE section SET archived_at = 1 WHERE id = @section", new { section });

        Assert.Equal(Refusals.PlaceArchived, (await Enrollments.Enroll(Admin, @class, student, default)).Refusal);
        Assert.Equal(Refusals.PlaceArchived, (await Enrollments.Enroll(Admin, section, student, default)).Refusal);
    }

    [Fact]
    public async Task An_enrolment_ends_with_the_sections_of_the_class_and_others_stay()
    {
        var (student, @class, group) = (await Student(), await Town.Class(School), await Town.Section(School));
        var section = await Section(@class);
        var study = await Town.Chat(School, ChatKind.Study, section: section);
        await Enrollments.Enroll(Admin, @class, student, default);
        await Enrollments.Enroll(Admin, group, student, default);

        var ended = await Enrollments.End(Admin, @class, student, default);

        Assert.Contains(study, Told(ended));
        Assert.Empty(await ClassesOf(student));
        Assert.Equal([group.Value], await SectionsOf(student));
        Assert.Equal(Refusals.NotFound, (await Enrollments.End(Admin, @class, student, default)).Refusal);
        Assert.Equal(["enrollment.began", "enrollment.began", "enrollment.ended"], await Recorded());
    }

    [Fact]
    public async Task A_persons_roles_and_places_are_kept_with_their_beginning_and_end()
    {
        var (student, one, two) = (await Student(), await Town.Class(School), await Town.Class(School));
        await Enrollments.Enroll(Admin, one, student, default);
        Clock.Advance(TimeSpan.FromDays(1));
        await Move(MovementKind.ClassTransfer, student, to: two);

        var history = (await Enrollments.History(School, student, null, 50, default))!;
        var first = (await Enrollments.History(School, student, null, 1, default))!;
        var rest = (await Enrollments.History(School, student, first[0].Cursor, 50, default))!;

        Assert.Equal(
            [("class", two.Value, true), ("class", one.Value, false), ("role", (Guid?)null, true)],
            history.Select(static l => (l.What, l.Place, l.EndedAt is null)));
        Assert.Equal(history.Skip(1), rest);
        Assert.Empty((await Enrollments.History(School, student, rest[^1].Cursor, 50, default))!);
        Assert.Null(await Enrollments.History(await Town.School(), student, null, 50, default));
        Assert.Null(await Enrollments.History(School, PersonId.New(), null, 50, default));
    }
}
