using Sferum.District;
using Sferum.Live;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>Moderation as people do it: over the hub and HTTP, with everybody's sockets open.</summary>
public sealed class Moderating_a_class
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silenced_student_is_refused_on_an_open_socket_at_once_on_another_gateway(bool messagePack)
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 2, Gateways = 2 });
        var town = await Class(district);
        await using var teacher = await Witness.Join(await district.SignIn(town.Teacher), o => o with { MessagePack = messagePack });
        await using var student = await Witness.Join(await district.SignIn(town.Students[0], 1), o => o with { MessagePack = !messagePack });
        (await student.Line.PostAsync(town.Chat, "раз")).Must();

        var muted = (await teacher.Line.MuteAsync(town.Chat, town.Students[0].Value)).Must();

        Assert.Equal("chat.muted", (await student.Line.PostAsync(town.Chat, "два")).Refusal?.Code);
        await student.Until(w => w.Numbers(town.Chat).Contains(muted.Number));
        var row = student.Events(town.Chat)[^1];
        Assert.Equal((ChatEventKinds.Access, town.Teacher.Value, "7Б"), (row.Kind, row.Author!.Id, row.Access!.Title));
        await student.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == town.Chat && a.MutedUntil is not null && !a.May.Contains("post"))));

        (await teacher.Line.UnmuteAsync(town.Chat, town.Students[0].Value)).Must();
        (await student.Line.PostAsync(town.Chat, "три")).Must();
        Assert.Equal("request.denied", (await student.Line.MuteAsync(town.Chat, town.Teacher.Value)).Refusal?.Code);
    }

    [Fact]
    public async Task Slow_mode_names_the_time_to_wait_and_everybody_learns_of_it()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        await using var teacher = await Witness.Join(await district.SignIn(town.Teacher));
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]));

        var set = (await teacher.Line.SetAsync(new SetChatRequest { ChatId = town.Chat, RequestId = Guid.CreateVersion7(), SlowSeconds = 600 })).Must();
        await student.Until(w => w.Numbers(town.Chat).Contains(set.Number));

        Assert.Equal(600, student.Events(town.Chat)[^1].Access!.SlowSeconds);
        (await student.Line.PostAsync(town.Chat, "раз")).Must();
        var refused = (await student.Line.PostAsync(town.Chat, "два", patience: TimeSpan.FromSeconds(8))).Refusal!;
        Assert.Equal("chat.slow_mode", refused.Code);
        Assert.InRange(refused.RetryAfterMs!.Value, 1, 600_000);
        (await teacher.Line.PostAsync(town.Chat, "три")).Must();
        (await teacher.Line.PostAsync(town.Chat, "четыре")).Must();
    }

    [Fact]
    public async Task Paragraph_2_5_everybody_is_mentioned_by_the_teacher_and_by_no_student()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        await using var teacher = await Witness.Join(await district.SignIn(town.Teacher));
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]));

        var posted = (await teacher.Line.PostToAllAsync(town.Chat, "Завтра в 9:00")).Must();
        await student.Until(w => w.Numbers(town.Chat).Contains(posted.Number));

        Assert.True(student.Events(town.Chat)[^1].MentionsAll);
        Assert.Equal("chat.may_not_mention_all", (await student.Line.PostToAllAsync(town.Chat, "Ура")).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_1_11_in_a_chat_of_announcements_those_who_are_named_write_and_the_others_read()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        var admin = await district.SignIn(await district.Town.Person(town.School, Role.SchoolAdmin));
        await using var teacher = await Witness.Join(await district.SignIn(town.Teacher));
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]));

        var chat = (await admin.CreateChatAsync(new NewChatRequest { Template = "school", Title = "Объявления", Writers = "named", Named = [town.Teacher.Value] })).Must().ChatId;
        await student.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == chat && !a.May.Contains("post"))));

        (await teacher.Line.PostAsync(chat, "Завтра линейка")).Must();
        Assert.Equal("chat.read_only", (await student.Line.PostAsync(chat, "Ура")).Refusal?.Code);
        Assert.Equal("request.denied", (await (await district.SignIn(town.Students[0])).CreateChatAsync(new NewChatRequest { Template = "list", Title = "Мы" })).Refusal?.Code);
    }

    [Fact]
    public async Task Who_is_removed_from_a_chat_gets_nothing_more_on_an_open_socket()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 1, Gateways = 2 });
        var town = await Class(district);
        var client = await district.SignIn(town.Teacher);
        await using var teacher = await Witness.Join(client);
        await using var student = await Witness.Join(await district.SignIn(town.Students[0], 1));
        var chat = (await client.CreateChatAsync(new NewChatRequest { Template = "list", Title = "Поход", Members = [town.Students[0].Value, town.Students[1].Value] })).Must().ChatId;
        await student.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == chat)));

        (await client.ChangeMembersAsync(chat, remove: [town.Students[0].Value])).Must();
        var fence = (await teacher.Line.PostAsync(chat, "без него")).Must();

        await student.Until(w => w.Changes.Any(c => c.Removed.Contains(chat)));
        Assert.Equal("request.not_found", (await student.Line.PostAsync(chat, "я")).Refusal?.Code);
        Assert.DoesNotContain(fence.Number, student.Numbers(chat));
    }

    [Fact]
    public async Task A_report_goes_to_the_teacher_who_answers_it_by_silencing()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        var teacher = await district.SignIn(town.Teacher);
        var reporter = await district.SignIn(town.Students[1]);
        await using var bully = await Witness.Join(await district.SignIn(town.Students[0]));
        var posted = (await bully.Line.PostAsync(town.Chat, "обидное")).Must();

        var made = (await reporter.ReportAsync(town.Chat, posted.Number, "травля")).Must().ReportId;
        Assert.Equal("report.reported_already", (await reporter.ReportAsync(town.Chat, posted.Number, "травля")).Refusal?.Code);
        Assert.Equal("request.denied", (await reporter.ReportsAsync(town.Chat)).Refusal?.Code);
        var listed = Assert.Single((await teacher.ReportsAsync(town.Chat)).Must().Reports);
        Assert.Equal((made, posted.Number, "травля"), (listed.ReportId, listed.Number, listed.Reason));

        (await teacher.AnswerReportAsync(made, "member_muted")).Must();
        (await teacher.AnswerReportAsync(made, "member_muted")).Must();

        Assert.Equal("chat.muted", (await bully.Line.PostAsync(town.Chat, "ещё")).Refusal?.Code);
        Assert.Equal("report.answered", (await teacher.AnswerReportAsync(made, "dismissed")).Refusal?.Code);
        Assert.Empty((await teacher.ReportsAsync(town.Chat)).Must().Reports);
        Assert.Equal(1, await district.Town.Count("SELECT count(*) FROM audit WHERE act = 'chat.muted'"));
    }

    [Fact]
    public async Task Originals_are_refused_with_one_head_and_read_with_two()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        var director = await district.SignIn(await district.Town.Person(town.School, Role.Director));
        var admin = await district.SignIn(await district.Town.Person(town.School, Role.SchoolAdmin));
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]));
        var posted = (await student.Line.PostAsync(town.Chat, "обидное")).Must();
        (await student.Line.DeleteAsync(town.Chat, posted.Number)).Must();

        var request = (await director.RequestEvidenceAsync(town.Chat, [posted.Number], "жалоба родителей")).Must().RequestId;
        Assert.Equal("evidence.not_open", (await director.ReadEvidenceAsync(request)).Refusal?.Code);
        Assert.Equal("evidence.same_head", (await director.ApproveEvidenceAsync(request)).Refusal?.Code);
        Assert.Equal("request.denied", (await (await district.SignIn(town.Teacher)).ApproveEvidenceAsync(request)).Refusal?.Code);
        (await admin.ApproveEvidenceAsync(request)).Must();

        Assert.Equal("обидное", Assert.Single((await director.ReadEvidenceAsync(request)).Must().Texts).Text);
        Assert.Equal("request.not_found", (await admin.ReadEvidenceAsync(request)).Refusal?.Code);
        Assert.Equal(request, Assert.Single((await admin.EvidenceRequestsAsync()).Must().Requests).RequestId);
        Assert.Equal(3, await district.Town.Count("SELECT count(*) FROM audit WHERE act LIKE 'evidence.%'"));
    }

    [Fact]
    public async Task Paragraph_2_5_a_student_writes_to_a_teacher_with_the_class_teacher_in_sight_and_to_nobody_outside()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        var subject = await district.Town.Person(town.School, Role.SubjectTeacher);
        var outside = await district.Town.Person(await district.Town.School("Школа № 2"), Role.SubjectTeacher);
        var student = await district.SignIn(town.Students[0]);
        await using var live = await Witness.Join(student);

        var chat = (await student.DirectChatAsync(subject.Value)).Must().ChatId;

        Assert.Equal(chat, (await (await district.SignIn(subject)).DirectChatAsync(town.Students[0].Value)).Must().ChatId);
        var members = (await student.MembersAsync(chat)).Must().Members;
        Assert.Equal(new[] { subject.Value, town.Students[0].Value, town.Teacher.Value }.Order(), members.Select(static m => m.Id).Order());
        (await live.Line.PostAsync(chat, "Здравствуйте")).Must();
        Assert.Equal("request.not_found", (await student.DirectChatAsync(outside.Value)).Refusal?.Code);
        Assert.Equal("request.not_found", (await student.DirectChatAsync(Guid.CreateVersion7())).Refusal?.Code);
    }

    [Fact]
    public async Task The_director_joins_a_class_chat_in_sight_of_all_and_never_a_direct_one()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        var director = await district.SignIn(await district.Town.Person(town.School, Role.Director, "Директор"));
        var teacher = await district.SignIn(town.Teacher);
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]));
        var direct = (await teacher.DirectChatAsync((await district.Town.Person(town.School, Role.SubjectTeacher)).Value)).Must().ChatId;

        (await director.JoinChatAsync(town.Chat)).Must();

        await student.Until(w => w.Events(town.Chat).Any(e => e.Members?.Came.Any(static p => p.Name == "Директор") == true));
        Assert.Contains((await director.SchoolChatsAsync()).Must().Chats, c => c.ChatId == town.Chat && c.IsMember);
        Assert.Equal("request.not_found", (await director.JoinChatAsync(direct)).Refusal?.Code);
        Assert.Equal("request.denied", (await teacher.JoinChatAsync(town.Chat)).Refusal?.Code);
    }

    [Fact]
    public async Task Another_schools_ids_lead_nowhere()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        var foreign = await district.Town.School("Школа № 2");
        var admin = await district.SignIn(await district.Town.Person(foreign, Role.SchoolAdmin));
        await using var live = await Witness.Join(admin);
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]));
        var posted = (await student.Line.PostAsync(town.Chat, "раз")).Must();
        var report = (await (await district.SignIn(town.Students[1])).ReportAsync(town.Chat, posted.Number, "x")).Must().ReportId;

        var codes = new[]
        {
            (await live.Line.MuteAsync(town.Chat, town.Students[0].Value)).Refusal?.Code,
            (await live.Line.SetAsync(new SetChatRequest { ChatId = town.Chat, RequestId = Guid.CreateVersion7(), SlowSeconds = 5 })).Refusal?.Code,
            (await admin.JoinChatAsync(town.Chat)).Refusal?.Code,
            (await admin.LeaveChatAsync(town.Chat)).Refusal?.Code,
            (await admin.ChangeMembersAsync(town.Chat, add: [town.Students[0].Value])).Refusal?.Code,
            (await admin.CreateChatAsync(new NewChatRequest { Template = "class", Title = "x", ClassId = town.Class.Value })).Refusal?.Code,
            (await admin.CreateChatAsync(new NewChatRequest { Template = "list", Title = "x", Members = [town.Students[0].Value] })).Refusal?.Code,
            (await admin.DirectChatAsync(town.Teacher.Value)).Refusal?.Code,
            (await admin.ReportAsync(town.Chat, posted.Number, "x")).Refusal?.Code,
            (await admin.ReportsAsync(town.Chat)).Refusal?.Code,
            (await admin.AnswerReportAsync(report, "dismissed")).Refusal?.Code,
            (await admin.RequestEvidenceAsync(town.Chat, [posted.Number], "x")).Refusal?.Code,
            (await admin.ApproveEvidenceAsync(Guid.CreateVersion7())).Refusal?.Code,
        };

        Assert.All(codes, static code => Assert.Equal("request.not_found", code));
        Assert.Empty((await admin.EscalatedReportsAsync()).Must().Reports);
        Assert.Empty((await admin.SchoolChatsAsync()).Must().Chats);
    }

    private static async Task<ClassTown> Class(TestDistrict district)
    {
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var students = await district.Town.People(school, 2);
        var (@class, chat) = await district.Town.Class(school, teacher, students);
        await district.FollowRoster(chat);
        return new ClassTown(school, @class, chat.Value, teacher, students);
    }

    private sealed record ClassTown(SchoolId School, ClassId Class, Guid Chat, PersonId Teacher, IReadOnlyList<PersonId> Students);
}
