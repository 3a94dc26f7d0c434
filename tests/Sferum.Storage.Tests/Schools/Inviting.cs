using System.Data.Common;
using System.Text;
using Sferum.Audit;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Inviting_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Inviting<PostgreSqlStore>(shared);

public sealed class Inviting_on_SQLite(SharedStore<SqliteStore> shared) : Inviting<SqliteStore>(shared);

public abstract class Inviting<TStore>(SharedStore<TStore> shared) : JoiningTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Paragraph_2_1_6_a_link_has_a_role_a_class_an_end_and_a_cap()
    {
        var made = await Link(cap: 28);

        Assert.Equal((InvitationKind.Student, Role.Student, Class, 28, 0), (made.Invitation.Kind, made.Invitation.Role, made.Invitation.Class, made.Invitation.Cap, made.Invitation.Uses));
        Assert.Equal(Clock.GetUtcNow().AddDays(7), made.Invitation.ExpiresAt);
        Assert.True(made.Invitation.Alive);
        Assert.Equal(22, made.Secret.Length);
        var staff = await Link(staff: Role.SubjectTeacher);
        Assert.Equal(Clock.GetUtcNow().AddHours(72), staff.Invitation.ExpiresAt);
        Assert.NotEqual(made.Secret, staff.Secret);
    }

    [Theory]
    [InlineData(Role.SchoolAdmin)]
    [InlineData(Role.Director)]
    [InlineData(Role.Operator)]
    [InlineData(Role.DistrictOfficer)]
    [InlineData(Role.Guardian)]
    [InlineData(Role.Student)]
    [InlineData(Role.None)]
    [InlineData(Role.ClassTeacher | Role.SchoolAdmin)]
    [InlineData(Role.ClassTeacher | Role.SubjectTeacher)]
    public async Task Paragraph_2_1_6_no_staff_link_grants_another_role(Role role) =>
        Assert.Equal(Refusals.InvitationRole, (await Invitations.Create(Admin, new NewInvitation(InvitationKind.Staff, role, null, null, null), default)).Refusal);

    [Theory]
    [InlineData("staff", "school_admin")]
    [InlineData("staff", "director")]
    [InlineData("student", "school_admin")]
    [InlineData("student", "subject_teacher")]
    [InlineData("other", "student")]
    public async Task Paragraph_2_1_6_the_database_itself_keeps_no_link_that_grants_it(string kind, string role)
    {
        ClassId? of = kind == "student" ? Class : null;
        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run(
            """
            INSERT INTO invitation (id, school_id, kind, role, class_id, secret_hash, cap, created_by, created_at, expires_at)
            VALUES (@id, @School, @kind, @role, @of, @hash, 1, @by, 1, 2)
            """,
            new { id = Guid.CreateVersion7(), School, kind, role, of, hash = Guid.CreateVersion7().ToByteArray(), by = Admin.Person }));
    }

    [Fact]
    public async Task Paragraph_2_1_6_nobody_but_the_schools_administrator_makes_links()
    {
        foreach (var role in new[] { Role.Director, Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student, Role.Guardian })
        {
            var other = await Staff(role);
            Assert.Equal(Refusals.Denied, (await Invitations.Create(other, new NewInvitation(InvitationKind.Student, Role.None, Class, null, null), default)).Refusal);
        }

        // Another school's class does not exist.
        var stranger = await Staff(Role.SchoolAdmin, await Town.School());
        Assert.Equal(Refusals.NotFound, (await Invitations.Create(stranger, new NewInvitation(InvitationKind.Student, Role.None, Class, null, null), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Invitations.Create(Admin with { School = stranger.School }, new NewInvitation(InvitationKind.Student, Role.None, Class, null, null), default)).Refusal);
    }

    [Fact]
    public async Task The_secret_is_stored_hashed_and_stands_in_no_list_and_no_record()
    {
        var made = await Link(staff: Role.ClassTeacher);
        var list = await Invitations.List(Admin, new InvitationQuery(), default);

        Assert.Equal(InvitationSecret.Hash(Keys, made.Secret), await Town.One<byte[]>("SELECT secret_hash FROM invitation WHERE id = @Id", new { made.Invitation.Id }));
        Assert.Null(await Town.One<byte[]?>("SELECT secret_sealed FROM invitation WHERE id = @Id", new { made.Invitation.Id }));
        Assert.DoesNotContain(made.Secret, System.Text.Json.JsonSerializer.Serialize(list.Value), StringComparison.Ordinal);
        foreach (var row in await Chain())
        {
            var content = Encoding.UTF8.GetString(AuditSeal.Open(Keys.AuditKey.ToArray(), row.Content, AuditRow.Place(School.Value, row.Number)));
            Assert.DoesNotContain(made.Secret, content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Paragraph_2_3_a_class_teacher_sees_the_own_classs_link_and_the_uses_left_and_hands_it_out_logged()
    {
        var teacher = await Staff(Role.ClassTeacher);
        await Town.Enroll(teacher.Person, School, "teacher", Class);
        var link = await Link(cap: 30);
        await Pending(link);

        var seen = Assert.Single((await Invitations.List(teacher, new InvitationQuery(), default)).Value.Invitations);
        Assert.Equal((link.Invitation.Id, 30, 1), (seen.Id, seen.Cap, seen.Uses));
        Assert.Equal(link.Secret, (await Invitations.Show(teacher, link.Invitation.Id, default)).Value.Value.Secret);
        Assert.Null((await Invitations.Print(teacher, link.Invitation.Id, link.Secret, default)).Refusal);

        var log = (await Invitations.Log(teacher, link.Invitation.Id, null, 50, default)).Value.Events;
        Assert.Equal(["printed", "shown", "used"], log.Select(static e => e.What).Order(StringComparer.Ordinal));
        Assert.Contains("invitation.shown", (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task Paragraph_2_3_a_class_teacher_sees_no_link_of_another_class_and_none_for_staff()
    {
        var teacher = await Staff(Role.ClassTeacher);
        await Town.Enroll(teacher.Person, School, "teacher", await Town.Class(School));
        var others = await Link();
        var staff = await Link(staff: Role.SubjectTeacher);

        Assert.Empty((await Invitations.List(teacher, new InvitationQuery(), default)).Value.Invitations);
        foreach (var id in new[] { others.Invitation.Id, staff.Invitation.Id, InvitationId.New() })
        {
            Assert.Equal(Refusals.NotFound, (await Invitations.Show(teacher, id, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Invitations.Log(teacher, id, null, 50, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Invitations.Print(teacher, id, others.Secret, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Invitations.Revoke(teacher, id, default)).Refusal);
        }
    }

    [Fact]
    public async Task Paragraph_2_4_a_subject_teacher_sees_no_links()
    {
        var teacher = await Staff(Role.SubjectTeacher);
        await Town.Enroll(teacher.Person, School, "teacher", Class);
        var link = await Link();

        Assert.Equal(Refusals.Denied, (await Invitations.List(teacher, new InvitationQuery(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Invitations.Show(teacher, link.Invitation.Id, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Invitations.Create(teacher, new NewInvitation(InvitationKind.Student, Role.None, Class, null, null), default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_1_7_handing_a_link_to_a_teacher_is_logged()
    {
        var teacher = await Staff(Role.SubjectTeacher);
        var link = await Link(staff: Role.ClassTeacher);

        Assert.Null((await Invitations.HandOut(Admin, link.Invitation.Id, teacher.Person, default)).Refusal);

        var handed = Assert.Single((await Invitations.Log(Admin, link.Invitation.Id, null, 50, default)).Value.Events);
        Assert.Equal(("handed", Admin.Person, "Пётр"), (handed.What, handed.Person, handed.To));
        Assert.Equal(Refusals.NotFound, (await Invitations.HandOut(Admin, link.Invitation.Id, await Town.Person(), default)).Refusal);
        Assert.Equal(Refusals.InvitationShownOnce, (await Invitations.Show(Admin, link.Invitation.Id, default)).Refusal);
    }

    [Fact]
    public async Task Another_schools_links_do_not_exist()
    {
        var stranger = await Staff(Role.SchoolAdmin, await Town.School());
        var link = await Link();

        Assert.Empty((await Invitations.List(stranger, new InvitationQuery(), default)).Value.Invitations);
        foreach (var id in new[] { link.Invitation.Id, InvitationId.New() })
        {
            Assert.Equal(Refusals.NotFound, (await Invitations.Show(stranger, id, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Invitations.Revoke(stranger, id, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Invitations.Log(stranger, id, null, 50, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Invitations.Print(stranger, id, link.Secret, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Invitations.HandOut(stranger, id, stranger.Person, default)).Refusal);
        }

        Assert.True((await Invitations.List(Admin, new InvitationQuery(), default)).Value.Invitations[0].Alive);
    }

    [Fact]
    public async Task Unknown_expired_revoked_used_up_and_orphaned_links_look_the_same()
    {
        var dead = new List<string> { InvitationSecret.New(), "", "x", new('A', 22) };
        var revoked = await Link();
        await Invitations.Revoke(Admin, revoked.Invitation.Id, default);
        var used = await Link(cap: 1);
        await Pending(used);
        var leaver = await Staff(Role.SchoolAdmin);
        var orphan = await Link(by: leaver);
        await Town.EndAffiliations(leaver.Person);
        var archived = await Town.Class(School);
        var gone = await Link(archived);
        await Town.Run("UPDATE school_class SET archived_at = 1 WHERE id = @archived", new { archived });
        var late = await Link();
        dead.AddRange([revoked.Secret, used.Secret, orphan.Secret, gone.Secret, late.Secret]);
        Assert.Equal("Школа", (await Invitations.Peek(late.Secret, default)).Value.SchoolName);
        Clock.Advance(TimeSpan.FromDays(7));

        foreach (var secret in dead)
        {
            Assert.Equal(Refusals.InvitationInvalid, (await Invitations.Peek(secret, default)).Refusal);
            Assert.Equal(Refusals.InvitationInvalid, (await Joining.Use(await Newcomer(), secret, Name, default)).Refusal);
        }

        Assert.All((await Invitations.List(Admin, new InvitationQuery(), default)).Value.Invitations, static i => Assert.False(i.Alive));
    }

    [Fact]
    public async Task A_link_of_an_issuer_whose_role_has_run_out_is_dead_and_lives_with_the_role()
    {
        var deputy = await Staff(Role.SchoolAdmin);
        var link = await Link(by: deputy);
        await Town.Run("UPDATE affiliation SET until_at = @Until WHERE person_id = @Person", new { deputy.Person, Until = Clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds() });
        Assert.Null((await Invitations.Peek(link.Secret, default)).Refusal);

        Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(Refusals.InvitationInvalid, (await Invitations.Peek(link.Secret, default)).Refusal);
    }

    [Fact]
    public async Task The_list_is_read_page_by_page()
    {
        var made = new List<InvitationId>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await Link()).Invitation.Id);
            Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        var seen = new List<InvitationId>();
        TimeCursor? after = null;
        do
        {
            var page = (await Invitations.List(Admin, new InvitationQuery(InvitationKind.Student, Class, after, 2), default)).Value;
            Assert.InRange(page.Invitations.Count, 1, 2);
            seen.AddRange(page.Invitations.Select(static i => i.Id));
            after = TimeCursor.Parse(page.Next?.ToString());
        }
        while (after is not null);

        Assert.Equal(made.OrderBy(static i => i.Value), seen.OrderBy(static i => i.Value));
        Assert.Empty((await Invitations.List(Admin, new InvitationQuery(InvitationKind.Staff), default)).Value.Invitations);
    }
}
