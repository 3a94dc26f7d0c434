using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Building_the_structure_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Building_the_structure<PostgreSqlStore>(shared);

public sealed class Building_the_structure_on_SQLite(SharedStore<SqliteStore> shared) : Building_the_structure<SqliteStore>(shared);

/// <summary>Years, classes, subjects, sections, and the chats that appear with them.</summary>
public abstract class Building_the_structure<TStore>(SharedStore<TStore> shared) : StructureTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Paragraph_2_1_5_a_class_has_its_chat_and_the_one_of_its_guardians_at_once()
    {
        var made = await Made("7Б", "7");

        Assert.Equal([("class", "7Б"), ("guardians", "7Б · родители")], await Chats("class_id = @id", made.Id.Value));
        Assert.Equal("class.created", (await Chain())[^1].Act);
        Assert.Equal(("7Б", "7", 2026, 0L), (made.Title, made.Grade, made.Year, made.Students));
    }

    [Fact]
    public async Task Paragraph_2_1_5_a_second_class_of_that_name_in_a_year_is_refused_and_in_another_year_it_is_not()
    {
        await Made("7Б", "7");

        Assert.Equal(Refusals.ClassTitleTaken, (await Classes.Create(Admin, " 7Б ", "7", 2026, default)).Refusal);
        Assert.False((await Classes.Create(Admin, "7Б", "7", 2027, default)).IsRefused(out _));
    }

    [Fact]
    public async Task Paragraph_2_1_5_of_sixteen_who_make_the_same_class_at_once_one_does()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var title = $"{round}Б";
            var made = await Races.AtOnce(_ => Classes.Create(Admin, title, null, 2026, default));

            Assert.Single(made, static m => !m.IsRefused(out var refusal));
            Assert.Equal(15, made.Count(static m => m.Refusal == Refusals.ClassTitleTaken));
            Assert.Equal(2, await Town.One<long>(
                "SELECT count(*) FROM chat c JOIN school_class k ON k.id = c.class_id WHERE k.school_id = @School AND k.title = @title", new { School, title }));
        }
    }

    [Fact]
    public async Task Paragraph_1_3_a_subject_has_its_chat_and_a_chat_out_of_class_stands_beside_it()
    {
        var made = await Made("7Б", "7");
        var (student, teacher) = (await Student(made.Id), await Teacher(made.Id));
        var section = await Section("Алгебра", made.Id);
        await Town.Enroll(teacher, School, "teacher", section: section.Id);

        var circle = (await new ChatDesk(Store.Database, Acts, Clock).Create(
            Admin, new NewChat { Template = ChatTemplate.List, Title = "Кружок", Members = [student, teacher] }, default)).Value.Value;

        Assert.Equal(2, (await Follow(await ChatOf(section.Id))).Came.Count);
        Assert.Equal(3, (await Follow(circle)).Came.Count);
    }

    [Fact]
    public async Task Paragraph_1_3_nobody_of_another_class_comes_into_the_chat_of_a_subject()
    {
        var (made, other) = (await Made("7Б", "7"), await Made("7В", "7"));
        var (inside, outside) = (await Student(made.Id), await Student(other.Id));
        var section = await Section("Алгебра", made.Id);

        Assert.Equal([inside], (await Follow(await ChatOf(section.Id))).Came);
        Assert.NotEqual(inside, outside);
    }

    [Fact]
    public async Task Paragraph_2_1_5_a_class_with_students_is_not_archived()
    {
        var made = await Made("7Б", "7");
        await Student(made.Id);

        Assert.Equal("school.class_has_students", (await Classes.Archive(Admin, made.Id, default)).Refusal?.Code);
        Assert.Null((await Classes.List(School, new ClassFilter(2026, null, Archived: false), null, 10, default)).Items.Single().ArchivedAt);
    }

    [Fact]
    public async Task Paragraph_2_1_5_nobody_is_put_into_a_class_that_is_being_archived()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var made = await Made($"{round}Б", null);
            var newcomers = await Town.People(8);
            var archived = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Classes.Archive(Admin, made.Id, default).AsTask()));
            var placed = newcomers.Select(person => Task.Run(() => Place(person, made.Id)));
            var (archives, places) = (await Task.WhenAll(archived), await Task.WhenAll(placed));

            var (away, there) = (archives.Count(static a => !a.IsRefused(out var refusal)), places.Count(static p => p));
            Assert.True(away == 0 ? there == 8 : (away, there) == (1, 0), $"{away} archived, {there} placed");
        }
    }

    [Fact]
    public async Task An_archived_class_takes_its_sections_and_chats_with_it_and_brings_them_back_with_its_teachers()
    {
        var made = await Made("7Б", "7");
        var teacher = await Teacher(made.Id);
        var section = await Section("Алгебра", made.Id);
        await Town.Enroll(teacher, School, "teacher", section: section.Id);

        var archived = (await Classes.Archive(Admin, made.Id, default)).Value.Value;
        Assert.Equal((Clock.GetUtcNow(), 0L), (archived.ArchivedAt, archived.Teachers));
        Assert.Equal(3, await Town.One<long>("SELECT count(*) FROM chat WHERE school_id = @School AND archived_at IS NOT NULL", new { School }));
        Assert.Empty((await Sections.List(School, new SectionFilter(2026, null, null, Archived: false), null, 10, default)).Items);
        Assert.Equal(Refusals.InArchive, (await Classes.Archive(Admin, made.Id, default)).Refusal);
        Assert.Equal(Refusals.InArchive, (await Classes.Change(Admin, made.Id, "7В", "7", default)).Refusal);

        Clock.Advance(TimeSpan.FromDays(1));
        var restored = (await Classes.Restore(Admin, made.Id, default)).Value;
        Assert.Equal((null, 1L), (restored.Value.ArchivedAt, restored.Value.Teachers));
        Assert.Equal(3, restored.Act!.Chats.Count);
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM chat WHERE school_id = @School AND archived_at IS NOT NULL", new { School }));
        Assert.Equal(1, (await Sections.List(School, new SectionFilter(2026, made.Id, null, Archived: false), null, 10, default)).Items.Single().Teachers);
        Assert.Equal(Refusals.NotInArchive, (await Classes.Restore(Admin, made.Id, default)).Refusal);
    }

    [Fact]
    public async Task A_class_does_not_come_back_while_another_one_is_called_so()
    {
        var made = await Made("7Б", "7");
        await Classes.Archive(Admin, made.Id, default);
        await Made("7Б", "7");

        Assert.Equal(Refusals.ClassTitleTaken, (await Classes.Restore(Admin, made.Id, default)).Refusal);
    }

    [Fact]
    public async Task A_renamed_class_renames_its_chats_and_its_sections()
    {
        var made = await Made("7Б", "7");
        await Section("Алгебра", made.Id);

        var changed = await Classes.Change(Admin, made.Id, "7В", "7", default);

        Assert.Equal(3, changed.Value.Act!.Chats.Count);
        Assert.Equal([("class", "7В"), ("guardians", "7В · родители")], await Chats("class_id = @id", made.Id.Value));
        Assert.Equal("Алгебра · 7В", await Town.One<string>("SELECT c.title FROM chat c JOIN section s ON s.id = c.section_id WHERE s.class_id = @Id", new { made.Id }));
    }

    [Fact]
    public async Task A_renamed_school_renames_its_chat()
    {
        await Town.Chat(School, ChatKind.School, title: "Школа");
        var cards = new SchoolCardStore(Store.Database, Acts);
        var card = (await cards.Read(School, default))!;

        var changed = await cards.Change(Admin, card with { Name = "Лицей" }, default);

        Assert.Single(changed.Value.Act!.Chats);
        Assert.Equal("Лицей", await Town.One<string>("SELECT title FROM chat WHERE school_id = @School AND kind = 'school'", new { School }));
    }

    [Fact]
    public async Task Paragraph_2_1_3_a_subject_is_in_the_catalogue_once_and_its_new_name_is_the_one_of_its_study_chats()
    {
        var made = await Made("7Б", "7");
        var section = await Section("Алгебра", made.Id);
        Assert.Equal(Refusals.SubjectTaken, (await Subjects.Create(Admin, "Алгебра", default)).Refusal);

        await Subjects.Rename(Admin, section.SubjectId!.Value, "Математика", default);

        var read = (await Sections.List(School, new SectionFilter(2026, null, null, Archived: false), null, 10, default)).Items.Single();
        Assert.Equal(("Математика · 7Б", "Математика"), (read.Title, read.Subject));
        Assert.Equal([("study", "Математика · 7Б")], await Chats("section_id = @id", section.Id.Value));
        Assert.False((await Subjects.Archive(Admin, section.SubjectId.Value, default)).IsRefused(out _));
        Assert.Equal(Refusals.NotFound, (await Sections.Create(Admin, new NewSection(section.SubjectId.Value, made.Id, null, "2", null), default)).Refusal);
        Assert.Equal("Математика", (await Subjects.List(School, archived: true, null, 10, default)).Items.Single().Title);
        Assert.False((await Subjects.Restore(Admin, section.SubjectId.Value, default)).IsRefused(out _));
    }

    [Fact]
    public async Task Paragraph_2_1_3_a_section_of_a_whole_class_has_its_students_and_a_group_has_none_yet()
    {
        var made = await Made("7Б", "7");
        var student = await Student(made.Id);
        var whole = await Section("Алгебра", made.Id);
        var group = (await Sections.Create(Admin, new NewSection(whole.SubjectId!.Value, made.Id, null, "1-я группа", null), default)).Value.Value;

        Assert.Equal((1L, 0L), (whole.Students, group.Students));
        Assert.Equal("Алгебра · 7Б · 1-я группа", group.Title);
        Assert.Equal(Refusals.SectionTaken, (await Sections.Create(Admin, new NewSection(whole.SubjectId.Value, made.Id, null, "1-я группа", null), default)).Refusal);
        var found = Assert.Single(await Sections.Groups(School, 2026, default));
        Assert.Equal((made.Id, "1-я группа", 1L), (found.Class, found.Title, found.Sections));
        Assert.Equal("1-я", (await Sections.RenameGroup(Admin, group.Id, "1-я", default)).Value.Value.Group);
        await Follow((await ChatOf(whole.Id)));
        Assert.Equal(student, Assert.Single((await Store.Get<IChatLog>().Load(await ChatOf(whole.Id), default))!.Members).Person.Id);
    }

    [Fact]
    public async Task Paragraph_2_1_3_a_group_of_a_parallel_needs_a_name_and_a_year()
    {
        var subject = (await Subjects.Create(Admin, "Испанский язык", default)).Value.Value.Id;

        Assert.Equal("school.field_invalid", (await Sections.Create(Admin, new NewSection(subject, null, "7", null, 2026), default)).Refusal?.Code);
        Assert.Equal(Refusals.NoCurrentYear, (await Sections.Create(Admin, new NewSection(subject, null, "7", "А", null), default)).Refusal);
        await Years.Set(Admin, SchoolYear.Usual(2026) with { IsCurrent = true }, default);
        var made = (await Sections.Create(Admin, new NewSection(subject, null, "7", "А", null), default)).Value.Value;

        Assert.Equal(("Испанский язык · 7 · А", 2026, "7"), (made.Title, made.Year, made.Grade));
    }

    [Fact]
    public async Task A_section_comes_back_with_those_who_were_in_it_and_still_belong_to_the_school()
    {
        var made = await Made("7Б", "7");
        var (stays, leaves) = (await Student(made.Id), await Student(made.Id));
        var section = await Section("Алгебра", made.Id);

        Assert.Equal(0, (await Sections.Archive(Admin, section.Id, default)).Value.Value.Students);
        await Town.EndAffiliations(leaves);
        var back = (await Sections.Restore(Admin, section.Id, default)).Value.Value;

        Assert.Equal((1L, null), (back.Students, back.ArchivedAt));
        Assert.Equal(stays, await Town.One<PersonId>("SELECT person_id FROM enrollment WHERE section_id = @Id AND ended_at IS NULL", new { section.Id }));
    }

    [Fact]
    public async Task Paragraph_2_1_3_one_year_is_current_and_begins_where_it_says()
    {
        await Years.Set(Admin, SchoolYear.Usual(2025) with { IsCurrent = true }, default);
        await Years.Set(Admin, SchoolYear.Usual(2026) with { IsCurrent = true }, default);

        Assert.Equal([(2026, true), (2025, false)], (await Years.List(School, default)).Select(static y => (y.Year, y.IsCurrent)));
        Assert.Equal("school.field_invalid", (await Years.Set(Admin, new SchoolYear(2026, new DateOnly(2025, 9, 1), new DateOnly(2026, 5, 25), false), default)).Refusal?.Code);
        Assert.Equal(2026, (await Classes.Create(Admin, "1А", "1", null, default)).Value.Value.Year);
        await Task.WhenAll(Enumerable.Range(2000, 16).Select(y => Task.Run(() => Years.Set(Admin, SchoolYear.Usual(y) with { IsCurrent = true }, default).AsTask())));
        Assert.Single(await Years.List(School, default), static y => y.IsCurrent);
    }

    [Fact]
    public async Task Paragraph_2_1_3_parallels_count_their_classes_and_students()
    {
        foreach (var title in new[] { "10А", "7А", "7Б" })
        {
            await Made(title, title[..^1]);
        }

        await Student((await Classes.List(School, new ClassFilter(2026, "7", false), null, 1, default)).Items[0].Id);

        Assert.Equal([("7", 2L, 1L), ("10", 1L, 0L)], (await Classes.Parallels(School, 2026, default)).Select(static p => (p.Grade!, p.Classes, p.Students)));
    }

    [Fact]
    public async Task A_list_comes_in_pages_without_a_gap_or_a_double()
    {
        foreach (var i in Enumerable.Range(1, 7))
        {
            await Made($"{i}А", null);
        }

        var titles = new List<string>();
        Guid? after = null;
        do
        {
            var page = await Classes.List(School, new ClassFilter(2026, null, Archived: false), after, 3, default);
            titles.AddRange(page.Items.Select(static c => c.Title));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["1А", "2А", "3А", "4А", "5А", "6А", "7А"], titles);
        Assert.Empty((await Classes.List(School, new ClassFilter(2026, null, false), Guid.CreateVersion7(), 3, default)).Items);
    }

    [Fact]
    public async Task What_another_school_has_is_not_there()
    {
        var made = await Made("7Б", "7");
        var section = await Section("Алгебра", made.Id);
        var other = await Staff(Role.SchoolAdmin, await Town.School());

        Assert.Equal(Refusals.NotFound, (await Classes.Change(other, made.Id, "x", null, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Classes.Archive(other, made.Id, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Classes.Restore(other, made.Id, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Subjects.Rename(other, section.SubjectId!.Value, "x", default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Subjects.Archive(other, section.SubjectId.Value, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Sections.Archive(other, section.Id, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Sections.RenameGroup(other, section.Id, "x", default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Sections.Create(other, new NewSection(section.SubjectId.Value, made.Id, null, null, null), default)).Refusal);
        Assert.Empty((await Sections.List(other.School!.Value, new SectionFilter(null, made.Id, null, false), null, 10, default)).Items);
    }

    [Theory]
    [InlineData(Role.Director)]
    [InlineData(Role.ClassTeacher)]
    [InlineData(Role.Student)]
    public async Task Nobody_but_the_administrator_builds(Role role)
    {
        var person = await Staff(role);

        Assert.Equal(Refusals.Denied, (await Classes.Create(person, "7Б", "7", 2026, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Subjects.Create(person, "Алгебра", default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Years.Set(person, SchoolYear.Usual(2026), default)).Refusal);
        Assert.Empty(await Chain());
    }

    /// <summary>As whoever enrolls does it: the living class is locked before the place is given.</summary>
    private async Task<bool> Place(PersonId person, ClassId @class)
    {
        await using var write = await Store.Database.Write(default);
        if (await write.Execute("UPDATE school_class SET archived_at = NULL WHERE id = @class AND archived_at IS NULL", new { @class }) == 0)
        {
            return false;
        }

        await write.Execute(
            "INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at) VALUES (@id, @person, @School, @class, 'student', 1)",
            new { id = Guid.CreateVersion7(), person, School, @class });
        await write.Commit();
        return true;
    }
}
