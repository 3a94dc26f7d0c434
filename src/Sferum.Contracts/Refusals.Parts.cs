namespace Sferum;

/// <content>What a chat refuses about polls, forwards, mentions and messages for later.</content>
public static partial class Refusals
{
    /// <summary>The message is no poll.</summary>
    public static readonly Refusal NoPoll = new("chat.no_poll");

    /// <summary>The poll has ended.</summary>
    public static readonly Refusal PollClosed = new("chat.poll_closed");

    /// <summary>The question of a poll is not changed: people have voted on it as it is.</summary>
    public static readonly Refusal PollNotEdited = new("chat.poll_not_edited");

    /// <summary>A forwarded text is somebody else's words.</summary>
    public static readonly Refusal ForwardNotEdited = new("chat.forward_not_edited");

    /// <summary>Nobody is told who has chosen what.</summary>
    public static readonly Refusal PollSecret = new("chat.poll_secret");

    /// <summary>The message is just being posted, or its id is somebody else's: too late to change it.</summary>
    public static readonly Refusal ScheduledGoing = new("chat.scheduled_going");

    /// <summary>Too many messages wait.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal ScheduledTooMany(int limit) => new("chat.scheduled_too_many", Args: Arg("limit", limit));

    /// <summary>Too many are mentioned in one message.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal MentionsTooMany(int limit) => new("chat.mentions_too_many", Args: Arg("limit", limit));
}
