using System.Text.Json;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>From a link to a place in the class, over HTTP and open sockets, as people do it.</summary>
public sealed class Coming_in_by_a_link
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Paragraph_2_5_the_classs_link_makes_a_newcomer_wait_and_then_a_member_of_the_class_chat()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = await joining.ClassLink();
        var secret = new Uri(link.Url).Fragment[1..];
        Assert.Equal(link.Secret, secret);
        Assert.StartsWith("<svg", link.QrSvg, StringComparison.Ordinal);
        await using var teacher = await Witness.Join(joining.Teacher);
        (await teacher.Line.PostAsync(joining.Chat.Value, "Жду всех")).Must();

        var glimpse = (await joining.District.Visitor().PeekInvitationAsync(secret)).Must();
        Assert.Equal(("Школа № 1", "student", "7Б"), (glimpse.SchoolName, glimpse.Kind, glimpse.ClassTitle));
        var newcomer = await joining.Newcomer();
        await using var waiting = await Witness.Join(newcomer);
        var request = (await newcomer.UseInvitationAsync(new UseInvitationDto(secret, "Снегов", "Артём"))).Must();
        Assert.Equal("pending", request.Status);
        await ReadsNothing(joining, newcomer);

        var queued = Assert.Single((await joining.Admin.JoinQueueAsync()).Must().Requests);
        Assert.Equal((request.Id, "Снегов", "Артём", "7Б"), (queued.Id, queued.FamilyName, queued.GivenName, queued.ClassTitle));
        Assert.StartsWith("+7900", queued.Phone, StringComparison.Ordinal);
        Assert.Equal("accepted", (await joining.Decide(request.Id)).Request?.Status);

        // Everybody's open socket has it: the teacher's at the other gateway sees who came, the newcomer's is told that something changed.
        await teacher.Until(w => w.Events(joining.Chat.Value).Any(static e => e.Kind == ChatEventKinds.Members));
        await waiting.Until(static w => w.Changes.Count > 0);
        var me = (await newcomer.RefreshAsync(request.SchoolId)).Must().Me;
        Assert.Equal((joining.School.Value, "Снегов Артём"), (me.SchoolId!.Value, me.Name));
        Assert.Equal(["student"], me.Roles);
        await using var student = await Witness.Join(newcomer);
        (await student.Line.PostAsync(joining.Chat.Value, "Я здесь")).Must();
        await teacher.Until(w => w.Events(joining.Chat.Value).Any(static e => e.Message?.Text == "Я здесь"));
        Assert.Equal(["Жду всех", "Я здесь"], (await newcomer.HistoryAsync(joining.Chat.Value)).Must().Events.Select(static e => e.Message?.Text).OfType<string>());
    }

    [Fact]
    public async Task Paragraph_2_3_and_2_4_teachers_join_by_a_staff_link_that_makes_no_administrator()
    {
        await using var joining = await JoiningDistrict.Start();
        foreach (var role in new[] { "school_admin", "director", "operator", "guardian", "nonsense" })
        {
            Assert.Equal("invitation.role_not_granted", (await joining.Admin.InviteAsync(new NewInvitationDto("staff", role))).Refusal?.Code);
        }

        var link = (await joining.Admin.InviteAsync(new NewInvitationDto("staff", "subject_teacher", Cap: 2))).Must();
        var newcomer = await joining.Newcomer();
        var request = (await newcomer.UseInvitationAsync(new UseInvitationDto(link.Secret, "Вихрева", "Нина", "Олеговна"))).Must();
        await joining.Decide(request.Id);

        var me = (await newcomer.RefreshAsync(request.SchoolId)).Must().Me;
        Assert.Equal(["subject_teacher"], me.Roles);
        Assert.Equal("Вихрева Нина Олеговна", me.Name);

        // A subject teacher makes no links and sees none.
        Assert.Equal("request.denied", (await newcomer.InviteAsync(new NewInvitationDto("student", ClassId: joining.Class.Value))).Refusal?.Code);
        Assert.Equal("request.denied", (await newcomer.InvitationsAsync()).Refusal?.Code);
        Assert.Equal("request.denied", (await newcomer.JoinQueueAsync()).Refusal?.Code);
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

    [Fact]
    public async Task Paragraph_2_1_12_many_are_decided_in_one_call_and_each_is_answered_for_itself()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = await joining.ClassLink();
        var ids = new List<Guid>();
        foreach (var family in new[] { "Берегов", "Дубов", "Лесов" })
        {
            ids.Add((await (await joining.Newcomer()).UseInvitationAsync(new UseInvitationDto(link.Secret, family, "Пётр"))).Must().Id);
        }

        Assert.Equal("join.reason_needed", (await joining.Decide(ids[0], accept: false)).Refusal?.Code);
        Assert.Equal("Не из нашей школы", (await joining.Decide(ids[0], accept: false, "Не из нашей школы")).Request?.Reason);
        await using var teacher = await Witness.Join(joining.Teacher);
        var results = (await joining.Admin.DecideJoinRequestsAsync(new DecideJoinRequestsDto([.. ids, Guid.CreateVersion7()], Accept: true))).Must().Results;

        Assert.Equal(["join.decided", "accepted", "accepted", "request.not_found"], results.Select(static r => r.Refusal?.Code ?? r.Request!.Status));
        Assert.Equal(3, (await joining.Teacher.MembersAsync(joining.Chat.Value)).Must().Count);

        // One act in the chat's log for both of them, and nothing left in the outbox.
        await teacher.Until(w => w.Events(joining.Chat.Value).Count > 0);
        Assert.Single(teacher.Events(joining.Chat.Value));
        Assert.Equal(0, await joining.District.Town.Count("SELECT count(*) FROM outbox"));
        Assert.Equal("request.malformed", (await joining.Admin.DecideJoinRequestsAsync(new DecideJoinRequestsDto([ids[0], ids[0]], true))).Refusal?.Code);
        Assert.Equal("request.malformed", (await joining.Admin.DecideJoinRequestsAsync(new DecideJoinRequestsDto([], true))).Refusal?.Code);
    }

    [Fact]
    public async Task Somebody_whom_the_roster_knows_comes_in_at_once_and_the_open_socket_has_the_class_chat()
    {
        await using var joining = await JoiningDistrict.Start();
        var town = joining.District.Town;
        var person = await town.Person(joining.School);
        await town.Run("UPDATE affiliation SET imported = 1 WHERE person_id = @person", new { person });
        var known = await joining.District.SignIn(person, gateway: 1);
        await using var socket = await Witness.Join(known);
        var link = await joining.ClassLink();

        Assert.Equal("accepted", (await known.UseInvitationAsync(new UseInvitationDto(link.Secret))).Must().Status);

        await socket.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == joining.Chat.Value)));
        (await socket.Line.PostAsync(joining.Chat.Value, "Уже здесь")).Must();
        Assert.Empty((await joining.Admin.JoinQueueAsync()).Must().Requests);
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
    public async Task A_request_is_withdrawn_and_a_revoked_link_looks_like_one_that_never_was()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = await joining.ClassLink();
        var newcomer = await joining.Newcomer();
        var request = (await newcomer.UseInvitationAsync(new UseInvitationDto(link.Secret, "Снегов", "Артём"))).Must();

        Assert.Equal("withdrawn", (await newcomer.WithdrawJoinRequestAsync(request.Id)).Must().Status);
        Assert.Equal("withdrawn", Assert.Single((await newcomer.OwnJoinRequestsAsync()).Must().Requests).Status);
        Assert.NotNull((await joining.Admin.RevokeInvitationAsync(link.Invitation.Id)).Must().RevokedAt);

        var visitor = joining.District.Visitor();
        var (revoked, unknown) = ((await visitor.PeekInvitationAsync(link.Secret)).Refusal!, (await visitor.PeekInvitationAsync(new string('A', 22))).Refusal!);
        Assert.Equal(("invitation.invalid", "invitation.invalid", unknown.Message), (revoked.Code, unknown.Code, revoked.Message));
        Assert.Equal("invitation.invalid", (await newcomer.UseInvitationAsync(new UseInvitationDto(link.Secret, "Снегов", "Артём"))).Refusal?.Code);
        Assert.Equal("request.sign_in_needed", (await visitor.UseInvitationAsync(new UseInvitationDto(link.Secret))).Refusal?.Code);
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

    /// <summary>Every way to read a chat answers somebody who waits as if there were no such chat.</summary>
    private static async Task ReadsNothing(JoiningDistrict joining, SferumClient waiting)
    {
        var chat = joining.Chat.Value;
        Assert.Empty((await waiting.MeAsync()).Must().Affiliations);
        Assert.Equal("request.not_found", (await waiting.HistoryAsync(chat)).Refusal?.Code);
        Assert.Equal("request.not_found", (await waiting.MembersAsync(chat)).Refusal?.Code);
        Assert.Equal("request.denied", (await waiting.SchoolCardAsync()).Refusal?.Code);
        Assert.Equal("sign_in.no_affiliation", (await waiting.RefreshAsync(joining.School.Value)).Refusal?.Code);
        using var wire = await HubWire.Shake(joining.District.Gateways[0].Address, waiting.Session!.AccessToken);
        await wire.Call("1", "Resume", $$"""{"known":[{"chatId":"{{chat}}","number":0,"rev":0}],"locale":"ru"}""");
        var resumed = (await wire.Answer("1")).GetProperty("value");
        Assert.All(new[] { "chats", "missed", "states" }, part => Assert.Equal(0, resumed.GetProperty(part).GetArrayLength()));
        var request = Guid.CreateVersion7();
        (string Method, string Argument)[] calls =
        [
            ("ReadSince", $$"""{"chatId":"{{chat}}","after":0,"limit":50}"""),
            ("Post", $$"""{"chatId":"{{chat}}","requestId":"{{request}}","text":"x"}"""),
            ("React", $$"""{"chatId":"{{chat}}","number":1,"emoji":"👍","on":true}"""),
            ("Watch", $$"""{"chatId":"{{chat}}","on":true}"""),
        ];
        foreach (var (method, argument) in calls)
        {
            await wire.Call(method, method, argument);
            Assert.Equal("request.not_found", (await wire.Answer(method)).GetProperty("refusal").GetProperty("code").GetString());
        }
    }
}
