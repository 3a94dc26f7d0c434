using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>What messages carry beside their text, and votes. Only messages that carry something come here.</summary>
internal sealed partial class ChatGrain
{
    private const int PollsKept = 16;
    private readonly Dictionary<long, StoredPoll> _knownPolls = [];

    public async ValueTask<Outcome<Unit>> Vote(Caller caller, Vote command)
    {
        if (NotReady() is { } notReady)
        {
            return notReady;
        }

        try
        {
            var refusal = PartsRules.Vote(_chat!, caller, null, command.Choices, Now());
            if (refusal == Refusals.NoPoll)
            {
                refusal = PartsRules.Vote(_chat!, caller, await PollAt(command.Number), command.Choices, Now());
            }

            if (refusal is not null)
            {
                return No(refusal);
            }
        }
        catch (Exception e) when (IsAway(e))
        {
            LogUndecided(_logger, e);
            return No(Refusals.Unavailable);
        }

        var answer = _votes.Add(new CastVote(command.Number, caller.Person, command.Choices.Aggregate(0, static (all, place) => all | (1 << place))));
        StartPump();
        return await answer;
    }

    public async ValueTask<Outcome<Unit>> ClosePoll(Caller caller, ClosePoll command)
    {
        if (NotReady() is { } notReady)
        {
            return notReady;
        }

        try
        {
            var refusal = PartsRules.Close(_chat!, caller, null);
            if (refusal == Refusals.NoPoll)
            {
                refusal = PartsRules.Close(_chat!, caller, await PollAt(command.Number));
            }

            if (refusal is not null)
            {
                return No(refusal);
            }

            var closed = await _polls.Close(_id, command.Number, Now(), CancellationToken.None);
            _knownPolls.Remove(command.Number);
            if (closed.Changed.Count > 0)
            {
                _feed.Tell(new ChatStateChange { Rev = closed.Rev, Polls = closed.Changed });
            }

            return default(Unit);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogUndecided(_logger, e);
            return No(Refusals.Unavailable);
        }
    }

    /// <summary>The row with what it carries: who of the mentioned is here, the forwarded text as it stands where it comes from, the poll.</summary>
    private async ValueTask<Outcome<NewRow>> Carry(Caller caller, ChatMember member, PostParts asked, NewRow row)
    {
        var (text, from) = (row.Text!, (ForwardedMessage?)null);
        if (asked.Forward is { } source)
        {
            // The right to read it is looked up now: the chat may be one that the caller has left.
            var window = await _reader.Window(source.Chat, caller.Person, caller.School, CancellationToken.None);
            if (window is null || !PolicyTable.Allows(Operation.ReadChat, window.Role, window.Kind)
                || await _reader.ToForward(source.Chat, window, source.Number, CancellationToken.None) is not { } found)
            {
                return Refusals.NoSuchMessage;
            }

            (text, from) = found;
        }

        var decided = PartsRules.Decide(_chat!, member, asked, text, row.At);
        if (decided.IsRefused(out var refusal))
        {
            return refusal;
        }

        var parts = decided.Value with { Mentions = [.. row.Parts?.Mentions ?? [], .. decided.Value.Mentions], Forwarded = from };
        return row with { Text = text, Parts = parts is { Mentions.Count: 0, Kinds: PartKinds.None } ? null : parts };
    }

    private async ValueTask<StoredPoll?> PollAt(long number)
    {
        if (number < 1 || number > _chat!.Head.Number)
        {
            return null;
        }

        if (_knownPolls.TryGetValue(number, out var known))
        {
            return _messages.Find(number) is { Deleted: true } ? null : known;
        }

        var found = await _polls.Find(_id, number, CancellationToken.None);
        if (found is not null)
        {
            if (_knownPolls.Count >= PollsKept)
            {
                _knownPolls.Clear();
            }

            _knownPolls[number] = found;
        }

        return found;
    }

    private static PartKinds KindsOf(MessageParts? parts) => parts is null
        ? PartKinds.None
        : (parts.Mentions is null ? 0 : PartKinds.Mentions) | (parts.Forwarded is null ? 0 : PartKinds.Forwarded) | (parts.Poll is null ? 0 : PartKinds.Poll);
}
