using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>What a message may carry beside its text.</summary>
public static class PartsRules
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromDays(366);

    /// <summary>Decides about the parts that a member asks for.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="member">Who writes, and may write here.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="text">The text, normalised.</param>
    /// <param name="now">When.</param>
    /// <returns>Mentions of those who are here, and the poll; the forwarded message is the caller's to find.</returns>
    public static Outcome<PostedParts> Decide(Chat chat, ChatMember member, PostParts asked, string text, DateTimeOffset now)
    {
        if (asked is { Forward: not null, Poll: not null })
        {
            return Refusals.Malformed;
        }

        var mentions = Mentions(chat, member, asked.Mentions ?? [], text);
        if (mentions.IsRefused(out var refusal))
        {
            return refusal;
        }

        var poll = asked.Poll is null ? (NewPoll?)null : Poll(chat, member, asked.Poll, now);
        return poll.IsRefused(out var noPoll) ? noPoll : new PostedParts(mentions.Value, null, poll.Value);
    }

    /// <summary>Whether somebody may vote in a poll.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="caller">Who.</param>
    /// <param name="poll">The poll; null when the message is none, or not the caller's to see.</param>
    /// <param name="choices">Places of the options.</param>
    /// <param name="now">When.</param>
    /// <returns>Null, or why not.</returns>
    public static Refusal? Vote(Chat chat, Caller caller, StoredPoll? poll, IReadOnlyList<int> choices, DateTimeOffset now)
    {
        if (ChatRules.May(chat, caller, Operation.Vote, out var member) is { } refusal)
        {
            return refusal;
        }

        return chat.Archived ? Refusals.ReadOnlyChat
            : poll is null || poll.Number <= member.From ? Refusals.NoPoll
            : poll.ClosesAt <= now ? Refusals.PollClosed
            : choices.Count > (poll.Multiple ? poll.Options : 1) || choices.Any(c => c < 0 || c >= poll.Options) ? Refusals.FieldInvalid("choices")
            : null;
    }

    /// <summary>Whether somebody may end a poll: one's own, or as a moderator.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="caller">Who.</param>
    /// <param name="poll">The poll; null when the message is none.</param>
    /// <returns>Null, or why not.</returns>
    public static Refusal? Close(Chat chat, Caller caller, StoredPoll? poll)
    {
        if (ChatRules.May(chat, caller, Operation.ReadChat, out var member) is { } refusal)
        {
            return refusal;
        }

        return poll is null || poll.Number <= member.From ? Refusals.NoPoll
            : poll.Author == caller.Person || PolicyTable.Allows(Operation.Pin, member.Person.Role, chat.Kind) ? null
            : Refusals.NotYours;
    }

    /// <summary>Who has left meanwhile is only named; a group is a right of its own, as everybody is.</summary>
    private static Outcome<IReadOnlyList<Mention>> Mentions(Chat chat, ChatMember member, IReadOnlyList<Mention> asked, string text)
    {
        if (asked.Count > Mention.Most)
        {
            return Refusals.MentionsTooMany(Mention.Most);
        }

        if (asked.Any(m => m.Label is not { Length: > 0 and <= Mention.MaxLabel } || (m.Person is null) == (m.Group is null) || (m.Group is { } g && !MentionGroup.IsKnown(g))))
        {
            return Refusals.Malformed;
        }

        if (asked.Any(static m => m.Group is not null) && !Speech.MayMentionAll(chat, member))
        {
            return Refusals.MayNotMentionAll;
        }

        return asked.Where(m => text.Contains("@" + m.Label, StringComparison.Ordinal) && (m.Person is not { } person || chat.Find(person) is not null))
            .DistinctBy(static m => (m.Person, m.Group)).ToList();
    }

    private static Outcome<NewPoll?> Poll(Chat chat, ChatMember member, NewPoll asked, DateTimeOffset now)
    {
        if (!PolicyTable.Allows(Operation.MakePoll, member.Person.Role, chat.Kind))
        {
            return Refusals.Denied;
        }

        if (asked.ClosesAt is { } end && (end <= now || end > now + LongestPoll))
        {
            return Refusals.FieldInvalid("closesAt");
        }

        var options = new List<string>();
        foreach (var raw in asked.Options.Take(NewPoll.MaxOptions + 1))
        {
            if (ChatText.Normalise(raw, out var option) is not null || option.Length > NewPoll.MaxOption || option.Contains('\n', StringComparison.Ordinal))
            {
                return Refusals.FieldInvalid("options");
            }

            options.Add(option);
        }

        return options.Count is < NewPoll.MinOptions or > NewPoll.MaxOptions || options.Distinct(StringComparer.Ordinal).Count() < options.Count
            ? Refusals.FieldInvalid("options")
            : asked with { Options = options };
    }
}
