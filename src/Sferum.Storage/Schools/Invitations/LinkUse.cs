using System.Data.Common;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>
/// The use of one link inside one transaction. Counting comes first: its row lock lets the uses of a link pass one by one, and whatever is refused
/// afterwards rolls the count back.
/// </summary>
internal sealed class LinkUse(Act act, byte[] hash, CancellationToken cancel)
{
    private static readonly string Count = $"""
        UPDATE invitation AS i SET uses = uses + 1 WHERE i.secret_hash = @hash AND {InvitationSql.Alive}
        RETURNING id AS Id, kind AS Kind, role AS Role, class_id AS Class, chat_id AS Chat, student_id AS Student
        """;

    public async Task<Outcome<JoinRequestId>> Make(ApplicantName? name)
    {
        // Twice: whoever waited for a child that was just taking its place in the class sees that only by a new look.
        if ((await Use() ?? await Use()) is not { } link)
        {
            return Refusals.InvitationInvalid;
        }

        var applicant = await Applicant(name);
        if (applicant.IsRefused(out var nameless))
        {
            return nameless;
        }

        var place = await Place(link);
        if (place.IsRefused(out var outOfPlace))
        {
            return outOfPlace;
        }

        var id = JoinRequestId.New();
        try
        {
            await Insert(id, link, applicant.Value, atOnce: place.Value);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.AlreadyPending;
        }

        if (place.Value && await Admission.Admit(act, act.Actor, RoleCodes.Parse(link.Role), link.Class, cancel) is { } refusal)
        {
            return refusal;
        }

        act.Note(AuditNote.About("join.requested", act.Actor) with
        {
            After = new { request = id.Value, invitation = link.Id.Value, role = link.Role, classId = link.Class?.Value, acceptedAtOnce = place.Value },
        });
        return id;
    }

    private Task<LinkRow?> Use() => act.Write.First<LinkRow>(Count, new { hash, now = act.Now }, cancel);

    /// <summary>The name that the person has; of somebody without one, the name that was given.</summary>
    private async Task<Outcome<ApplicantName>> Applicant(ApplicantName? given)
    {
        var person = await act.Write.First<PersonRow>(
            "SELECT family_name AS FamilyName, given_name AS GivenName, middle_name AS MiddleName FROM person WHERE id = @Actor AND erased_at IS NULL",
            new { act.Actor },
            cancel);
        if (person is null)
        {
            return Refusals.SignInNeeded;
        }

        if (person.FamilyName.Length + person.GivenName.Length > 0)
        {
            return new ApplicantName(person.FamilyName, person.GivenName, person.MiddleName);
        }

        var tidy = (given ?? new ApplicantName("", "", null)).Tidy();
        return tidy.Check() is { } wrong ? wrong : tidy;
    }

    /// <summary>Whether the person comes in at once: known to the imported roster in this role, where the school wants that, and in no class yet.</summary>
    private async Task<Outcome<bool>> Place(LinkRow link)
    {
        var roles = (await act.Write.Query<HeldRow>(
            "SELECT school_id AS School, role AS Role, imported AS Imported FROM affiliation WHERE person_id = @Actor AND ended_at IS NULL",
            new { act.Actor },
            cancel)).ToList();
        var everywhere = roles.Aggregate(Role.None, static (all, r) => all | RoleCodes.Parse(r.Role));
        if (link.Student is { } child)
        {
            return await GuardianRows.Refuse(act, act.Actor, child, cancel) is { } refused ? refused : false;
        }

        var student = link.Kind == "student";
        if (Admission.Conflicts(RoleCodes.Parse(link.Role), everywhere))
        {
            return Refusals.JoinRoleConflict;
        }

        if (roles.Find(r => r.School == act.School && r.Role == link.Role) is not { } held)
        {
            return false;
        }

        var inClass = student && await act.Write.First<long?>(
            "SELECT 1 FROM enrollment WHERE person_id = @Actor AND class_id = @Class AND role = 'student' AND ended_at IS NULL", new { act.Actor, link.Class }, cancel) is not null;
        if (!student || inClass)
        {
            return Refusals.AlreadyMember;
        }

        return held.Imported != 0
            && await act.Write.First<long?>("SELECT 1 FROM school WHERE id = @School AND auto_accept = 1", new { act.School }, cancel) is not null
            && await act.Write.First<long?>(
                "SELECT 1 FROM enrollment WHERE person_id = @Actor AND class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL", new { act.Actor }, cancel) is null;
    }

    private async Task Insert(JoinRequestId id, LinkRow link, ApplicantName name, bool atOnce)
    {
        await act.Write.Execute(
            """
            INSERT INTO join_request (id, school_id, person_id, invitation_id, kind, role, class_id, chat_id, student_id, given_name, family_name, middle_name, status,
              created_at, decided_at, decided_by)
            VALUES (@id, @School, @Actor, @Link, @Kind, @Role, @Class, @Chat, @Student, @Given, @Family, @Middle, @Status, @Now, @Decided, @By)
            """,
            new
            {
                id, act.School, act.Actor, Link = link.Id, link.Kind, link.Role, link.Class, link.Chat, link.Student, name.Given, name.Family, name.Middle, act.Now,
                Status = (atOnce ? JoinStatus.Accepted : JoinStatus.Pending).Code(),
                Decided = atOnce ? act.Now : (long?)null,
                By = atOnce ? Guid.Empty : (Guid?)null,
            },
            cancel);
        await act.Write.Execute(
            "INSERT INTO invitation_use (id, invitation_id, person_id, at) VALUES (@Row, @Link, @Actor, @Now)",
            new { Row = Guid.CreateVersion7(), Link = link.Id, act.Actor, act.Now },
            cancel);
    }

    private sealed record LinkRow
    {
        public InvitationId Id { get; init; }

        public string Kind { get; init; } = "";

        public string Role { get; init; } = "";

        public ClassId? Class { get; init; }

        public ChatId? Chat { get; init; }

        public PersonId? Student { get; init; }
    }

    private sealed record PersonRow
    {
        public string FamilyName { get; init; } = "";

        public string GivenName { get; init; } = "";

        public string? MiddleName { get; init; }
    }

    private sealed record HeldRow
    {
        public SchoolId? School { get; init; }

        public string Role { get; init; } = "";

        public long Imported { get; init; }
    }
}
