using Sferum.People;

namespace Sferum.Schools;

/// <summary>A request to join a school (UUIDv7; not an order).</summary>
public readonly record struct JoinRequestId(Guid Value)
{
    public static JoinRequestId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>How far a request to join is.</summary>
public enum JoinStatus
{
    /// <summary>It waits. The person has no place yet and reads nothing.</summary>
    Pending,

    /// <summary>The person is in.</summary>
    Accepted,

    /// <summary>The school said no, and why.</summary>
    Rejected,

    /// <summary>The person took it back.</summary>
    Withdrawn,
}

/// <summary>Status codes as they stand on the wire and in the database.</summary>
public static class JoinStatuses
{
    public static string Code(this JoinStatus status) => status switch
    {
        JoinStatus.Pending => "pending",
        JoinStatus.Accepted => "accepted",
        JoinStatus.Rejected => "rejected",
        _ => "withdrawn",
    };

    /// <summary>The status with this code; null for an unknown one.</summary>
    public static JoinStatus? Parse(string? code) => code switch
    {
        "pending" => JoinStatus.Pending,
        "accepted" => JoinStatus.Accepted,
        "rejected" => JoinStatus.Rejected,
        "withdrawn" => JoinStatus.Withdrawn,
        _ => null,
    };
}

/// <summary>A request to join a school, as the applicant and the school's administrator see it.</summary>
public sealed record JoinRequest
{
    public required JoinRequestId Id { get; init; }

    public required SchoolId School { get; init; }

    public required string SchoolName { get; init; }

    public required PersonId Person { get; init; }

    /// <summary>The name under which the person asks.</summary>
    public required ApplicantName Name { get; init; }

    public required InvitationKind Kind { get; init; }

    public required Role Role { get; init; }

    public ClassId? Class { get; init; }

    public string? ClassTitle { get; init; }

    /// <summary>The child, of a guardian.</summary>
    public PersonId? Student { get; init; }

    /// <summary>The child's display name.</summary>
    public string? StudentName { get; init; }

    public required JoinStatus Status { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; init; }

    /// <summary>Grows with each change.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Places that the roster keeps in the class for people of this name who have not come yet; of a pending request in the administrator's queue.</summary>
    public IReadOnlyList<KeptPlace> Kept { get; init; } = [];

    /// <summary>The applicant's phone, E.164: only in the administrator's queue, and only while the request waits.</summary>
    public string? Phone { get; init; }
}

/// <summary>A place that the roster keeps for somebody.</summary>
/// <param name="Person">Whom it names.</param>
/// <param name="Name">The full name.</param>
public sealed record KeptPlace(PersonId Person, string Name);

/// <summary>What is decided about a request.</summary>
/// <param name="Accept">In, or not.</param>
/// <param name="Reason">Why not; needed for a rejection.</param>
/// <param name="Place">Whose kept place a student takes; null for the only one of the name, if there is one; <see cref="NoPlace"/> for nobody's.</param>
public sealed record JoinDecision(bool Accept, string? Reason, PersonId? Place = null)
{
    /// <summary>The student is nobody whom the roster knows.</summary>
    public static readonly PersonId NoPlace = new(Guid.Empty);

    /// <summary>Characters of a reason, at most.</summary>
    public const int MaxReason = 500;

    /// <summary>The reason without what is only space.</summary>
    public JoinDecision Tidy() => this with { Reason = Accept || string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim() };

    /// <summary>Whether it can be decided so. Ask after <see cref="Tidy"/>.</summary>
    /// <returns>Null, or why not.</returns>
    public Refusal? Check() =>
        !Accept && (Reason is not { Length: > 0 and <= MaxReason } || Reason.Any(static c => char.IsControl(c) && c is not '\n')) ? Refusals.JoinReasonNeeded : null;
}
