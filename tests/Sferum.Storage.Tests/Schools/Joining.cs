using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Joining_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Joining<PostgreSqlStore>(shared);

public sealed class Joining_on_SQLite(SharedStore<SqliteStore> shared) : Joining<SqliteStore>(shared);

public abstract class Joining<TStore>(SharedStore<TStore> shared) : JoiningTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Paragraph_2_5_a_student_who_uses_the_classs_link_waits_and_then_is_in_that_class_and_its_chats()
    {
        var chats = await Chats();
        var request = await Pending();
        Assert.Equal((JoinStatus.Pending, "Снегов", Class), (request.Status, request.Name.Family, request.Class));
        Assert.Equal(0, await Roles(request.Person));

        Clock.Advance(TimeSpan.FromHours(5));
        var accepted = (await Accept(request.Id)).Value;

        Assert.Equal((JoinStatus.Accepted, 1L, Clock.GetUtcNow()), (accepted.Value.Status, accepted.Value.Revision, accepted.Value.DecidedAt));
        Assert.Equal((1L, 1L), (await Roles(request.Person), await Classes(request.Person)));
        Assert.Equal("Снегов Артём", await Town.One<string>("SELECT display_name FROM person WHERE id = @Person", new { request.Person }));
        Assert.Equal(chats.Order(), accepted.Act!.Chats.Select(static c => c.Chat.Value).Order());
        Assert.Equal(["join.accepted", "join.requested"], (await Chain()).Select(static r => r.Act).Where(static a => a.StartsWith("join", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Guardians_of_a_child_get_their_role_at_the_school_to_which_it_comes()
    {
        var request = await Pending();
        var guardian = await Town.Person();
        await Town.Guard(guardian, request.Person);
        Assert.Equal(0, await Roles(guardian));

        await Accept(request.Id);

        Assert.Equal("guardian", await Town.One<string>("SELECT role FROM affiliation WHERE person_id = @guardian AND school_id = @School", new { guardian, School }));
    }

    [Fact]
    public async Task Paragraph_2_3_staff_who_use_a_link_get_its_role_after_acceptance_and_the_staffs_chat()
    {
        var (school, staff) = (await Town.Chat(School, ChatKind.School), await Town.Chat(School, ChatKind.Staff));
        var request = await Pending(await Link(staff: Role.ClassTeacher));

        var accepted = (await Accept(request.Id)).Value;

        Assert.Equal("class_teacher", await Town.One<string>("SELECT role FROM affiliation WHERE person_id = @Person", new { request.Person }));
        Assert.Equal("Снегов Артём Игоревич", await Town.One<string>("SELECT display_name FROM person WHERE id = @Person", new { request.Person }));
        Assert.Equal(new[] { school.Value, staff.Value }.Order(), accepted.Act!.Chats.Select(static c => c.Chat.Value).Order());
    }

    [Fact]
    public async Task Sections_of_the_whole_class_take_the_student_and_groups_do_not()
    {
        var (algebra, one, two) = (await Section("Алгебра"), await Section("Английский"), await Section("Английский"));
        var request = await Pending();

        await Accept(request.Id);

        var sections = await Town.Ask<SectionId>("SELECT section_id FROM enrollment WHERE person_id = @Person AND section_id IS NOT NULL", new { request.Person });
        Assert.Equal([algebra], sections);
        Assert.DoesNotContain(one, sections);
        Assert.DoesNotContain(two, sections);
    }

    [Fact]
    public async Task Paragraph_2_1_12_a_rejection_says_why_and_leaves_nobody_a_member()
    {
        var request = await Pending();
        Assert.Equal(Refusals.JoinReasonNeeded, (await Joining.Decide(Admin, request.Id, new JoinDecision(false, "  "), default)).Refusal);

        var rejected = (await Reject(request.Id)).Value;

        Assert.Equal((JoinStatus.Rejected, "Не из нашего класса"), (rejected.Value.Status, rejected.Value.Reason));
        Assert.Null(rejected.Act);
        Assert.Equal(0, await Roles(request.Person));
        var own = Assert.Single(await Joining.Own(request.Person, default));
        Assert.Equal("Не из нашего класса", own.Reason);

        // Another try is allowed, and decided anew.
        Assert.Null((await Joining.Use(new Caller(request.Person, SessionId.New(), null, Role.None), (await Link()).Secret, Name, default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_1_12_each_request_is_decided_once()
    {
        var request = await Pending();
        Assert.Null((await Accept(request.Id)).Refusal);

        Assert.Equal(Refusals.JoinDecided, (await Accept(request.Id)).Refusal);
        Assert.Equal(Refusals.JoinDecided, (await Reject(request.Id)).Refusal);
        Assert.Equal(Refusals.JoinDecided, (await Joining.Withdraw(new Caller(request.Person, SessionId.New(), null, Role.None), request.Id, default)).Refusal);
        Assert.Equal((1L, 1L), (await Roles(request.Person), await Classes(request.Person)));
    }

    [Fact]
    public async Task Paragraph_2_1_12_nobody_else_decides_or_sees_the_queue()
    {
        var request = await Pending();
        foreach (var role in new[] { Role.Director, Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            var other = await Staff(role);
            Assert.Equal(Refusals.Denied, (await Accept(request.Id, other)).Refusal);
            Assert.Equal(Refusals.Denied, (await Joining.Queue(other, new JoinQuery(), default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Joining.SetAutoAccept(other, false, default)).Refusal);
        }

        var stranger = await Staff(Role.SchoolAdmin, await Town.School());
        Assert.Equal(Refusals.NotFound, (await Accept(request.Id, stranger)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Accept(JoinRequestId.New(), stranger)).Refusal);
        Assert.Empty((await Joining.Queue(stranger, new JoinQuery(), default)).Value.Requests);
        Assert.Equal(Refusals.NotFound, (await Joining.Withdraw(stranger, request.Id, default)).Refusal);
    }

    [Fact]
    public async Task The_queue_shows_the_oldest_first_page_by_page_with_the_phone_while_they_wait()
    {
        var link = await Link();
        var requests = new List<JoinRequest>();
        for (var i = 0; i < 5; i++)
        {
            requests.Add(await Pending(link));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Town.Run("UPDATE person SET phone_sealed = @phone WHERE id = @Person", new { phone = Keys.Encrypt("+79001112233"), requests[0].Person });
        await Reject(requests[4].Id);
        var first = (await Joining.Queue(Admin, new JoinQuery(Kind: InvitationKind.Student, Class: Class, Limit: 3), default)).Value;
        var second = (await Joining.Queue(Admin, new JoinQuery(After: TimeCursor.Parse(first.Next!.Value.ToString()), Limit: 3), default)).Value;

        Assert.Equal(requests.Take(4).Select(static r => r.Id), first.Requests.Concat(second.Requests).Select(static r => r.Id));
        Assert.Equal("+79001112233", first.Requests[0].Phone);
        Assert.Null(second.Next);
        var rejected = Assert.Single((await Joining.Queue(Admin, new JoinQuery(JoinStatus.Rejected), default)).Value.Requests);
        Assert.Equal((requests[4].Id, null), (rejected.Id, rejected.Phone));
        Assert.Empty((await Joining.Queue(Admin, new JoinQuery(Kind: InvitationKind.Staff), default)).Value.Requests);
    }

    [Fact]
    public async Task Somebody_asks_once_and_what_is_refused_uses_nothing_up()
    {
        var link = await Link(cap: 3);
        var who = await Newcomer();

        Assert.Equal("familyName", (await Joining.Use(who, link.Secret, null, default)).Refusal?.Args?["field"]);
        Assert.Equal("givenName", (await Joining.Use(who, link.Secret, Name with { Given = "<b>" }, default)).Refusal?.Args?["field"]);
        Assert.Null((await Joining.Use(who, link.Secret, Name, default)).Refusal);
        Assert.Equal(Refusals.AlreadyPending, (await Joining.Use(who, link.Secret, Name, default)).Refusal);

        Assert.Equal(1, await Town.One<long>("SELECT uses FROM invitation WHERE id = @Id", new { link.Invitation.Id }));
        Assert.Equal(1, await Count("invitation_use WHERE invitation_id = @Id", new { link.Invitation.Id }));
    }

    [Fact]
    public async Task A_request_is_withdrawn_by_who_made_it_and_can_be_made_again()
    {
        var who = await Newcomer();
        var request = await Pending(who: who);

        Assert.Equal(JoinStatus.Withdrawn, (await Joining.Withdraw(who, request.Id, default)).Value.Value.Status);

        Assert.Equal(Refusals.JoinDecided, (await Accept(request.Id)).Refusal);
        Assert.Equal(JoinStatus.Pending, (await Pending(who: who)).Status);
    }

    [Fact]
    public async Task An_account_is_not_a_students_and_an_adults_at_once()
    {
        var (student, teacher) = (await Staff(Role.Student), await Staff(Role.SubjectTeacher));

        Assert.Equal(Refusals.JoinRoleConflict, (await Joining.Use(teacher, (await Link()).Secret, Name, default)).Refusal);
        Assert.Equal(Refusals.JoinRoleConflict, (await Joining.Use(student, (await Link(staff: Role.SubjectTeacher)).Secret, Name, default)).Refusal);
        Assert.Equal(Refusals.AlreadyMember, (await Joining.Use(teacher, (await Link(staff: Role.SubjectTeacher)).Secret, Name, default)).Refusal);

        // Both asked for before either was given: the second acceptance is the one that is refused.
        var both = await Newcomer();
        var (one, two) = (await Pending(await Link(), both), await Pending(await Link(staff: Role.SubjectTeacher), both));
        Assert.Null((await Accept(one.Id)).Refusal);
        Assert.Equal(Refusals.JoinRoleConflict, (await Accept(two.Id)).Refusal);
    }

    [Fact]
    public async Task Somebody_whom_the_imported_roster_knows_without_a_class_comes_in_at_once_unless_the_school_says_no()
    {
        var (known, careful) = (await Imported(), await Imported());

        var accepted = (await Joining.Use(known, (await Link()).Secret, null, default)).Value;
        Assert.Equal(JoinStatus.Accepted, accepted.Value.Status);
        Assert.NotNull(accepted.Value.DecidedAt);
        Assert.Equal(1, await Classes(known.Person));
        Assert.Equal(Refusals.AlreadyMember, (await Joining.Use(known, (await Link()).Secret, null, default)).Refusal);

        Assert.True((await Joining.AutoAccepts(Admin, default)).Value);
        Assert.False((await Joining.SetAutoAccept(Admin, false, default)).Value.Value);
        Assert.Equal(JoinStatus.Pending, (await Joining.Use(careful, (await Link()).Secret, null, default)).Value.Value.Status);
        Assert.Equal(0, await Classes(careful.Person));
    }

    [Fact]
    public async Task The_roster_of_another_school_lets_nobody_in()
    {
        var other = await Town.School();
        var known = await Imported(other);

        Assert.Equal(JoinStatus.Pending, (await Joining.Use(known, (await Link()).Secret, null, default)).Value.Value.Status);
    }

    [Fact]
    public async Task An_import_that_knows_an_applicant_answers_the_request_unless_the_school_says_no()
    {
        var (known, placed, elsewhere, unknown) = (await Pending(), await Pending(), await Pending(), await Pending());
        var teacher = await Pending(await Link(staff: Role.SubjectTeacher));
        foreach (var person in new[] { known.Person, placed.Person, elsewhere.Person })
        {
            await Town.Affiliate(person, School, Role.Student);
        }

        await Town.Affiliate(teacher.Person, School, Role.SubjectTeacher);
        await Town.Run("UPDATE affiliation SET imported = 1 WHERE school_id = @School AND person_id <> @Person", new { School, Admin.Person });
        await Town.Enroll(placed.Person, School, "student", Class);
        await Town.Enroll(elsewhere.Person, School, "student", await Town.Class(School));
        var import = new RosterStore(Store.Database, Keys, Clock);
        await Joining.SetAutoAccept(Admin, false, default);
        await import.Release(new HeldAct(School), default);
        Assert.Equal(5, (await Joining.Queue(Admin, new JoinQuery(), default)).Value.Requests.Count);

        await Joining.SetAutoAccept(Admin, true, default);
        await import.Release(new HeldAct(School), default);

        Assert.Equal(
            new[] { elsewhere.Id, unknown.Id }.OrderBy(static i => i.Value),
            (await Joining.Queue(Admin, new JoinQuery(), default)).Value.Requests.Select(static r => r.Id).OrderBy(static i => i.Value));
        Assert.Equal((1L, 1L, 1L), (await Classes(known.Person), await Classes(placed.Person), await Classes(elsewhere.Person)));
        Assert.Equal(3, (await Chain()).Count(static r => r.Act == "join.accepted" && r.Actor == Guid.Empty));
    }

    [Fact]
    public async Task A_newcomer_who_shows_a_personal_code_later_leaves_no_request_behind()
    {
        var world = new World(Store);
        var phone = World.NewPhone();
        var newcomer = (await world.SignIns.Complete(World.Completion(await world.Asked(phone)), default)).Value.Person;
        var request = await Pending(who: new Caller(newcomer, SessionId.New(), null, Role.None));
        var code = ClaimCode.Hash(world.Keys, await world.Claims.Issue(await world.Person(), ClaimKind.Paper, TimeSpan.FromDays(3), default));

        Assert.Equal(newcomer, (await world.SignIns.Complete(World.Completion(await world.Asked(phone), code), default)).Value.Former);

        Assert.Equal(JoinStatus.Withdrawn, Assert.Single(await Joining.Own(newcomer, default)).Status);
        Assert.Equal(Refusals.JoinDecided, (await Accept(request.Id)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_5_a_student_of_a_class_is_not_accepted_into_another()
    {
        var request = await Pending();
        await Town.Affiliate(request.Person, await Town.School(), Role.Student);
        var other = await Town.School();
        await Town.Enroll(request.Person, other, "student", await Town.Class(other));

        Assert.Equal(Refusals.HasClass, (await Accept(request.Id)).Refusal);

        Assert.Equal(JoinStatus.Pending, Assert.Single(await Joining.Own(request.Person, default)).Status);
        Assert.Equal(1, await Classes(request.Person));
        Assert.Equal(0, await Count("affiliation WHERE person_id = @Person AND school_id = @School", new { request.Person, School }));
    }

    [Fact]
    public async Task Nobody_is_accepted_into_a_class_that_is_archived()
    {
        var request = await Pending();
        await Town.Run("UPDATE school_class SET archived_at = 1 WHERE id = @Class", new { Class });

        Assert.Equal(Refusals.NotFound, (await Accept(request.Id)).Refusal);
        Assert.Equal((0L, 0L), (await Roles(request.Person), await Classes(request.Person)));
    }

    /// <summary>A student whom a file named, in no class.</summary>
    private async Task<Caller> Imported(SchoolId? school = null)
    {
        var who = await Staff(Role.Student, school);
        await Town.Run("UPDATE affiliation SET imported = 1 WHERE person_id = @Person", new { who.Person });
        return who with { School = null, Roles = Role.None };
    }

    private async Task<SectionId> Section(string subject)
    {
        var id = await Town.Section(School);
        await Town.Run("UPDATE section SET class_id = @Class, subject = @subject WHERE id = @id", new { id, Class, subject });
        return id;
    }

    /// <summary>The chats that a newcomer of the class belongs to, and that of the guardians.</summary>
    private async Task<List<Guid>> Chats()
    {
        await Town.Chat(School, ChatKind.Staff);
        await Town.Chat(School, ChatKind.Class, await Town.Class(School));
        var study = await Town.Chat(School, ChatKind.Study, section: await Section("Алгебра"));
        return
        [
            (await Town.Chat(School, ChatKind.School)).Value, (await Town.Chat(School, ChatKind.Class, Class)).Value,
            (await Town.Chat(School, ChatKind.Guardians, Class)).Value, study.Value,
        ];
    }
}
