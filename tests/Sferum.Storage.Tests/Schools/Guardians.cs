using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Guardians_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Guardians<PostgreSqlStore>(shared);

public sealed class Guardians_on_SQLite(SharedStore<SqliteStore> shared) : Guardians<SqliteStore>(shared);

/// <summary>Who may invite a guardian, who may become one, and who says so.</summary>
public abstract class Guardians<TStore>(SharedStore<TStore> shared) : JoiningTests<TStore>(shared)
    where TStore : Store, new()
{
    private ChatId _chat;
    private PersonId _child;
    private Caller _teacher = null!;

    private IGuardians Families => new GuardianStore(Store.Database, Acts, Keys, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _chat = await Town.Chat(School, ChatKind.Guardians, Class);
        _child = await Child(Class);
        _teacher = await Staff(Role.ClassTeacher);
        await Town.Enroll(_teacher.Person, School, "teacher", Class);
    }

    [Fact]
    public async Task Paragraph_2_6_a_guardian_waits_for_the_class_teacher_and_is_then_the_childs()
    {
        var request = await Use(await Link());
        Assert.Equal((JoinStatus.Pending, InvitationKind.Guardian, _child), (request.Status, request.Kind, request.Student));
        Assert.Equal((0L, 0L), (await Wards(request.Person), await Roles(request.Person)));
        Assert.Equal([request.Id], (await Families.Waiting(_teacher, null, 50, default)).Value.Requests.Select(static r => r.Id));

        var confirmed = (await Confirm(request.Id, _teacher)).Value;

        Assert.Equal(JoinStatus.Accepted, confirmed.Value.Status);
        Assert.Equal([_chat], confirmed.Act!.Chats.Select(static c => c.Chat));
        Assert.Equal(1, await Wards(request.Person));
        Assert.Equal("guardian", await Town.One<string>("SELECT role FROM affiliation WHERE person_id = @Person AND ended_at IS NULL", new { request.Person }));
        Assert.Equal("Снегов Артём Игоревич", await Town.One<string>("SELECT display_name FROM person WHERE id = @Person", new { request.Person }));
        Assert.Contains("guardian.confirmed", (await Chain()).Select(static r => r.Act));
    }

    [Theory]
    [InlineData(Role.SchoolAdmin, true)]
    [InlineData(Role.Director, true)]
    [InlineData(Role.Administration, true)]
    [InlineData(Role.ClassTeacher, false)]
    [InlineData(Role.SubjectTeacher, false)]
    [InlineData(Role.Student, false)]
    [InlineData(Role.Guardian, false)]
    public async Task Paragraph_2_3_a_guardians_link_is_made_by_the_heads_of_the_school_and_by_the_class_teacher_of_the_class(Role role, bool may)
    {
        var made = await Families.Invite(await Staff(role), new NewGuardianLink(_chat, _child), default);

        Assert.Equal(may ? null : role == Role.ClassTeacher ? Refusals.NotFound : Refusals.Denied, made.Refusal);
        Assert.Null((await Families.Invite(_teacher, new NewGuardianLink(_chat, _child), default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_3_a_guardians_link_names_a_child_of_the_class_and_its_guardians_chat()
    {
        var elsewhere = await Town.Class(School);
        var classChat = await Town.Chat(School, ChatKind.Class, Class);
        var other = await Town.School();
        var otherClass = await Town.Class(other);
        var foreign = (await Town.Chat(other, ChatKind.Guardians, otherClass), await Child(otherClass, other));

        Assert.All(
            [
                await Families.Invite(Admin, new NewGuardianLink(_chat, await Child(elsewhere)), default),
                await Families.Invite(Admin, new NewGuardianLink(_chat, _teacher.Person), default),
                await Families.Invite(Admin, new NewGuardianLink(classChat, _child), default),
                await Families.Invite(Admin, new NewGuardianLink(ChatId.New(), _child), default),
                await Families.Invite(Admin, new NewGuardianLink(foreign.Item1, foreign.Item2), default),
            ],
            static made => Assert.Equal(Refusals.NotFound, made.Refusal));
        Assert.Equal(Refusals.FieldInvalid("cap").Code, (await Families.Invite(Admin, new NewGuardianLink(_chat, _child, 11), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_3_a_class_teachers_link_dies_when_the_teacher_leads_the_class_no_longer()
    {
        var (own, admins) = (await Link(_teacher), await Link());
        await Town.EndEnrollments(_teacher.Person);

        Assert.Equal(Refusals.InvitationInvalid, (await Joining.Use(await Newcomer(), own.Secret, Name, default)).Refusal);
        Assert.Null((await Joining.Use(await Newcomer(), admins.Secret, Name, default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_6_a_link_is_dead_and_nobody_is_confirmed_when_the_child_has_left_the_class()
    {
        var link = await Link();
        var request = await Use(link);
        await Town.EndEnrollments(_child);

        Assert.Equal(Refusals.InvitationInvalid, (await Joining.Use(await Newcomer(), link.Secret, Name, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Confirm(request.Id, _teacher)).Refusal);
        Assert.Equal(0, await Wards(request.Person));
    }

    [Fact]
    public async Task Paragraph_2_6_a_childs_account_is_nobodys_guardian()
    {
        var link = await Link();
        var classmate = await Child(Class);
        foreach (var student in new[] { _child, classmate })
        {
            Assert.Equal(Refusals.JoinRoleConflict, (await Joining.Use(new Caller(student, SessionId.New(), School, Role.Student), link.Secret, null, default)).Refusal);
        }

        var request = await Use(link);
        await Town.Enroll(request.Person, School, "student", Class);
        Assert.Equal(Refusals.JoinRoleConflict, (await Confirm(request.Id, _teacher)).Refusal);
        Assert.Equal(0, await Count("guardianship WHERE student_id = @_child", new { _child }));
    }

    [Fact]
    public async Task Paragraph_2_6_a_guardian_may_have_several_children_and_a_child_several_guardians()
    {
        var sibling = await Child(Class);
        var mother = await Use(await Link(cap: 2));
        await Confirm(mother.Id, _teacher);
        var again = await Use(await Link(child: sibling), mother.Person);
        await Confirm(again.Id, Admin);
        var father = await Use(await Link());
        await Confirm(father.Id, _teacher);

        Assert.Equal((2L, 1L), (await Wards(mother.Person), await Wards(father.Person)));
        Assert.Equal((1L, 1L), (await Roles(mother.Person), await Roles(father.Person)));
        var twice = await Joining.Use(new Caller(mother.Person, SessionId.New(), School, Role.Guardian), (await Link()).Secret, null, default);
        Assert.Equal(Refusals.AlreadyMember, twice.Refusal);
    }

    [Fact]
    public async Task Paragraph_2_3_only_the_own_class_teacher_and_the_administrator_confirm()
    {
        var request = await Use(await Link());
        var colleague = await Staff(Role.ClassTeacher);
        await Town.Enroll(colleague.Person, School, "teacher", await Town.Class(School));

        Assert.Equal(Refusals.NotFound, (await Confirm(request.Id, colleague)).Refusal);
        Assert.Empty((await Families.Waiting(colleague, null, 50, default)).Value.Requests);
        foreach (var role in new[] { Role.Director, Role.Administration, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            Assert.Equal(Refusals.Denied, (await Confirm(request.Id, await Staff(role))).Refusal);
        }

        Assert.Equal(Refusals.NotFound, (await Confirm(request.Id, await Staff(Role.SchoolAdmin, await Town.School()))).Refusal);
        Assert.Equal(Refusals.NotFound, (await Joining.Decide(Admin, request.Id, new JoinDecision(true, null), default)).Refusal);
        Assert.Equal(Refusals.JoinReasonNeeded, (await Families.Decide(_teacher, request.Id, new JoinDecision(false, " "), default)).Refusal);
        Assert.Equal(JoinStatus.Rejected, (await Families.Decide(_teacher, request.Id, new JoinDecision(false, "Не родитель"), default)).Value.Value.Status);
        Assert.Equal(Refusals.JoinDecided, (await Confirm(request.Id, _teacher)).Refusal);
        Assert.Equal(0, await Wards(request.Person));
    }

    [Fact]
    public async Task Paragraph_2_6_of_many_decisions_at_once_one_stands()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var request = await Use(await Link());
            var decisions = await Race(Enumerable.Range(0, Races.Callers).Select(i => (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() =>
                Families.Decide(i % 2 == 0 ? _teacher : Admin, request.Id, i % 3 == 0 ? new JoinDecision(false, "Нет") : new JoinDecision(true, null), default))));
            var stands = Assert.Single(decisions, static d => d.Refusal is null);
            Assert.Equal(Races.Callers - 1, decisions.Count(static d => d.Refusal == Refusals.JoinDecided));
            Assert.Equal(stands.Value.Value.Status == JoinStatus.Accepted ? 1 : 0, await Wards(request.Person));
        }
    }

    [Fact]
    public async Task P11_a_guardians_link_is_not_used_more_often_than_its_cap()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var link = await Link();
            var newcomers = await Newcomers(Races.Callers);
            var uses = await Race(newcomers.Select(n => (Func<ValueTask<Outcome<Enacted<JoinRequest>>>>)(() => Joining.Use(n, link.Secret, Name, default))));
            Assert.Equal(NewGuardianLink.UsualCap, uses.Count(static u => u.Refusal is null));
            Assert.Equal(Races.Callers - NewGuardianLink.UsualCap, uses.Count(static u => u.Refusal == Refusals.InvitationInvalid));
        }
    }

    [Fact]
    public async Task Paragraph_2_6_the_role_at_the_school_goes_with_the_last_child_and_comes_back_with_one()
    {
        var sibling = await Child(Class);
        var guardian = await Use(await Link());
        await Confirm(guardian.Id, _teacher);
        await Confirm((await Use(await Link(child: sibling), guardian.Person)).Id, _teacher);

        await Town.EndEnrollments(_child);
        await Settle(_child);
        Assert.Equal(1, await Roles(guardian.Person));
        await Town.EndEnrollments(sibling);
        await Settle(sibling);
        Assert.Equal(0, await Roles(guardian.Person));

        await Town.Enroll(sibling, School, "student", Class);
        await Settle(sibling);
        Assert.Equal(1, await Roles(guardian.Person));
    }

    private async Task Settle(PersonId child)
    {
        await using var act = await Acts.BeginFor(Admin.Person, School, default);
        await GuardianRows.Settle(act, School, [child], GivenBy.Anybody, default);
        await act.Write.Commit(default);
    }

    private async Task<PersonId> Child(ClassId @class, SchoolId? school = null)
    {
        var child = await Town.Person("Ребёнок");
        await Town.Affiliate(child, school ?? School, Role.Student);
        await Town.Enroll(child, school ?? School, "student", @class);
        return child;
    }

    private async Task<OpenInvitation> Link(Caller? by = null, PersonId? child = null, int? cap = null) =>
        (await Families.Invite(by ?? Admin, new NewGuardianLink(_chat, child ?? _child, cap), default)).Value.Value;

    private async Task<JoinRequest> Use(OpenInvitation link, PersonId? who = null) => (await Joining.Use(
        who is { } person ? new Caller(person, SessionId.New(), null, Role.None) : await Newcomer(), link.Secret, Name, default)).Value.Value;

    private ValueTask<Outcome<Enacted<JoinRequest>>> Confirm(JoinRequestId id, Caller by) => Families.Decide(by, id, new JoinDecision(true, null), default);

    private Task<long> Wards(PersonId guardian) => Count("guardianship WHERE guardian_id = @guardian AND ended_at IS NULL", new { guardian });
}
