using Sferum.Audit;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>The decision of one request inside one transaction. A refusal means: roll back, and the request is as it was.</summary>
internal static class JoinDecisions
{
    /// <summary>Guardians are not decided here: the class teacher confirms them.</summary>
    private const string Settle = """
        UPDATE join_request SET status = @Status, reason = @Reason, rev = rev + 1, decided_at = @Now, decided_by = @Actor
        WHERE id = @id AND school_id = @School AND kind <> 'guardian' AND status = 'pending'
        RETURNING person_id AS Person, role AS Role, class_id AS Class, given_name AS Given, family_name AS Family, middle_name AS Middle
        """;

    public static async Task<Refusal?> Decide(Act act, JoinRequestId id, JoinDecision decision, CancellationToken cancel)
    {
        // The row lock of this update is what lets exactly one of many decisions pass.
        var status = decision.Accept ? JoinStatus.Accepted : JoinStatus.Rejected;
        var row = await act.Write.First<Row>(Settle, new { id, act.School, act.Actor, act.Now, decision.Reason, Status = status.Code() }, cancel);
        if (row is null)
        {
            return await act.Write.First<long?>(
                "SELECT 1 FROM join_request WHERE id = @id AND school_id = @School AND kind <> 'guardian'", new { id, act.School }, cancel) is null
                ? Refusals.NotFound
                : Refusals.JoinDecided;
        }

        if (decision.Accept && await Accept(act, row, decision, cancel) is { } refusal)
        {
            return refusal;
        }

        act.Note(AuditNote.About(decision.Accept ? "join.accepted" : "join.rejected", row.Person) with
        {
            After = new { request = id.Value, role = row.Role, classId = row.Class?.Value },
            Reason = decision.Reason,
        });
        return null;
    }

    private static async Task<Refusal?> Accept(Act act, Row row, JoinDecision decision, CancellationToken cancel)
    {
        var role = RoleCodes.Parse(row.Role);
        var name = new ApplicantName(row.Family, row.Given, row.Middle);
        if (row.Class is { } @class && await KeptPlaces.TakeStudents(act, row.Person, @class, name, decision, cancel) is { } refused)
        {
            return refused;
        }

        var person = await act.Write.First<PersonRow>(
            "SELECT family_name AS Family, given_name AS Given FROM person WHERE id = @Person AND erased_at IS NULL", new { row.Person }, cancel);
        if (person is null)
        {
            return Refusals.NotFound;
        }

        if (person.Family.Length + person.Given.Length == 0)
        {
            await act.Write.Execute(
                """
                UPDATE person SET family_name = @Family, given_name = @Given, middle_name = @Middle, display_name = @Display
                WHERE id = @Person AND family_name = '' AND given_name = ''
                """,
                new { row.Person, name.Family, name.Given, name.Middle, Display = name.Display(role == Role.Student) },
                cancel);
        }

        return await Admission.Admit(act, row.Person, role, row.Class, cancel);
    }

    private sealed record Row
    {
        public PersonId Person { get; init; }

        public string Role { get; init; } = "";

        public ClassId? Class { get; init; }

        public string Family { get; init; } = "";

        public string Given { get; init; } = "";

        public string? Middle { get; init; }
    }

    private sealed record PersonRow
    {
        public string Family { get; init; } = "";

        public string Given { get; init; } = "";
    }
}
