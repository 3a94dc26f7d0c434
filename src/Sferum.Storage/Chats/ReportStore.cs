using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

internal sealed class ReportStore(IDatabase database, Acts acts, ReportClock clock, TimeProvider time) : IReports
{
    private const string Select = """
        SELECT r.id, r.chat_id AS chat, r.number, l.author_id AS author, r.reason, r.created_at AS at, r.escalates_at AS escalatesAt,
          c.title AS chatTitle, p.display_name AS authorName
        FROM report r JOIN chat_log l ON l.chat_id = r.chat_id AND l.number = r.number JOIN chat c ON c.id = r.chat_id JOIN person p ON p.id = l.author_id
        """;

    public async ValueTask<Outcome<Enacted<Guid>>> Make(Caller caller, ChatId chat, long number, string reason, CancellationToken cancel)
    {
        reason = reason.Trim();
        if (!IsReason(reason, IReports.MaxReason))
        {
            return Refusals.FieldInvalid("reason");
        }

        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        var member = await Membership(act, chat, caller.Person, cancel);
        if (member is null || act.School is null)
        {
            return Refusals.NotFound;
        }

        if (!PolicyTable.Allows(Operation.ReportMessage, RoleCodes.Parse(member.Role), ChatKindCodes.Parse(member.Kind)))
        {
            return Refusals.Denied;
        }

        var author = await act.Write.First<Guid?>(
            "SELECT author_id FROM chat_log WHERE chat_id = @chat AND number = @number AND kind = 1 AND number > @FromNumber", new { chat, number, member.FromNumber }, cancel);
        if (author is null)
        {
            return Refusals.NoSuchMessage;
        }

        // Where nobody moderates, nobody of the chat can answer: the heads see it at once.
        var patience = member.Kind == ChatKind.Direct.Code() ? TimeSpan.Zero : clock.Patience;
        var id = Guid.CreateVersion7(act.At);
        try
        {
            await act.Write.Execute(
                """
                INSERT INTO report (id, school_id, chat_id, number, reporter_id, reason, created_at, escalates_at)
                VALUES (@id, @School, @chat, @number, @Person, @reason, @Now, @escalates)
                """,
                new { id, act.School, chat, number, caller.Person, reason, act.Now, escalates = (act.At + patience).ToUnixTimeMilliseconds() },
                cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.ReportedAlready;
        }

        act.Note(new AuditNote("report.made", "chat", chat.Value) { Person = new PersonId(author.Value), After = new { Report = id, Number = number } });
        return await act.Commit(id, cancel);
    }

    public async ValueTask<IReadOnlyList<Report>> OfChat(ChatId chat, Guid? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return Reports(await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Select} WHERE r.chat_id = @chat AND r.answered_at IS NULL AND r.id > @after ORDER BY r.id LIMIT @limit",
            new { chat, after = after ?? Guid.Empty, limit },
            cancellationToken: cancel)));
    }

    public async ValueTask<Outcome<IReadOnlyList<Report>>> Escalated(Caller caller, Guid? after, int limit, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var connection = await database.Read(cancel);
        if ((await HeldRoles.For(connection, caller, Operation.SeeEscalated, now, cancel)).IsRefused(out var refusal))
        {
            return refusal;
        }

        return Reports(await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Select} WHERE r.school_id = @School AND r.answered_at IS NULL AND r.escalates_at <= @now AND r.id > @after ORDER BY r.id LIMIT @limit",
            new { caller.School, now, after = after ?? Guid.Empty, limit },
            cancellationToken: cancel)));
    }

    public async ValueTask<Outcome<Enacted<AnsweredReport>>> Answer(Caller caller, Guid report, ReportAnswer answer, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        var found = await act.Write.First<Found>(
            """
            SELECT r.chat_id AS chat, r.number, l.author_id AS author, r.escalates_at AS escalatesAt, r.answered_by AS answeredBy, r.answer
            FROM report r JOIN chat_log l ON l.chat_id = r.chat_id AND l.number = r.number WHERE r.id = @report AND r.school_id = @School
            """,
            new { report, act.School },
            cancel);
        if (found is null)
        {
            return Refusals.NotFound;
        }

        if (await Refusal(act, caller, found, answer, cancel) is { } no)
        {
            return no;
        }

        var done = new AnsweredReport(found.Chat, found.Number, found.Author, answer);
        if (found.AnsweredBy is { } by)
        {
            return by == caller.Person && found.Answer == Code(answer) ? new Enacted<AnsweredReport>(done, null) : Refusals.ReportAnswered;
        }

        if (answer == ReportAnswer.MemberMuted && await MayBeMuted(act, found, cancel) is { } notNow)
        {
            return notNow;
        }

        var won = await act.Write.Execute(
            "UPDATE report SET answered_at = @Now, answered_by = @Person, answer = @code WHERE id = @report AND answered_at IS NULL",
            new { act.Now, caller.Person, code = Code(answer), report },
            cancel);
        if (won == 0)
        {
            return Refusals.ReportAnswered;
        }

        act.Note(new AuditNote("report.answered", "chat", found.Chat.Value) { Person = found.Author, After = new { Report = report, found.Number, Answer = answer } });
        return await act.Commit(done, cancel);
    }

    /// <summary>What can be a reason: a few visible words.</summary>
    public static bool IsReason(string reason, int limit) => reason.Length > 0 && reason.Length <= limit && !reason.Any(static c => char.IsControl(c) && c is not ('\n' or '\t'));

    private static async Task<Refusal?> Refusal(Act act, Caller caller, Found found, ReportAnswer answer, CancellationToken cancel)
    {
        var member = await Membership(act, found.Chat, caller.Person, cancel);
        if (member is not null && PolicyTable.Allows(Operation.AnswerReports, RoleCodes.Parse(member.Role), ChatKindCodes.Parse(member.Kind)))
        {
            return null;
        }

        var reached = found.EscalatesAt <= act.Now && PolicyTable.Allows(Operation.SeeEscalated, await act.RolesOf(caller.Person, cancel));
        return !reached ? Refusals.NotFound : answer == ReportAnswer.Dismissed ? null : Refusals.JoinFirst;
    }

    /// <summary>Looked at before the answer is written: an answer that can't be carried out is none.</summary>
    private static async Task<Refusal?> MayBeMuted(Act act, Found found, CancellationToken cancel) =>
        await Membership(act, found.Chat, found.Author, cancel) is not { } author ? Refusals.NotFound
        : found.Author == act.Actor || Speech.IsModerator(ChatKindCodes.Parse(author.Kind), RoleCodes.Parse(author.Role)) ? Refusals.NotToBeMuted
        : null;

    private static Task<Member?> Membership(Act act, ChatId chat, PersonId person, CancellationToken cancel) => act.Write.First<Member>(
        """
        SELECT m.role, c.kind, m.from_number AS fromNumber FROM chat_member m JOIN chat c ON c.id = m.chat_id
        WHERE m.chat_id = @chat AND m.person_id = @person AND m.to_number IS NULL AND c.school_id = @School
        """,
        new { chat, person, act.School },
        cancel);

    private static string Code(ReportAnswer answer) => answer switch
    {
        ReportAnswer.MessageDeleted => "message_deleted",
        ReportAnswer.MemberMuted => "member_muted",
        _ => "dismissed",
    };

    private static List<Report> Reports(IEnumerable<Row> rows) => [.. rows.Select(static r => new Report(
        r.Id, r.Chat, r.Number, r.Author, r.Reason, DateTimeOffset.FromUnixTimeMilliseconds(r.At), DateTimeOffset.FromUnixTimeMilliseconds(r.EscalatesAt))
    {
        ChatTitle = r.ChatTitle, AuthorName = r.AuthorName,
    })];

    private sealed record Member
    {
        public string Role { get; init; } = "";

        public string Kind { get; init; } = "";

        public long FromNumber { get; init; }
    }

    private sealed record Found
    {
        public ChatId Chat { get; init; }

        public long Number { get; init; }

        public PersonId Author { get; init; }

        public long EscalatesAt { get; init; }

        public PersonId? AnsweredBy { get; init; }

        public string? Answer { get; init; }
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public ChatId Chat { get; init; }

        public long Number { get; init; }

        public PersonId Author { get; init; }

        public string Reason { get; init; } = "";

        public long At { get; init; }

        public long EscalatesAt { get; init; }

        public string ChatTitle { get; init; } = "";

        public string AuthorName { get; init; } = "";
    }
}
