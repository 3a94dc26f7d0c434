namespace Sferum.Calls;

/// <summary>A session in a chat's record of sessions.</summary>
/// <param name="CallId">The session.</param>
/// <param name="Title">What it was called.</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="StartedAt">When (Unix ms).</param>
/// <param name="EndedAt">When it ended (Unix ms); null while it runs.</param>
/// <param name="Attended">How many were in.</param>
public sealed record CallRecordDto(Guid CallId, string Title, string? StartedBy, long StartedAt, long? EndedAt, int Attended);

/// <summary>Sessions of a chat, the latest first.</summary>
/// <param name="Calls">The sessions.</param>
public sealed record CallRecords(IReadOnlyList<CallRecordDto> Calls);

/// <summary>Who was in a session, against the members of its chat.</summary>
/// <param name="Call">The session.</param>
/// <param name="LateAfter">Seconds after the beginning from which somebody counts as late.</param>
/// <param name="People">Members of the chat, and those who were in and are members no more; by name.</param>
public sealed record AttendanceDto(CallRecordDto Call, int LateAfter, IReadOnlyList<AttendeeDto> People);

/// <summary>One person's attendance.</summary>
public sealed record AttendeeDto
{
    /// <summary>Who.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What the person is called.</summary>
    public required string Name { get; init; }

    /// <summary>The role in the chat.</summary>
    public required string Role { get; init; }

    /// <summary><c>present</c>, <c>late</c> or <c>absent</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Whole minutes in the session, over all stays.</summary>
    public required int Minutes { get; init; }

    /// <summary>When the person was in.</summary>
    public required IReadOnlyList<StayDto> Stays { get; init; }
}

/// <summary>A stay.</summary>
/// <param name="From">Since when (Unix ms).</param>
/// <param name="To">Until when (Unix ms); null: still in.</param>
public sealed record StayDto(long From, long? To);
