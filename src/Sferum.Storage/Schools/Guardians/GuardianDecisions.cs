using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>The decision about one guardian inside one transaction. A refusal means: roll back, and the request is as it was.</summary>
internal static class GuardianDecisions
{
    /// <summary>Of the requests those that are the caller's to decide: a class teacher's are those of the own class. Parameter: actor.</summary>
    public static string Own(Role held, string table) => (held & Role.SchoolAdmin) != 0
        ? ""
        : $" AND EXISTS (SELECT 1 FROM enrollment t WHERE t.class_id = {table}.class_id AND t.person_id = @actor AND t.role = 'teacher'"
            + " AND t.ended_at IS NULL AND t.suspended_by IS NULL)";

    public static async Task<Refusal?> Decide(Act act, JoinRequestId id, JoinDecision decision, CancellationToken cancel)
    {
        var own = "id = @id AND school_id = @School AND kind = 'guardian'" + Own(act.Held, "join_request");
        var status = (decision.Accept ? JoinStatus.Accepted : JoinStatus.Rejected).Code();

        // The row lock of this update is what lets exactly one of many decisions pass.
        var row = await act.Write.First<Row>(
            $"""
            UPDATE join_request SET status = @status, reason = @Reason, rev = rev + 1, decided_at = @Now, decided_by = @actor
            WHERE {own} AND status = 'pending'
            RETURNING person_id AS Person, student_id AS Student, chat_id AS Chat, class_id AS Class, given_name AS Given, family_name AS Family, middle_name AS Middle
            """,
            new { id, act.School, actor = act.Actor, act.Now, decision.Reason, status },
            cancel);
        if (row is null)
        {
            return await act.Write.First<long?>($"SELECT 1 FROM join_request WHERE {own}", new { id, act.School, actor = act.Actor }, cancel) is null
                ? Refusals.NotFound
                : Refusals.JoinDecided;
        }

        if (decision.Accept && await Accept(act, row, cancel) is { } refusal)
        {
            return refusal;
        }

        act.Note(AuditNote.About(decision.Accept ? "guardian.confirmed" : "guardian.rejected", row.Person) with
        {
            After = new { request = id.Value, studentId = row.Student.Value, chatId = row.Chat.Value },
            Reason = decision.Reason,
        });
        return null;
    }

    private static async Task<Refusal?> Accept(Act act, Row row, CancellationToken cancel)
    {
        // The child first: acts that move the child lock in this order too.
        var name = new ApplicantName(row.Family, row.Given, row.Middle);
        await act.LockPeople([row.Student], cancel);
        await KeptPlaces.LockGuardians(act, row.Person, row.Student, name, cancel);
        if (await act.Write.First<long?>(
                "SELECT 1 FROM enrollment WHERE person_id = @Student AND class_id = @Class AND role = 'student' AND ended_at IS NULL", new { row.Student, row.Class }, cancel) is null)
        {
            return Refusals.NotFound;
        }

        if ((await GuardianRows.Refuse(act, row.Person, row.Student, cancel) ?? await KeptPlaces.TakeGuardian(act, row.Person, row.Student, name, cancel)) is { } refusal)
        {
            return refusal;
        }

        await act.Write.Execute(
            """
            UPDATE person SET family_name = @Family, given_name = @Given, middle_name = @Middle, display_name = @Display
            WHERE id = @Person AND family_name = '' AND given_name = '' AND erased_at IS NULL
            """,
            new { row.Person, name.Family, name.Given, name.Middle, Display = name.Display(student: false) },
            cancel);
        await GuardianRows.Begin(act, row.Person, row.Student, cancel);
        act.Tell([new AffectedChat(row.Chat, row.Class)]);
        return null;
    }

    private sealed record Row
    {
        public PersonId Person { get; init; }

        public PersonId Student { get; init; }

        public ChatId Chat { get; init; }

        public ClassId? Class { get; init; }

        public string Family { get; init; } = "";

        public string Given { get; init; } = "";

        public string? Middle { get; init; }
    }
}
