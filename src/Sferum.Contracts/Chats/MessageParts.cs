using Sferum.People;

namespace Sferum.Chats;

/// <summary>What a message is asked to carry beside its text. A message without any costs nothing for it.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.post_parts")]
public sealed record PostParts
{
    /// <summary>Who is mentioned.</summary>
    [Id(0)] public IReadOnlyList<Mention>? Mentions { get; init; }

    /// <summary>The message that is forwarded: its text becomes this one's.</summary>
    [Id(1)] public ForwardedFrom? Forward { get; init; }

    /// <summary>The poll whose question the text is.</summary>
    [Id(2)] public NewPoll? Poll { get; init; }
}

/// <summary>Somebody, or a group, who is named in a text as <c>@label</c>.</summary>
/// <param name="Person">Who; null for a group.</param>
/// <param name="Group">Which group, see <see cref="MentionGroup"/>; null for a person.</param>
/// <param name="Label">How the text names them, without the sign.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.mention")]
public sealed record Mention([property: Id(0)] PersonId? Person, [property: Id(1)] string? Group, [property: Id(2)] string Label)
{
    /// <summary>Most mentions in one message.</summary>
    public const int Most = 20;

    /// <summary>Longest label.</summary>
    public const int MaxLabel = 100;
}

/// <summary>A message somewhere else.</summary>
/// <param name="Chat">In which chat.</param>
/// <param name="Number">Its number there.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.forwarded_from")]
public sealed record ForwardedFrom([property: Id(0)] ChatId Chat, [property: Id(1)] long Number);

/// <summary>A poll that is made.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.new_poll")]
public sealed record NewPoll
{
    /// <summary>What one can choose, in this order.</summary>
    [Id(0)] public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whether several may be chosen.</summary>
    [Id(1)] public bool Multiple { get; init; }

    /// <summary>Whether everybody sees who chose what.</summary>
    [Id(2)] public bool Open { get; init; }

    /// <summary>When it ends; null: until somebody ends it.</summary>
    [Id(3)] public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Fewest options.</summary>
    public const int MinOptions = 2;

    /// <summary>Most options.</summary>
    public const int MaxOptions = 12;

    /// <summary>Longest option.</summary>
    public const int MaxOption = 100;
}

/// <summary>What a message carries beside its text, as it stands now.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.message_parts")]
public sealed record MessageParts
{
    /// <summary>Who is mentioned.</summary>
    [Id(0)] public IReadOnlyList<Mention>? Mentions { get; init; }

    /// <summary>Whose message it was first.</summary>
    [Id(1)] public Forwarded? Forwarded { get; init; }

    /// <summary>The poll.</summary>
    [Id(2)] public PollState? Poll { get; init; }
}

/// <summary>Where a forwarded text comes from. The chat is not said: not everybody here may know of it.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.forwarded")]
public sealed record Forwarded([property: Id(0)] PersonName Author, [property: Id(1)] DateTimeOffset At);

/// <summary>A poll as it stands now.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.poll")]
public sealed record PollState
{
    /// <summary>What one can choose.</summary>
    [Id(0)] public required IReadOnlyList<string> Options { get; init; }

    /// <summary>How many have chosen each.</summary>
    [Id(1)] public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>How many people have voted.</summary>
    [Id(2)] public int Voters { get; init; }

    /// <summary>Whether several may be chosen.</summary>
    [Id(3)] public bool Multiple { get; init; }

    /// <summary>Whether everybody sees who chose what.</summary>
    [Id(4)] public bool Open { get; init; }

    /// <summary>When it ends or has ended; null: until somebody ends it.</summary>
    [Id(5)] public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>What the reader has chosen, one bit for each option; null in what is the same for all.</summary>
    [Id(6)] public int? Mine { get; init; }
}

/// <summary>How a poll stands after votes: told beside the log, like reactions.</summary>
/// <param name="Number">The message.</param>
/// <param name="Counts">How many have chosen each option.</param>
/// <param name="Voters">How many people have voted.</param>
/// <param name="ClosesAt">When it ends or has ended.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.poll_tally")]
public sealed record PollTally(
    [property: Id(0)] long Number,
    [property: Id(1)] IReadOnlyList<int> Counts,
    [property: Id(2)] int Voters,
    [property: Id(3)] DateTimeOffset? ClosesAt);

/// <summary>Vote in a poll. The last one counts; none takes the vote back.</summary>
/// <param name="Number">The message.</param>
/// <param name="Choices">Places of the options that are chosen.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.vote")]
public sealed record Vote([property: Id(0)] long Number, [property: Id(1)] IReadOnlyList<int> Choices);

/// <summary>End a poll now.</summary>
/// <param name="Number">The message.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.close_poll")]
public sealed record ClosePoll([property: Id(0)] long Number);
