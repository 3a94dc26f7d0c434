using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>
/// Messages that wait for their time. Only their author sees them. They are posted by the chat in the author's name, with their id as the request id: once,
/// whatever happens to whoever posts them; and whether the author may still write there is decided then.
/// </summary>
public interface IScheduledMessages
{
    /// <summary>Most that one person has waiting.</summary>
    const int Most = 50;

    /// <summary>The latest time, from now.</summary>
    static readonly TimeSpan Latest = TimeSpan.FromDays(366);

    /// <summary>Puts a message down, or another text or time for one that waits.</summary>
    /// <param name="caller">Who; somebody who writes in the chat now.</param>
    /// <param name="chat">Where it is to be posted.</param>
    /// <param name="message">What and when; the text normalised.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is stored; the same for each repetition.</returns>
    ValueTask<Outcome<Unit>> Put(Caller caller, ChatId chat, ScheduledMessage message, CancellationToken cancel);

    /// <summary>Takes a message back. One that is not there counts as taken back.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="chat">Where.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is gone; refused when it is just being posted.</returns>
    ValueTask<Outcome<Unit>> Remove(Caller caller, ChatId chat, Guid id, CancellationToken cancel);

    /// <summary>One's own waiting messages of a chat, by time, and those that could not be posted.</summary>
    ValueTask<IReadOnlyList<ScheduledMessage>> Of(Caller caller, ChatId chat, CancellationToken cancel);

    /// <summary>Takes messages whose time has come, so that nobody else does for a while.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Messages in the order of their times.</returns>
    ValueTask<IReadOnlyList<DueMessage>> Take(int limit, TimeSpan lease, CancellationToken cancel);

    /// <summary>It was posted: nothing of it stays here.</summary>
    ValueTask Posted(Guid id, CancellationToken cancel);

    /// <summary>It was refused for good: its author finds it with the reason.</summary>
    ValueTask Refused(Guid id, string code, CancellationToken cancel);
}

/// <summary>A message that waits.</summary>
/// <param name="Id">Chosen by the client; becomes the request id of the post.</param>
/// <param name="Text">What.</param>
/// <param name="ReplyTo">The message it answers.</param>
/// <param name="At">When it is to be posted.</param>
/// <param name="Failure">Code of the refusal with which it was not posted; null while it waits.</param>
public sealed record ScheduledMessage(Guid Id, string Text, long? ReplyTo, DateTimeOffset At, string? Failure = null);

/// <summary>A message whose time has come.</summary>
public sealed record DueMessage(Guid Id, ChatId Chat, PersonId Author, SchoolId? School, string Text, long? ReplyTo);
