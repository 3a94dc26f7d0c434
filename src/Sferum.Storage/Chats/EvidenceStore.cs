using Dapper;
using Sferum.Audit;
using Sferum.Files;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

internal sealed class EvidenceStore(IDatabase database, Acts acts, TimeProvider time) : IEvidence
{
    public async ValueTask<Outcome<Enacted<Guid>>> Request(Caller caller, ChatId chat, IReadOnlyList<long> numbers, string reason, CancellationToken cancel)
    {
        reason = reason.Trim();
        var named = numbers.Distinct().ToList();
        if (!ReportStore.IsReason(reason, IEvidence.MaxReason) || named.Count is 0 or > IEvidence.MaxNumbers)
        {
            return Refusals.FieldInvalid(named.Count is 0 or > IEvidence.MaxNumbers ? "numbers" : "reason");
        }

        var begun = await acts.Begin(caller, Operation.RequestEvidence, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var id = Guid.CreateVersion7(act.At);
        if (await act.Write.First<long?>("SELECT 1 FROM chat WHERE id = @chat AND school_id = @School", new { chat, act.School }, cancel) is null)
        {
            return Refusals.NotFound;
        }

        await act.Write.Execute(
            """
            INSERT INTO evidence_request (id, school_id, chat_id, requested_by, requested_as, reason, requested_at)
            VALUES (@id, @School, @chat, @Person, @role, @reason, @Now)
            """,
            new { id, act.School, chat, caller.Person, role = Acting(act.Held, Role.None).Code(), reason, act.Now },
            cancel);
        foreach (var number in named)
        {
            if (await act.Write.Execute(
                    "INSERT INTO evidence_request_message (request_id, number) SELECT @id, number FROM message WHERE chat_id = @chat AND number = @number",
                    new { id, chat, number },
                    cancel) == 0)
            {
                return Refusals.NotFound;
            }
        }

        act.Note(new AuditNote("evidence.requested", "chat", chat.Value) { After = new { Request = id, Numbers = named }, Reason = reason });
        return await act.Commit(id, cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> Approve(Caller caller, Guid request, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ApproveEvidence, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Find(act, request, cancel) is not { } found)
        {
            return Refusals.NotFound;
        }

        var role = Acting(act.Held, RoleCodes.Parse(found.RequestedAs));
        if (found.RequestedBy == caller.Person || role == Role.None)
        {
            return Refusals.EvidenceSameHead;
        }

        var won = await act.Write.Execute(
            """
            UPDATE evidence_request SET approved_by = @Person, approved_as = @role, approved_at = @Now, until_at = @until
            WHERE id = @request AND approved_by IS NULL
            """,
            new { caller.Person, role = role.Code(), act.Now, until = (act.At + IEvidence.Open).ToUnixTimeMilliseconds(), request },
            cancel);
        if (won == 0)
        {
            return Refusals.EvidenceDecided;
        }

        act.Note(new AuditNote("evidence.approved", "chat", found.Chat.Value) { After = new { Request = request } });
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<Enacted<FoundOriginals>>> Read(Caller caller, Guid request, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.RequestEvidence, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var open = await Open(act, caller, request, cancel);
        if (open.IsRefused(out refusal))
        {
            return refusal;
        }

        var chat = open.Value;
        var texts = (await act.Write.Query<OriginalRow>(
            """
            SELECT e.number, e.at_number AS changedBy, e.text FROM evidence_request_message m
            JOIN evidence e ON e.chat_id = @chat AND e.number = m.number
            WHERE m.request_id = @request ORDER BY e.number, e.at_number
            """,
            new { request, chat },
            cancel)).Select(static o => new Original(o.Number, o.ChangedBy, o.Text)).ToList();
        var files = await new OriginalFiles(act.Write).Of(request, chat, file: null, cancel);
        act.Note(new AuditNote("evidence.read", "chat", chat.Value) { After = new { Request = request, texts.Count, Files = files.Count } });
        return await act.Commit(new FoundOriginals(texts, [.. files.Select(static f => new OriginalFile(f.Number, f.File.File))]), cancel);
    }

    public async ValueTask<Outcome<Enacted<ReadableFile>>> File(Caller caller, Guid request, FileId file, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.RequestEvidence, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var open = await Open(act, caller, request, cancel);
        if (open.IsRefused(out refusal))
        {
            return refusal;
        }

        var chat = open.Value;
        if ((await new OriginalFiles(act.Write).Of(request, chat, file, cancel)) is not [var found, ..])
        {
            return Refusals.NotFound;
        }

        act.Note(new AuditNote("evidence.file_read", "chat", chat.Value) { After = new { Request = request, File = file.Value } });
        return await act.Commit(found.File, cancel);
    }

    /// <summary>The chat of what a request names, while that is open to the one who asked.</summary>
    private static async Task<Outcome<ChatId>> Open(Act act, Caller caller, Guid request, CancellationToken cancel) =>
        await Find(act, request, cancel) is not { } found || found.RequestedBy != caller.Person ? Refusals.NotFound
        : found.UntilAt > act.Now ? found.Chat
        : Refusals.EvidenceNotOpen;

    public async ValueTask<Outcome<IReadOnlyList<EvidenceRequest>>> Requests(Caller caller, Guid? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if ((await HeldRoles.For(connection, caller, Operation.RequestEvidence, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)).IsRefused(out var refusal))
        {
            return refusal;
        }

        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT r.id, r.chat_id AS chat, r.requested_by AS requestedBy, r.reason, r.requested_at AS requestedAt, r.approved_by AS approvedBy,
              r.until_at AS untilAt, m.number, c.title AS chatTitle, p.display_name AS requestedByName, q.display_name AS approvedByName
            FROM (SELECT * FROM evidence_request WHERE school_id = @School AND id < @before ORDER BY id DESC LIMIT @limit) r
            JOIN evidence_request_message m ON m.request_id = r.id JOIN chat c ON c.id = r.chat_id JOIN person p ON p.id = r.requested_by
            LEFT JOIN person q ON q.id = r.approved_by ORDER BY r.id DESC, m.number
            """,
            new { caller.School, before = before ?? new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), limit },
            cancellationToken: cancel))).ToList();
        return rows.GroupBy(static r => r.Id).Select(static g => g.First().Request([.. g.Select(static r => r.Number)])).ToList();
    }

    /// <summary>As which of the two heads somebody acts: as the one that the other did not act as.</summary>
    private static Role Acting(Role held, Role other) =>
        (held & Role.Director & ~other) != 0 ? Role.Director : (held & Role.SchoolAdmin & ~other) != 0 ? Role.SchoolAdmin : Role.None;

    private static Task<Found?> Find(Act act, Guid request, CancellationToken cancel) => act.Write.First<Found>(
        """
        SELECT chat_id AS chat, requested_by AS requestedBy, requested_as AS requestedAs, until_at AS untilAt
        FROM evidence_request WHERE id = @request AND school_id = @School
        """,
        new { request, act.School },
        cancel);

    private sealed record Found
    {
        public ChatId Chat { get; init; }

        public PersonId RequestedBy { get; init; }

        public string RequestedAs { get; init; } = "";

        public long? UntilAt { get; init; }
    }

    private sealed record OriginalRow
    {
        public long Number { get; init; }

        public long ChangedBy { get; init; }

        public string Text { get; init; } = "";
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public ChatId Chat { get; init; }

        public PersonId RequestedBy { get; init; }

        public string Reason { get; init; } = "";

        public long RequestedAt { get; init; }

        public PersonId? ApprovedBy { get; init; }

        public long? UntilAt { get; init; }

        public long Number { get; init; }

        public string ChatTitle { get; init; } = "";

        public string RequestedByName { get; init; } = "";

        public string? ApprovedByName { get; init; }

        public EvidenceRequest Request(IReadOnlyList<long> numbers) => new(
            Id, Chat, numbers, RequestedBy, Reason, DateTimeOffset.FromUnixTimeMilliseconds(RequestedAt), ApprovedBy,
            UntilAt is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null)
        {
            ChatTitle = ChatTitle, RequestedByName = RequestedByName, ApprovedByName = ApprovedByName,
        };
    }
}
