using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Reporting_messages_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Reporting_messages<PostgreSqlStore>(shared);

public sealed class Reporting_messages_on_SQLite(SharedStore<SqliteStore> shared) : Reporting_messages<SqliteStore>(shared);

public abstract class Reporting_messages<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private ChatId _chat;
    private Caller _teacher = null!;
    private Caller _student = null!;
    private Caller _bully = null!;

    private ReportStore Reports => new(Store.Database, Acts, ReportClock.Usual, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _chat = await Town.Chat(School, ChatKind.Class, await Town.Class(School));
        (_teacher, _student, _bully) = (await Staff(Role.ClassTeacher), await Staff(Role.Student), await Staff(Role.Student));
        await Town.Member(_chat, _teacher.Person, Role.ClassTeacher, came: 0);
        await Town.Member(_chat, _student.Person, came: 0);
        await Town.Member(_chat, _bully.Person, came: 0);
        await Store.Get<IChatLog>().Open(_chat, default).Append(Rows.Post(_bully.Person, "обидное"));
    }

    [Fact]
    public async Task A_report_waits_for_the_chats_moderators_with_its_age()
    {
        var made = (await Reports.Make(_student, _chat, 1, " Это травля ", default)).Value.Value;

        var listed = Assert.Single(await Reports.OfChat(_chat, null, 10, default));

        var report = new Report(made, _chat, 1, _bully.Person, "Это травля", Clock.GetUtcNow(), Clock.GetUtcNow().AddHours(24)) { ChatTitle = "Беседа", AuthorName = "Пётр" };
        Assert.Equal(report, listed);
        Assert.Empty(await Reports.OfChat(_chat, made, 10, default));
        Assert.Empty((await Reports.Escalated(await Staff(Role.Director), null, 10, default)).Value);
        Assert.Equal("report.made", Assert.Single(await Chain()).Act);
    }

    [Fact]
    public async Task Unanswered_for_a_day_it_is_seen_by_the_heads_of_the_school_and_of_no_other()
    {
        await Reports.Make(_student, _chat, 1, "травля", default);
        Clock.Advance(TimeSpan.FromHours(24));

        Assert.Single((await Reports.Escalated(await Staff(Role.Administration), null, 10, default)).Value);
        Assert.Empty((await Reports.Escalated(await Staff(Role.Director, await Town.School()), null, 10, default)).Value);
    }

    [Fact]
    public async Task What_waited_too_long_is_for_those_who_are_heads_now_whatever_the_token_says()
    {
        var dismissed = await Staff(Role.Director);
        await Town.EndAffiliations(dismissed.Person);

        Assert.Equal(Refusals.Denied, (await Reports.Escalated(dismissed, null, 10, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Reports.Escalated(_teacher with { Roles = Role.Director }, null, 10, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Reports.Escalated(_teacher with { School = null }, null, 10, default)).Refusal);
    }

    [Fact]
    public async Task One_person_has_one_open_report_about_a_message()
    {
        var first = (await Reports.Make(_student, _chat, 1, "травля", default)).Value.Value;

        Assert.Equal(Refusals.ReportedAlready, (await Reports.Make(_student, _chat, 1, "травля!", default)).Refusal);
        Assert.Null((await Reports.Make(_teacher, _chat, 1, "травля", default)).Refusal);
        await Reports.Answer(_teacher, first, ReportAnswer.Dismissed, default);
        Assert.Null((await Reports.Make(_student, _chat, 1, "снова", default)).Refusal);
    }

    [Fact]
    public async Task A_stranger_reports_nothing_and_a_message_must_be_seen()
    {
        var stranger = await Staff(Role.SchoolAdmin);
        await Town.Run("UPDATE chat_member SET from_number = 1 WHERE chat_id = @_chat AND person_id = @Person", new { _chat, _student.Person });

        Assert.Equal(Refusals.NotFound, (await Reports.Make(stranger, _chat, 1, "x", default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Reports.Make(_student with { School = await Town.School() }, _chat, 1, "x", default)).Refusal);
        Assert.Equal(Refusals.NoSuchMessage, (await Reports.Make(_student, _chat, 1, "x", default)).Refusal);
        Assert.Equal(Refusals.NoSuchMessage, (await Reports.Make(_teacher, _chat, 9, "x", default)).Refusal);
        Assert.Equal("reason", (await Reports.Make(_teacher, _chat, 1, " ", default)).Refusal?.Args?["field"]);
        Assert.Equal("reason", (await Reports.Make(_teacher, _chat, 1, new string('x', 501), default)).Refusal?.Args?["field"]);
        Assert.Empty(await Chain());
    }

    [Fact]
    public async Task Only_a_moderator_of_the_chat_answers_and_a_head_once_it_has_reached_one()
    {
        var director = await Staff(Role.Director);
        var made = (await Reports.Make(_student, _chat, 1, "травля", default)).Value.Value;

        Assert.Equal(Refusals.NotFound, (await Reports.Answer(_student, made, ReportAnswer.Dismissed, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Reports.Answer(director, made, ReportAnswer.Dismissed, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Reports.Answer(_teacher with { School = await Town.School() }, made, ReportAnswer.Dismissed, default)).Refusal);
        Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(Refusals.JoinFirst, (await Reports.Answer(director, made, ReportAnswer.MessageDeleted, default)).Refusal);
        Assert.Equal(ReportAnswer.Dismissed, (await Reports.Answer(director, made, ReportAnswer.Dismissed, default)).Value.Value.Answer);
        Assert.Equal(["report.made", "report.answered"], (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task An_answer_that_can_not_be_carried_out_is_none()
    {
        var own = (await Reports.Make(_student, _chat, 1, "травля", default)).Value.Value;
        await Town.Run("UPDATE chat_member SET to_number = 1 WHERE chat_id = @_chat AND person_id = @Person", new { _chat, _bully.Person });

        Assert.Equal(Refusals.NotFound, (await Reports.Answer(_teacher, own, ReportAnswer.MemberMuted, default)).Refusal);
        Assert.Single(await Reports.OfChat(_chat, null, 10, default));
    }

    [Fact]
    public async Task Of_many_answers_at_once_one_counts_and_its_repetition_is_answered_alike()
    {
        var colleague = await Staff(Role.ClassTeacher);
        await Town.Member(_chat, colleague.Person, Role.ClassTeacher, came: 0);
        for (var round = 0; round < Races.Rounds; round++)
        {
            var made = (await Reports.Make(_student, _chat, 1, "травля", default)).Value.Value;
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
                (Who: i % 2, Outcome: await Reports.Answer(i % 2 == 0 ? _teacher : colleague, made, i % 2 == 0 ? ReportAnswer.Dismissed : ReportAnswer.MessageDeleted, default)))));

            var winner = Assert.Single(answers.Where(static a => a.Outcome.Refusal is null).Select(static a => a.Who).Distinct());
            Assert.All(answers.Where(a => a.Who != winner), static a => Assert.Equal(Refusals.ReportAnswered, a.Outcome.Refusal));
        }

        Assert.Equal(20, (await Chain()).Count(static r => r.Act == "report.answered"));
    }

    [Fact]
    public async Task In_a_direct_chat_nobody_moderates_and_the_heads_see_it_at_once()
    {
        var direct = await Town.Chat(School, ChatKind.Direct);
        await Town.Member(direct, _student.Person, came: 0);
        await Store.Get<IChatLog>().Open(direct, default).Append(Rows.Post(_bully.Person, "обидное"));

        await Reports.Make(_student, direct, 1, "травля", default);

        Assert.Single((await Reports.Escalated(await Staff(Role.SchoolAdmin), null, 10, default)).Value);
    }
}
