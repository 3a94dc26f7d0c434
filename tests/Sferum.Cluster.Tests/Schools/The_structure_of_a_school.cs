using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>An administrator builds a school over HTTP while its people have their sockets open.</summary>
public sealed class The_structure_of_a_school
{
    [Fact]
    public async Task Paragraph_2_1_5_a_class_that_is_made_has_a_chat_in_which_its_teacher_is_as_soon_as_enrolled()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        await using var witness = await Witness.Join(await district.SignIn(teacher));
        (await admin.SetSchoolYearAsync(2026, new SchoolYearRequest(new DateOnly(2026, 9, 1), new DateOnly(2027, 5, 31), Current: true))).Must();

        var made = (await admin.CreateClassAsync(new ClassRequest("7Б", "7"))).Must();
        await district.Town.Enroll(school, new ClassId(made.Id), [teacher], "teacher");
        foreach (var chat in await Chats(district, made.Id))
        {
            await district.FollowRoster(chat);
        }

        await witness.Until(static w => w.Changes.SelectMany(static c => c.Added).Select(static c => c.Title).ToHashSet() is var titles
            && titles.Contains("7Б") && titles.Contains("7Б · родители"));
        Assert.Equal("school.class_title_taken", (await admin.CreateClassAsync(new ClassRequest("7Б", "7"))).Refusal?.Code);
        Assert.Equal(1, (await admin.ClassesAsync()).Must().Items.Single().Teachers);
    }

    [Fact]
    public async Task Paragraph_2_1_5_in_the_chat_of_an_archived_class_nobody_writes_and_everybody_reads_at_once()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Gateways = 2 });
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var made = (await admin.CreateClassAsync(new ClassRequest("7Б", "7", 2026))).Must();
        await district.Town.Enroll(school, new ClassId(made.Id), [teacher], "teacher");
        var chat = (await Chats(district, made.Id))[0];
        await district.FollowRoster(chat);
        var client = await district.SignIn(teacher);
        await using var here = await Witness.Join(client);
        await using var there = await Witness.Join(await district.SignIn(teacher, gateway: 1));
        var posted = (await here.Line.PostAsync(chat.Value, "До свидания!")).Must();

        (await admin.ArchiveClassAsync(made.Id)).Must();

        Assert.Equal("chat.read_only", (await here.Line.PostAsync(chat.Value, "Ещё")).Refusal?.Code);
        Assert.Equal("chat.read_only", (await there.Line.PostAsync(chat.Value, "Ещё")).Refusal?.Code);
        foreach (var witness in new[] { here, there })
        {
            await witness.Until(w => w.Events(chat.Value).Any(e => e.Kind == "access" && e.Number == posted.Number + 1));
            await witness.Until(w => w.Changes.SelectMany(static c => c.Added).Any(c => c.Id == chat.Value && !c.May.Contains("post")));
        }

        Assert.Contains((await client.HistoryAsync(chat.Value)).Must().Events, static e => e.Message?.Text == "До свидания!");
        (await admin.RestoreClassAsync(made.Id)).Must();
        (await here.Line.PostAsync(chat.Value, "Снова здесь")).Must();
    }

    [Fact]
    public async Task A_renamed_class_is_called_otherwise_in_the_lists_of_those_who_are_connected()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var made = (await admin.CreateClassAsync(new ClassRequest("7Б", "7", 2026))).Must();
        await district.Town.Enroll(school, new ClassId(made.Id), [teacher], "teacher");
        var chat = (await Chats(district, made.Id))[0];
        await district.FollowRoster(chat);
        await using var witness = await Witness.Join(await district.SignIn(teacher));

        (await admin.ChangeClassAsync(made.Id, new ClassRequest("7В", "7"))).Must();

        await witness.Until(w => w.Changes.SelectMany(static c => c.Added).Any(c => c.Id == chat.Value && c.Title == "7В"));
        (await witness.Line.PostAsync(chat.Value, "Мы теперь 7В")).Must();
    }

    [Fact]
    public async Task Paragraph_2_1_3_parallels_groups_and_subjects_are_built_and_seen_by_the_staff()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.SignIn(await district.Town.Person(school, Role.SubjectTeacher));
        var student = await district.SignIn(await district.Town.Person(school));
        var made = (await admin.CreateClassAsync(new ClassRequest("7Б", "7", 2026))).Must();
        var subject = (await admin.CreateSubjectAsync("Английский язык")).Must();
        var section = (await admin.CreateSectionAsync(new SectionRequest(subject.Id, made.Id, Group: "1-я группа"))).Must();

        Assert.Equal("Английский язык · 7Б · 1-я группа", section.Title);
        Assert.Equal(section, (await teacher.SectionsAsync(classId: made.Id)).Must().Items.Single());
        Assert.Equal(("7", 1L), (await teacher.ParallelsAsync(2026)).Must().Items.Select(static p => (p.Grade!, p.Classes)).Single());
        Assert.Equal("1-я группа", (await teacher.GroupsAsync(2026)).Must().Items.Single().Title);
        Assert.Equal(subject, (await teacher.SubjectsAsync()).Must().Items.Single());
        Assert.Equal("request.denied", (await teacher.CreateSubjectAsync("Химия")).Refusal?.Code);
        Assert.Equal("request.denied", (await student.ClassesAsync(2026)).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_1_3_of_another_school_nothing_is_there()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School("Школа № 1"), await district.Town.School("Школа № 2"));
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var stranger = await district.SignIn(await district.Town.Person(other, Role.SchoolAdmin));
        var made = (await admin.CreateClassAsync(new ClassRequest("7Б", "7", 2026))).Must();
        var subject = (await admin.CreateSubjectAsync("Алгебра")).Must();
        var section = (await admin.CreateSectionAsync(new SectionRequest(subject.Id, made.Id))).Must();

        foreach (var (theirs, nobodys) in new[]
        {
            (await stranger.ChangeClassAsync(made.Id, new ClassRequest("x")), await stranger.ChangeClassAsync(Guid.CreateVersion7(), new ClassRequest("x"))),
            (await stranger.ArchiveClassAsync(made.Id), await stranger.ArchiveClassAsync(Guid.CreateVersion7())),
            (await stranger.RestoreClassAsync(made.Id), await stranger.RestoreClassAsync(Guid.CreateVersion7())),
        })
        {
            Assert.Equal("request.not_found", theirs.Refusal?.Code);
            Assert.Equal(nobodys.Refusal?.Message, theirs.Refusal?.Message);
        }

        Assert.Equal("request.not_found", (await stranger.RenameSubjectAsync(subject.Id, "x")).Refusal?.Code);
        Assert.Equal("request.not_found", (await stranger.ArchiveSectionAsync(section.Id)).Refusal?.Code);
        Assert.Equal("request.not_found", (await stranger.CreateSectionAsync(new SectionRequest(subject.Id, made.Id))).Refusal?.Code);
        Assert.Empty((await stranger.ClassesAsync(2026)).Must().Items);
        Assert.Empty((await stranger.SectionsAsync(classId: made.Id)).Must().Items);
    }

    private static async Task<IReadOnlyList<ChatId>> Chats(TestDistrict district, Guid ofClass)
    {
        var chats = new List<ChatId>();
        foreach (var kind in new[] { "class", "guardians" })
        {
            chats.Add(new ChatId(Guid.Parse(await district.Town.One<string>("SELECT CAST(id AS text) FROM chat WHERE class_id = @ofClass AND kind = @kind", new { ofClass, kind }))));
        }

        return chats;
    }
}
