using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>From a link to a place in the class, over HTTP and open sockets, as people do it.</summary>
public sealed class Coming_in_by_a_link
{
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
    public Task Paragraph_2_2_2_the_administration_joins_by_a_link() => Joins("administration");

    [Fact]
    public Task Paragraph_2_3_a_class_teacher_joins_by_a_link() => Joins("class_teacher");

    [Fact]
    public async Task Paragraph_2_4_a_subject_teacher_joins_by_a_link_and_makes_and_sees_none()
    {
        await using var joining = await JoiningDistrict.Start();
        var link = (await joining.Admin.InviteAsync(new NewInvitationDto("staff", "subject_teacher", Cap: 2))).Must();
        var newcomer = await joining.Newcomer();
        var request = (await newcomer.UseInvitationAsync(new UseInvitationDto(link.Secret, "Вихрева", "Нина", "Олеговна"))).Must();
        await joining.Decide(request.Id);
        Assert.Equal(["subject_teacher"], (await newcomer.RefreshAsync(request.SchoolId)).Must().Me.Roles);

        Assert.Equal("request.denied", (await newcomer.InviteAsync(new NewInvitationDto("student", ClassId: joining.Class.Value))).Refusal?.Code);
        Assert.Equal("request.denied", (await newcomer.InviteAsync(new NewInvitationDto("guardian"))).Refusal?.Code);
        Assert.Equal("request.denied", (await newcomer.InvitationsAsync()).Refusal?.Code);
        Assert.Equal("request.denied", (await newcomer.JoinQueueAsync()).Refusal?.Code);
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

    /// <summary>A member of the staff comes by a link, and acts in the school in that role after the acceptance.</summary>
    private static async Task Joins(string role)
    {
        await using var joining = await JoiningDistrict.Start();
        var link = (await joining.Admin.InviteAsync(new NewInvitationDto("staff", role))).Must();
        var newcomer = await joining.Newcomer();
        var request = (await newcomer.UseInvitationAsync(new UseInvitationDto(link.Secret, "Вихрева", "Нина", "Олеговна"))).Must();
        Assert.Equal("request.denied", (await newcomer.SchoolCardAsync()).Refusal?.Code);

        await joining.Decide(request.Id);

        var me = (await newcomer.RefreshAsync(request.SchoolId)).Must().Me;
        Assert.Equal([role], me.Roles);
        Assert.Equal(("Вихрева Нина Олеговна", joining.School.Value), (me.Name, me.SchoolId!.Value));
        Assert.Equal("Школа № 1", (await newcomer.SchoolCardAsync()).Must().Name);
        Assert.Equal("request.denied", (await newcomer.InviteAsync(new NewInvitationDto("staff", role))).Refusal?.Code);
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
