using System.Security.Cryptography;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class The_directory_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : The_directory<PostgreSqlStore>(shared);

public sealed class The_directory_on_SQLite(SharedStore<SqliteStore> shared) : The_directory<SqliteStore>(shared);

/// <summary>Who sees whom in the lists of a school, and how people are found.</summary>
public abstract class The_directory<TStore>(SharedStore<TStore> shared) : StructureTests<TStore>(shared)
    where TStore : Store, new()
{
    private ClassId _class;

    private DirectoryStore Directory => new(Store.Database, Clock);

    private CoordinationStore Coordination => new(Store.Database, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Years.Set(Admin, new SchoolYear(2026, new DateOnly(2026, 9, 1), new DateOnly(2027, 5, 31), true), default);
        _class = (await Made("7Б", "7")).Id;
    }

    [Fact]
    public async Task Finds_people_by_the_beginnings_of_their_names_in_any_case_and_with_or_without_yo()
    {
        await Named("Ёлкина", "Алёна");
        await Named("Елисеев", "Пётр");
        await Named("Петров-Водкин", "Кузьма");

        Assert.Equal(["Елисеев", "Ёлкина"], (await Found("ел")).Order(StringComparer.Create(new("ru"), ignoreCase: true)));
        Assert.Equal(["Елисеев"], await Found("петр ЕЛИС"));
        Assert.Equal(["Петров-Водкин"], await Found("петров-в"));
        Assert.Equal(["Ёлкина"], await Found("алена"));
        Assert.Empty(await Found("%"));
        Assert.Empty(await Found("_лкина"));
    }

    [Fact]
    public async Task Comes_in_pages_by_family_name()
    {
        foreach (var name in new[] { "Волков", "Астахов", "Белов", "Гусев" })
        {
            await Town.Enroll(await Named(name, "Олег"), School, "student", _class);
        }

        var first = (await Directory.People(Admin, new DirectoryFilter(Class: _class), null, 3, default)).Value;
        var second = (await Directory.People(Admin, new DirectoryFilter(Class: _class), first.Next, 3, default)).Value;

        Assert.Equal(["Астахов", "Белов", "Волков"], first.People.Select(static p => p.FamilyName));
        Assert.Equal(["Гусев"], second.People.Select(static p => p.FamilyName));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Tells_of_a_student_the_class_the_guardians_and_whether_the_student_has_come()
    {
        var child = await Student(_class);
        var guardian = await Town.Person("Вера Лосева");
        await Town.Guard(guardian, child);
        await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @child", new { child, hash = RandomNumberGenerator.GetBytes(16) });

        var found = (await Directory.Person(Admin, child, default)).Value;

        Assert.Equal((_class, "7Б", true, Role.Student), (found.Class!.Value, found.ClassTitle, found.Registered, found.Roles));
        Assert.Equal([new NamedGuardian(guardian, "Вера Лосева")], found.Guardians);
        Assert.Null(found.SeenAt);
    }

    [Fact]
    public async Task Paragraph_1_2_a_class_teacher_sees_the_own_class_and_its_guardians_and_nobody_else()
    {
        var teacher = await Leads(_class);
        var own = await Student(_class);
        var guardian = (await Staff(Role.Guardian)).Person;
        await Town.Guard(guardian, own);
        var strange = await Student((await Made("8А", "8")).Id);

        var seen = (await Directory.People(teacher, new DirectoryFilter(), null, 200, default)).Value.People.Select(static p => p.Id).ToHashSet();

        Assert.Equal(new HashSet<PersonId> { own, guardian, teacher.Person }, seen);
        Assert.Equal(Refusals.NotFound, (await Directory.Person(teacher, strange, default)).Refusal);
        Assert.Equal(["7Б"], (await Directory.Coverage(teacher, default)).Value.Select(static c => c.Title));
        Assert.Equal(Refusals.NotFound, (await Directory.Teachers(teacher, (await Made("9А", "9")).Id, default)).Refusal);
    }

    [Fact]
    public async Task Of_another_school_is_not_seen()
    {
        var elsewhere = await Staff(Role.SchoolAdmin, await Town.School());
        var child = await Student(_class);

        Assert.Equal([elsewhere.Person], (await Directory.People(elsewhere, new DirectoryFilter(), null, 200, default)).Value.People.Select(static p => p.Id));
        Assert.Equal(Refusals.NotFound, (await Directory.Person(elsewhere, child, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Directory.Teachers(elsewhere, _class, default)).Refusal);
        Assert.Empty((await Directory.Coverage(elsewhere, default)).Value);
    }

    [Theory]
    [InlineData(Role.SubjectTeacher)]
    [InlineData(Role.Student)]
    [InlineData(Role.Guardian)]
    public async Task Is_closed_to_those_who_keep_no_lists(Role role)
    {
        var caller = await Staff(role);

        Assert.Equal(Refusals.Denied, (await Directory.People(caller, new DirectoryFilter(), null, 10, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Directory.Coverage(caller, default)).Refusal);
    }

    [Fact]
    public async Task Names_who_teaches_a_class_and_its_sections()
    {
        var (lead, subject) = (await Teacher(_class), (await Staff(Role.SubjectTeacher)).Person);
        var section = await Section("Алгебра", _class);
        await Town.Enroll(subject, School, "teacher", section: section.Id);

        var teachers = (await Directory.Teachers(Admin, _class, default)).Value;

        Assert.Equal([(lead, null), (subject, section.Id)], teachers.Select(static t => (t.Person, t.Section)).OrderBy(static t => t.Section is not null));
        Assert.Equal([subject], (await Directory.People(Admin, new DirectoryFilter(Section: section.Id, AsTeachers: true), null, 10, default)).Value.People.Select(static p => p.Id));
    }

    [Fact]
    public async Task Paragraph_1_2_coverage_counts_who_is_in_the_roster_invited_registered_and_active()
    {
        var (silent, invited, registered, active) = (await Student(_class), await Student(_class), await Student(_class), await Student(_class));
        await Town.Run(
            "INSERT INTO claim (hash, kind, person_id, created_at, expires_at) VALUES (@hash, 'person', @invited, 1, @until)",
            new { hash = RandomNumberGenerator.GetBytes(16), invited, until = Clock.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds() });
        foreach (var person in new[] { registered, active })
        {
            await Town.Run("UPDATE person SET phone_hash = @hash WHERE id = @person", new { person, hash = RandomNumberGenerator.GetBytes(16) });
        }

        await Seen(registered, TimeSpan.FromDays(8));
        await Seen(active, TimeSpan.FromDays(6));

        var line = Assert.Single((await Directory.Coverage(Admin, default)).Value);

        Assert.Equal((_class, 4L, 1L, 2L, 1L), (line.Class, line.Students, line.Invited, line.Registered, line.Active));
        Assert.False((await Directory.Person(Admin, silent, default)).Value.Invited);
        Assert.True((await Directory.Person(Admin, invited, default)).Value.Invited);
    }

    [Fact]
    public async Task Paragraph_1_4_what_waits_is_counted_with_the_age_of_the_oldest_for_whom_it_concerns()
    {
        var teacher = await Leads(_class);
        var other = await Leads((await Made("8А", "8")).Id);
        await Waits("student", hours: 3);
        await Waits("student", hours: 5);
        await Waits("guardian", hours: 1);

        var admins = (await Coordination.Waiting(Admin, default)).Value;
        var teachers = (await Coordination.Waiting(teacher, default)).Value;

        var requests = admins.Single(static w => w.Kind == WaitingKind.JoinRequests);
        Assert.Equal((2L, Clock.GetUtcNow().AddHours(-5)), (requests.Count, requests.Since));
        Assert.Equal([WaitingKind.GuardianRequests], teachers.Select(static w => w.Kind));
        Assert.Empty((await Coordination.Waiting(other, default)).Value);
        Assert.Equal(Refusals.Denied, (await Coordination.Waiting(await Staff(Role.Student), default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_1_4_a_class_and_a_section_without_a_teacher_wait_until_somebody_is_assigned()
    {
        var section = await Section("Алгебра", _class);
        Assert.Equal(
            [WaitingKind.ClassesWithoutTeacher, WaitingKind.SectionsWithoutTeacher],
            (await Coordination.Waiting(Admin, default)).Value.Select(static w => w.Kind));

        await Town.Enroll((await Staff(Role.ClassTeacher)).Person, School, "teacher", _class);
        await Town.Enroll((await Staff(Role.SubjectTeacher)).Person, School, "teacher", section: section.Id);

        Assert.Empty((await Coordination.Waiting(Admin, default)).Value);
    }

    private async Task<PersonId> Named(string family, string given)
    {
        var person = (await Staff(Role.Student)).Person;
        await Town.Run("UPDATE person SET family_name = @family, given_name = @given WHERE id = @person", new { person, family, given });
        return person;
    }

    private async Task<IEnumerable<string>> Found(string words) =>
        (await Directory.People(Admin, new DirectoryFilter(words), null, 200, default)).Value.People.Select(static p => p.FamilyName);

    private async Task<Caller> Leads(ClassId @class)
    {
        var teacher = await Staff(Role.ClassTeacher);
        await Town.Enroll(teacher.Person, School, "teacher", @class);
        return teacher;
    }

    private Task Seen(PersonId person, TimeSpan ago) => Town.Run(
        "INSERT INTO session (id, person_id, school_id, device, created_at, last_used_at) VALUES (@id, @person, @School, 'x', 1, @at)",
        new { id = Guid.CreateVersion7(), person, School, at = (Clock.GetUtcNow() - ago).ToUnixTimeMilliseconds() });

    private async Task Waits(string kind, int hours)
    {
        var person = await Town.Person();
        var isGuardian = kind == "guardian";
        var (child, chat) = isGuardian ? ((PersonId?)await Student(_class), (Guid?)(await ChatOf(_class, "guardians")).Value) : (null, null);
        var invitation = Guid.CreateVersion7();
        await Town.Run(
            """
            INSERT INTO invitation (id, school_id, kind, role, class_id, chat_id, student_id, secret_hash, cap, created_by, created_at, expires_at)
            VALUES (@invitation, @School, @kind, @kind, @class, @chat, @child, @hash, 1, @by, 1, 2)
            """,
            new { invitation, School, kind, @class = _class, chat, child, hash = InvitationSecret.Hash(new KeyRing(new byte[32]), InvitationSecret.New()), by = Admin.Person });
        await Town.Run(
            """
            INSERT INTO join_request (id, school_id, person_id, invitation_id, kind, role, class_id, chat_id, student_id, given_name, family_name, status, created_at)
            VALUES (@id, @School, @person, @invitation, @kind, @kind, @class, @chat, @child, 'x', 'x', 'pending', @at)
            """,
            new { id = Guid.CreateVersion7(), School, person, invitation, kind, @class = _class, chat, child, at = Clock.GetUtcNow().AddHours(-hours).ToUnixTimeMilliseconds() });
    }
}
