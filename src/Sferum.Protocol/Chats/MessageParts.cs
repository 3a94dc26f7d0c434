using System.Text.Json.Serialization;

namespace Sferum.Chats;

/// <summary>Somebody, or a group, who is named in a text as <c>@label</c>.</summary>
/// <param name="Label">How the text names them, without the sign; up to 100 characters.</param>
/// <param name="PersonId">Who; null for a group.</param>
/// <param name="Group"><c>role:student</c>, <c>role:guardian</c>, <c>role:staff</c> (or another role's code), or <c>class:</c> and a class's id; null for a person.
/// A group is a right of its own (<c>mention_all</c>).</param>
public sealed record MentionDto(
    string Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? PersonId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Group = null);

/// <summary>The message that is forwarded: its text becomes the new message's. The sender must be able to read it.</summary>
/// <param name="ChatId">In which chat.</param>
/// <param name="Number">Its number there.</param>
public sealed record ForwardRequest(Guid ChatId, long Number);

/// <summary>Where a forwarded text comes from; not from which chat.</summary>
/// <param name="Author">Who wrote it, in the role in which it was written.</param>
/// <param name="At">When (Unix ms).</param>
public sealed record ForwardedDto(PersonRef Author, long At);

/// <summary>A poll that is made with a message: the text is its question. A right of its own (<c>poll</c>).</summary>
public sealed record NewPollRequest
{
    /// <summary>What one can choose: 2 to 12 different texts of up to 100 characters.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whether several may be chosen.</summary>
    public bool Multiple { get; init; }

    /// <summary>Whether everybody sees who chose what.</summary>
    public bool Open { get; init; }

    /// <summary>When it ends (Unix ms); null: until somebody ends it.</summary>
    public long? ClosesAt { get; init; }
}

/// <summary>A poll as it stands.</summary>
public sealed record PollDto
{
    /// <summary>What one can choose.</summary>
    public required IReadOnlyList<PollOptionDto> Options { get; init; }

    /// <summary>How many people have voted.</summary>
    public required int Voters { get; init; }

    /// <summary>Whether several may be chosen.</summary>
    public required bool Multiple { get; init; }

    /// <summary>Whether everybody sees who chose what.</summary>
    public required bool Open { get; init; }

    /// <summary>When it ends or has ended (Unix ms); null: until somebody ends it.</summary>
    public long? ClosesAt { get; init; }

    /// <summary>Places of the options that the reader has chosen; null in a live event, which is the same for all readers.</summary>
    public IReadOnlyList<int>? Mine { get; init; }
}

/// <summary>One option.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Count">How many have chosen it.</param>
public sealed record PollOptionDto(string Text, int Count);

/// <summary>How a poll stands after votes.</summary>
/// <param name="Number">The message.</param>
/// <param name="Counts">How many have chosen each option.</param>
/// <param name="Voters">How many people have voted.</param>
/// <param name="ClosesAt">When it ends or has ended (Unix ms).</param>
public sealed record PollTallyDto(long Number, IReadOnlyList<int> Counts, int Voters, long? ClosesAt);

/// <summary>Vote in a poll. The last vote counts.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="Number">The message.</param>
/// <param name="Choices">Places of the options that are chosen; none takes the vote back.</param>
public sealed record VoteRequest(Guid ChatId, long Number, IReadOnlyList<int> Choices);

/// <summary>End a poll now: one's own, or as a moderator.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="Number">The message.</param>
public sealed record ClosePollRequest(Guid ChatId, long Number);

/// <summary>Who has chosen an option of an open poll.</summary>
/// <param name="People">By name, at most 200.</param>
public sealed record PollVoters(IReadOnlyList<PersonRef> People);
