namespace Sferum.Chats;

/// <summary>A message that is posted later.</summary>
/// <param name="Text">1 to <see cref="ChatLimits.TextLength"/> characters.</param>
/// <param name="At">When (Unix ms), at most a year from now.</param>
/// <param name="ReplyTo">Number of the message it answers.</param>
public sealed record ScheduleRequest(string Text, long At, long? ReplyTo = null);

/// <summary>A message that waits, or that could not be posted.</summary>
/// <param name="Id">The id in its address; the request id of the message that it becomes.</param>
/// <param name="Text">What.</param>
/// <param name="At">When (Unix ms).</param>
/// <param name="ReplyTo">The message it answers.</param>
/// <param name="Failure">Why it was not posted; null while it waits.</param>
public sealed record ScheduledDto(Guid Id, string Text, long At, long? ReplyTo, RefusalDto? Failure);

/// <summary>One's own messages of a chat that wait.</summary>
/// <param name="Messages">By time.</param>
public sealed record ScheduledList(IReadOnlyList<ScheduledDto> Messages);
