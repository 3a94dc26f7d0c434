using System.Text.Json;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Who makes, sees, shows, prints and hands out the links of a school, over HTTP.</summary>
public sealed class Links_of_a_school
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Paragraph_2_1_6_no_link_makes_an_administrator_or_a_director()
    {
        await using var joining = await JoiningDistrict.Start();
        foreach (var role in new[] { "school_admin", "director", "operator", "district_officer", "guardian", "student", "nonsense", null })
        {
            Assert.Equal("invitation.role_not_granted", (await joining.Admin.InviteAsync(new NewInvitationDto("staff", role))).Refusal?.Code);
        }

        Assert.Empty((await joining.Admin.InvitationsAsync()).Must().Invitations);
    }

    [Fact]
    public async Task Paragraph_2_1_8_handing_the_classs_link_to_its_teacher_is_logged()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = await joining.ClassLink();

        (await joining.Admin.HandOutInvitationAsync(link.Invitation.Id, joining.TeacherId.Value)).Must();

        var handed = Assert.Single((await joining.Teacher.InvitationLogAsync(link.Invitation.Id)).Must().Events);
        Assert.Equal("handed", handed.What);
        Assert.NotNull(handed.To);

        // Nobody but the staff of the school is handed a link, and nobody but the administrator notes it.
        var student = await joining.District.Town.Person(joining.School);
        Assert.Equal("request.not_found", (await joining.Admin.HandOutInvitationAsync(link.Invitation.Id, student.Value)).Refusal?.Code);
        Assert.Equal("request.not_found", (await joining.Admin.HandOutInvitationAsync(link.Invitation.Id, Guid.CreateVersion7())).Refusal?.Code);
        Assert.Equal("request.denied", (await joining.Teacher.HandOutInvitationAsync(link.Invitation.Id, joining.TeacherId.Value)).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_3_a_class_teacher_sees_shows_and_prints_the_own_classs_link()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = await joining.ClassLink(cap: 30);
        var other = await joining.District.Town.Class(joining.School, await joining.District.Town.Person(joining.School, Role.ClassTeacher), [], "7В");
        var others = (await joining.Admin.InviteAsync(new NewInvitationDto("student", ClassId: other.Class.Value))).Must();

        var seen = Assert.Single((await joining.Teacher.InvitationsAsync()).Must().Invitations);
        Assert.Equal((link.Invitation.Id, 30, 0, true), (seen.Id, seen.Cap, seen.Uses, seen.Alive));
        Assert.Equal(link.Url[link.Url.IndexOf('#', StringComparison.Ordinal)..], "#" + (await joining.Teacher.ShowInvitationAsync(link.Invitation.Id)).Must().Secret);
        var sheet = (await joining.Teacher.InvitationSheetAsync(link.Invitation.Id, link.Secret)).Must().Html;
        Assert.Contains("<svg", sheet, StringComparison.Ordinal);
        Assert.Contains("7Б", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", sheet, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["printed", "shown"], (await joining.Admin.InvitationLogAsync(link.Invitation.Id)).Must().Events.Select(static e => e.What).Order(StringComparer.Ordinal));

        Assert.Equal("invitation.invalid", (await joining.Teacher.InvitationSheetAsync(link.Invitation.Id, others.Secret)).Refusal?.Code);
        Assert.Equal("request.not_found", (await joining.Teacher.ShowInvitationAsync(others.Invitation.Id)).Refusal?.Code);
        Assert.Equal("request.denied", (await joining.Teacher.RevokeInvitationAsync(link.Invitation.Id)).Refusal?.Code);
        Assert.Equal("request.denied", (await joining.Teacher.DecideJoinRequestsAsync(new DecideJoinRequestsDto([Guid.CreateVersion7()], true))).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_1_6_students_and_guardians_make_and_see_no_links_and_decide_nothing()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = await joining.ClassLink();
        foreach (var role in new[] { Role.Student, Role.Guardian, Role.Director })
        {
            var person = await joining.District.SignIn(await joining.District.Town.Person(joining.School, role));
            Assert.Equal("request.denied", (await person.InviteAsync(new NewInvitationDto("student", ClassId: joining.Class.Value))).Refusal?.Code);
            Assert.Equal("request.denied", (await person.InvitationsAsync()).Refusal?.Code);
            Assert.Equal("request.denied", (await person.ShowInvitationAsync(link.Invitation.Id)).Refusal?.Code);
            Assert.Equal("request.denied", (await person.JoinQueueAsync()).Refusal?.Code);
            Assert.Equal("request.denied", (await person.ChangeJoinSettingsAsync(new JoinSettingsDto(false))).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Another_schools_links_and_requests_do_not_exist()
    {
        await using var joining = await JoiningDistrict.Start();
        var town = joining.District.Town;
        var stranger = await joining.District.SignIn(await town.Person(await town.School("Школа № 2"), Role.SchoolAdmin));
        var link = await joining.ClassLink();
        var request = (await (await joining.Newcomer()).UseInvitationAsync(new UseInvitationDto(link.Secret, "Снегов", "Артём"))).Must();

        foreach (var id in new[] { link.Invitation.Id, Guid.CreateVersion7() })
        {
            Assert.Equal("request.not_found", (await stranger.ShowInvitationAsync(id)).Refusal?.Code);
            Assert.Equal("request.not_found", (await stranger.RevokeInvitationAsync(id)).Refusal?.Code);
            Assert.Equal("request.not_found", (await stranger.InvitationLogAsync(id)).Refusal?.Code);
            Assert.Equal("request.not_found", (await stranger.InvitationSheetAsync(id, link.Secret)).Refusal?.Code);
        }

        foreach (var id in new[] { request.Id, Guid.CreateVersion7() })
        {
            Assert.Equal("request.not_found", Assert.Single((await stranger.DecideJoinRequestsAsync(new DecideJoinRequestsDto([id], true))).Must().Results).Refusal?.Code);
            Assert.Equal("request.not_found", (await stranger.WithdrawJoinRequestAsync(id)).Refusal?.Code);
        }

        Assert.Equal("request.not_found", (await stranger.InviteAsync(new NewInvitationDto("student", ClassId: joining.Class.Value))).Refusal?.Code);
        Assert.Empty((await stranger.InvitationsAsync()).Must().Invitations);
        Assert.Empty((await stranger.JoinQueueAsync()).Must().Requests);
        Assert.Equal("pending", Assert.Single((await joining.Admin.JoinQueueAsync()).Must().Requests).Status);
    }

    [Theory]
    [InlineData("ru", "Приглашение для учеников", "Действует до")]
    [InlineData("en", "Invitation for students", "Valid until")]
    public void The_sheet_is_whole_in_both_languages_and_takes_no_markup_from_names(string locale, string heading, string until)
    {
        var at = new DateTimeOffset(2026, 11, 27, 20, 0, 0, TimeSpan.Zero);
        var invitation = new Invitation
        {
            Id = InvitationId.New(), Kind = InvitationKind.Student, Role = Role.Student, ClassTitle = "7<b>Б", Cap = 28, Uses = 0, CreatedAt = at, ExpiresAt = at, CreatedBy = "x", Alive = true,
        };

        var sheet = JoinLinks.Sheet(new InvitationSheet("Школа <script>", "Asia/Anadyr", invitation), "https://chat.example.ru/join#AAAA", locale);

        Assert.Contains(heading, sheet, StringComparison.Ordinal);
        Assert.Contains(until + " 28.11.2026 08:00", sheet, StringComparison.Ordinal);
        Assert.Contains("https://chat.example.ru/join#AAAA", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("people.sheet", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_names_and_phones_stand_in_no_log_and_secrets_in_no_list()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = await joining.ClassLink();
        var newcomer = await joining.Newcomer();
        await newcomer.PeekInvitationAsync(link.Secret);
        var request = (await newcomer.UseInvitationAsync(new UseInvitationDto(link.Secret, "Канарейкина", "Зоя"))).Must();
        await joining.Admin.ShowInvitationAsync(link.Invitation.Id);
        await joining.Admin.InvitationSheetAsync(link.Invitation.Id, link.Secret);
        var phone = Assert.Single((await joining.Admin.JoinQueueAsync()).Must().Requests).Phone!;
        await joining.Decide(request.Id);

        Assert.NotEmpty(joining.Logs.Lines);
        Assert.DoesNotContain(joining.Logs.Lines, line => line.Contains(link.Secret, StringComparison.Ordinal)
            || line.Contains("Канарейкина", StringComparison.Ordinal) || line.Contains(phone, StringComparison.Ordinal));
        var lists = JsonSerializer.Serialize(
            new object[] { (await joining.Admin.InvitationsAsync()).Must(), (await joining.Admin.InvitationLogAsync(link.Invitation.Id)).Must(), (await newcomer.OwnJoinRequestsAsync()).Must() }, Web);
        Assert.DoesNotContain(link.Secret, lists, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, lists, StringComparison.Ordinal);
    }
}
