using Sferum.People;

namespace Sferum.Chats;

/// <summary>Reactions and read marks: state beside the log, with a revision per chat.</summary>
public interface IChatMarks
{
    /// <summary>Applies reactions of many people in one transaction and raises the chat's revision by one if anything changed.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="changes">At most 1,000; of several by one person for one emoji the last counts.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What was written, and what was left out.</returns>
    ValueTask<ReactionsWritten> React(ChatId chat, IReadOnlyList<ReactionChange> changes, CancellationToken cancel);

    /// <summary>Moves read marks forward, never back; many chats and people in one statement.</summary>
    /// <param name="marks">At most 1,000; the highest of several counts. The posts at the mark are looked up by the store.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When they are stored.</returns>
    ValueTask Read(IReadOnlyList<ReadMark> marks, CancellationToken cancel);
}

/// <summary>What became of a batch of reactions.</summary>
/// <param name="Rev">The chat's revision now.</param>
/// <param name="Changed">All reactions of the messages that changed.</param>
/// <param name="LeftOut">Changes that were not made: their message holds <see cref="ChatLimits.EmojiPerMessage"/> other emoji already.</param>
public readonly record struct ReactionsWritten(long Rev, IReadOnlyList<MessageReactions> Changed, IReadOnlyList<ReactionChange> LeftOut);

/// <summary>One person's change of a reaction.</summary>
public readonly record struct ReactionChange(long Number, PersonId Person, string Emoji, bool On);

/// <summary>One person's read mark.</summary>
public readonly record struct ReadMark(ChatId Chat, PersonId Person, long Number);
