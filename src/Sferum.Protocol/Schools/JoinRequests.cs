namespace Sferum.Schools;

/// <summary>A request to join a school.</summary>
public sealed record JoinRequestDto
{
    /// <summary>The request.</summary>
    public required Guid Id { get; init; }

    /// <summary>The school. After acceptance: refresh the session with this id to act there.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>What the school is called.</summary>
    public required string SchoolName { get; init; }

    /// <summary>Who asks.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Patronymic; null for none.</summary>
    public string? MiddleName { get; init; }

    /// <summary><c>staff</c>, <c>student</c> or <c>guardian</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of the role that is asked for.</summary>
    public required string Role { get; init; }

    /// <summary>The class, of a student.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>What the class is called.</summary>
    public string? ClassTitle { get; init; }

    /// <summary>The child, of a guardian.</summary>
    public Guid? StudentId { get; init; }

    /// <summary>The child's name.</summary>
    public string? StudentName { get; init; }

    /// <summary><c>pending</c>, <c>accepted</c>, <c>rejected</c> or <c>withdrawn</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; init; }

    /// <summary>Grows with each change.</summary>
    public required long Revision { get; init; }

    /// <summary>When it was made (Unix ms).</summary>
    public required long CreatedAt { get; init; }

    /// <summary>How long it has waited, or did wait until it was decided.</summary>
    public required long WaitedSeconds { get; init; }

    /// <summary>When it was decided (Unix ms); null while it waits.</summary>
    public long? DecidedAt { get; init; }

    /// <summary>
    /// Places that the roster keeps in the class for people of this name who have not come yet: only for the school's administrator, and only while the request
    /// waits. Of exactly one the student takes it when accepted.
    /// </summary>
    public IReadOnlyList<KeptPlaceDto> Kept { get; init; } = [];

    /// <summary>The applicant's phone: only for the school's administrator, and only while the request waits.</summary>
    public string? Phone { get; init; }
}

/// <summary>A place that the roster keeps for somebody who has not come yet.</summary>
/// <param name="PersonId">Whom it names.</param>
/// <param name="Name">The full name.</param>
public sealed record KeptPlaceDto(Guid PersonId, string Name);

/// <summary>One's own requests, the newest first.</summary>
/// <param name="Requests">At most 50.</param>
public sealed record OwnJoinRequestsDto(IReadOnlyList<JoinRequestDto> Requests);

/// <summary>A page of the requests to a school, the oldest first.</summary>
/// <param name="Requests">At most 200.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record JoinQueueDto(IReadOnlyList<JoinRequestDto> Requests, string? Next);

/// <summary>Decide requests: each for itself, in the given order.</summary>
/// <param name="Ids">1 to 200 different ids.</param>
/// <param name="Accept">In, or not.</param>
/// <param name="Reason">Why not, at most 500 characters; a rejection needs it.</param>
/// <param name="Place">
/// Of one request: whose kept place the student takes. Missing: the only one of the name, if there is one. The empty id: nobody's, a person whom the roster does not know.
/// </param>
public sealed record DecideJoinRequestsDto(IReadOnlyList<Guid> Ids, bool Accept, string? Reason = null, Guid? Place = null);

/// <summary>What came of one of the requests: exactly one of the two is set.</summary>
/// <param name="Id">Which.</param>
/// <param name="Request">As it is now.</param>
/// <param name="Refusal">Why it is not decided.</param>
public sealed record JoinDecisionDto(Guid Id, JoinRequestDto? Request, RefusalDto? Refusal);

/// <summary>What came of each request.</summary>
/// <param name="Results">In the order of the ids.</param>
public sealed record JoinDecisionsDto(IReadOnlyList<JoinDecisionDto> Results);

/// <summary>How a school takes in those who come by links.</summary>
/// <param name="AutoAccept">Whether people whom the imported roster knows in the link's role come in without waiting.</param>
public sealed record JoinSettingsDto(bool AutoAccept);
