using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Guardians_who_leave_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Guardians_who_leave<PostgreSqlStore>(shared);

public sealed class Guardians_who_leave_on_SQLite(SharedStore<SqliteStore> shared) : Guardians_who_leave<SqliteStore>(shared);

/// <summary>Who ends a guardianship, and what goes with it; who ends a guardian's link.</summary>
public abstract class Guardians_who_leave<TStore>(SharedStore<TStore> shared) : JoiningTests<TStore>(shared)
    where TStore : Store, new()
{
    private ChatId _chat;
    private Caller _child = null!;
    private Caller _guardian = null!;
    private Caller _teacher = null!;

    private GuardianEnds Ends => new(Store.Database, Acts, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _chat = await Town.Chat(School, ChatKind.Guardians, Class);
        (_child, _guardian, _teacher) = (await Pupil(Class), await Staff(Role.Guardian), await Staff(Role.ClassTeacher));
        await Town.Enroll(_teacher.Person, School, "teacher", Class);
        await Town.Guard(_guardian.Person, _child.Person);
        await Town.Member(_chat, _guardian.Person, Role.Guardian);
    }

    [Theory]
    [InlineData("guardian")]
    [InlineData("class teacher")]
    [InlineData("administrator")]
    public async Task Paragraph_2_6_it_is_ended_by_the_guardian_the_class_teacher_and_the_administrator_and_role_and_chat_go(string by)
    {
        var caller = by switch { "guardian" => _guardian, "class teacher" => _teacher, _ => Admin };

        var ended = (await Ends.End(caller, _guardian.Person, _child.Person, by == "guardian" ? null : "заявление № 4", default)).Value;

        Assert.Equal(new AffectedChat(_chat, Class), Assert.Single(ended.Act!.Chats));
        Assert.Empty(await Guardians());
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM affiliation WHERE person_id = @Person AND ended_at IS NULL", new { _guardian.Person }));
        Assert.Contains(await Chain(), r => r.Act == "guardian.ended" && r.Person == _guardian.Person.Value && r.Actor == caller.Person.Value);
        Assert.Equal([_guardian.Person], (await Store.Get<IChatLog>().FollowRoster(_chat, ended.Act.Id, Clock.GetUtcNow(), default)).Went.Select(static w => w.Person));
        Assert.Equal(Refusals.NotFound, (await Ends.End(_teacher, _guardian.Person, _child.Person, "ещё раз", default)).Refusal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Paragraph_2_6_wherever_the_guardian_acts_the_chat_is_told_and_the_record_is_of_the_childs_school(bool elsewhere)
    {
        SchoolId? place = elsewhere ? await Town.School() : null;

        var ended = (await Ends.End(_guardian with { School = place }, _guardian.Person, _child.Person, null, default)).Value;

        Assert.Equal(new AffectedChat(_chat, Class), Assert.Single(ended.Act!.Chats));
        Assert.Equal(School, ended.Act.School);
        Assert.Contains(await Chain(), r => r.Act == "guardian.ended" && r.Person == _guardian.Person.Value);
    }

    [Fact]
    public async Task Paragraph_2_6_of_a_child_without_a_class_it_is_ended_too()
    {
        var child = await Staff(Role.Student);
        await Town.Guard(_guardian.Person, child.Person);

        Assert.False((await Ends.End(_guardian with { School = null }, _guardian.Person, child.Person, null, default)).IsRefused(out _));
    }

    [Fact]
    public async Task Paragraph_2_6_who_answers_for_the_child_is_asked_once_the_child_stands_still()
    {
        Task<Outcome<Enacted<Unit>>> ending;
        await using (var leaving = await Acts.BeginFor(Admin.Person, School, default))
        {
            await leaving.LockPeople([_child.Person], default);
            await leaving.Write.Execute("UPDATE enrollment SET ended_at = @Now WHERE person_id = @Person", new { leaving.Now, _child.Person });
            ending = Task.Run(() => Ends.End(_teacher, _guardian.Person, _child.Person, "x", default).AsTask());
            if (Store.Database.Dialect == Dialect.PostgreSql)
            {
                // On SQLite the other one has not even begun.
                while (await Town.One<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", new { }) == 0)
                {
                    await Task.Yield();
                }
            }

            leaving.Note(AuditNote.About("test.left", _child.Person));
            await leaving.Commit(default(Unit), default);
        }

        Assert.Equal(Refusals.NotFound, (await ending).Refusal);
        Assert.Equal([_guardian.Person], await Guardians());
    }

    [Fact]
    public async Task Paragraph_2_6_nobody_else_ends_it_and_staff_say_why()
    {
        var stranger = await Staff(Role.SchoolAdmin, await Town.School());
        foreach (var role in new[] { Role.Director, Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            Assert.Equal(Refusals.NotFound, (await Ends.End(await Staff(role), _guardian.Person, _child.Person, "x", default)).Refusal);
        }

        Assert.Equal(Refusals.NotFound, (await Ends.End(stranger, _guardian.Person, _child.Person, "x", default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Ends.End(_child, _guardian.Person, _child.Person, "x", default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Ends.End(_guardian, _guardian.Person, PersonId.New(), null, default)).Refusal);
        Assert.Equal("reason", (await Ends.End(_teacher, _guardian.Person, _child.Person, " ", default)).Refusal!.Args!["field"]);
        await Town.EndAffiliations(_teacher.Person);
        Assert.Equal(Refusals.NotFound, (await Ends.End(_teacher, _guardian.Person, _child.Person, "x", default)).Refusal);
        Assert.Equal([_guardian.Person], await Guardians());
    }

    [Fact]
    public async Task Paragraph_2_6_the_role_stays_while_another_child_is_at_the_school()
    {
        var sibling = await Pupil(await Town.Class(School));
        await Town.Guard(_guardian.Person, sibling.Person);

        await Ends.End(_guardian, _guardian.Person, _child.Person, null, default);
        Assert.Equal(1, await Town.One<long>("SELECT count(*) FROM affiliation WHERE person_id = @Person AND ended_at IS NULL", new { _guardian.Person }));

        await Ends.End(_guardian, _guardian.Person, sibling.Person, null, default);
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM affiliation WHERE person_id = @Person AND ended_at IS NULL", new { _guardian.Person }));
    }

    [Fact]
    public async Task Paragraph_2_6_of_sixteen_who_end_it_at_once_one_does()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Ends.End(
                i % 2 == 0 ? _guardian : _teacher, _guardian.Person, _child.Person, "x", default).AsTask()));

            Assert.Single(outcomes, static o => !o.IsRefused(out _));
            Assert.All(outcomes.Where(static o => o.IsRefused(out _)), static o => Assert.Equal(Refusals.NotFound, o.Refusal));
            await Town.Run("UPDATE guardianship SET ended_at = NULL WHERE guardian_id = @Person", new { _guardian.Person });
        }
    }

    [Fact]
    public async Task Paragraph_2_3_guardians_of_a_child_are_seen_by_its_class_teacher_and_the_administrator_only()
    {
        Assert.Equal(_guardian.Person, Assert.Single((await Ends.OfChild(_teacher, _child.Person, default)).Value).Person);
        Assert.Equal(_guardian.Person, Assert.Single((await Ends.OfChild(Admin, _child.Person, default)).Value).Person);
        Assert.Equal(Refusals.NotFound, (await Ends.OfChild(await Staff(Role.ClassTeacher), _child.Person, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Ends.OfChild(await Staff(Role.SchoolAdmin, await Town.School()), _child.Person, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Ends.OfChild(_guardian, _child.Person, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Ends.OfChild(await Staff(Role.SubjectTeacher), _child.Person, default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_3_a_class_teacher_ends_guardians_links_of_the_own_class_and_no_others()
    {
        var families = new GuardianStore(Store.Database, Acts, Keys, Clock);
        var link = (await families.Invite(Admin, new NewGuardianLink(_chat, _child.Person), default)).Value.Value;
        var (students, staff) = (await Link(), await Link(staff: Role.SubjectTeacher));

        Assert.Equal(Refusals.NotFound, (await Invitations.Revoke(await Staff(Role.ClassTeacher), link.Invitation.Id, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Invitations.Revoke(_teacher, students.Invitation.Id, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Invitations.Revoke(_teacher, staff.Invitation.Id, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Invitations.Revoke(_guardian, link.Invitation.Id, default)).Refusal);
        Assert.NotNull((await Invitations.Revoke(_teacher, link.Invitation.Id, default)).Value.Value.RevokedAt);

        Assert.Equal(Refusals.InvitationInvalid, (await Joining.Use(await Newcomer(), link.Secret, Name, default)).Refusal);
        Assert.Null((await Invitations.Revoke(_teacher, link.Invitation.Id, default)).Refusal);
    }

    private async Task<Caller> Pupil(ClassId @class)
    {
        var pupil = await Staff(Role.Student);
        await Town.Enroll(pupil.Person, School, "student", @class);
        return pupil;
    }

    private Task<List<PersonId>> Guardians() =>
        Town.Ask<PersonId>("SELECT guardian_id FROM guardianship WHERE student_id = @Person AND ended_at IS NULL", new { _child.Person });
}
