namespace Sferum.Chats;

/// <summary>Votes that wait for the next tick: they are written together, and each caller is answered after the commit.</summary>
internal sealed class ChatVotes(ChatId chat, IChatPolls polls)
{
    internal const int PerTick = 250;
    internal const int Limit = 2000;
    private readonly List<(CastVote Vote, TaskCompletionSource<Outcome<Unit>> Done)> _pending = [];

    public bool Any => _pending.Count > 0;

    /// <summary>Adds a vote; answered by the tick that writes it.</summary>
    public ValueTask<Outcome<Unit>> Add(CastVote vote)
    {
        if (_pending.Count >= Limit)
        {
            return new(Refusals.Overloaded);
        }

        var done = new TaskCompletionSource<Outcome<Unit>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending.Add((vote, done));
        return new(done.Task);
    }

    /// <summary>Writes what waits, at most <see cref="PerTick"/>.</summary>
    /// <returns>What changed; null when nothing did. Throws when the store is away: the callers have been told.</returns>
    public async Task<ChatStateChange?> Tick(DateTimeOffset now)
    {
        var due = _pending[..Math.Min(PerTick, _pending.Count)];
        _pending.RemoveRange(0, due.Count);
        try
        {
            var (rev, changed) = due.Count == 0 ? default : await polls.Vote(chat, [.. due.Select(static d => d.Vote)], now, CancellationToken.None);
            due.ForEach(static d => d.Done.SetResult(default(Unit)));
            return changed is not { Count: > 0 } ? null : new ChatStateChange { Rev = rev, Polls = changed };
        }
        catch (Exception)
        {
            due.ForEach(static d => d.Done.SetResult(Refusals.Unavailable));
            throw;
        }
    }
}
