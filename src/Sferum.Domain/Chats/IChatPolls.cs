using Sferum.People;

namespace Sferum.Chats;

/// <summary>Votes: state beside the log under the chat's revision, like reactions.</summary>
public interface IChatPolls
{
    /// <summary>What a decision about a poll needs; null when the message is none, or deleted.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="number">The message.</param>
    /// <param name="cancel">Cancels the read.</param>
    ValueTask<StoredPoll?> Find(ChatId chat, long number, CancellationToken cancel);

    /// <summary>Writes votes of many people in one transaction and raises the chat's revision by one if anything changed. Votes after a poll's end are left out.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="votes">At most 1,000; of several by one person in one poll the last counts.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What was written.</returns>
    ValueTask<VotesWritten> Vote(ChatId chat, IReadOnlyList<CastVote> votes, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Ends a poll and raises the chat's revision; one that has ended stays as it is.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="number">The message.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What was written.</returns>
    ValueTask<VotesWritten> Close(ChatId chat, long number, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Who has chosen an option of an open poll, by name.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="number">The message.</param>
    /// <param name="option">The place of the option.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>At most 200 people; refused for what is no poll, and for a secret one.</returns>
    ValueTask<Outcome<IReadOnlyList<PersonName>>> Voters(ChatId chat, ReaderWindow reader, long number, int option, CancellationToken cancel);
}

/// <summary>A poll as a decision needs it.</summary>
/// <param name="Number">The message.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Options">How many options it has.</param>
/// <param name="Multiple">Whether several may be chosen.</param>
/// <param name="ClosesAt">When it ends or has ended.</param>
public sealed record StoredPoll(long Number, PersonId Author, int Options, bool Multiple, DateTimeOffset? ClosesAt);

/// <summary>One person's vote.</summary>
/// <param name="Number">The message.</param>
/// <param name="Person">Who.</param>
/// <param name="Choices">One bit for each option that is chosen; 0 takes the vote back.</param>
public readonly record struct CastVote(long Number, PersonId Person, int Choices);

/// <summary>What became of votes.</summary>
/// <param name="Rev">The chat's revision now.</param>
/// <param name="Changed">Polls that stand otherwise now.</param>
public readonly record struct VotesWritten(long Rev, IReadOnlyList<PollTally> Changed);
