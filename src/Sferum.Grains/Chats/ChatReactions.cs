namespace Sferum.Chats;

/// <summary>Reactions that wait for the next tick: they are written together, and each caller is answered after the commit.</summary>
internal sealed class ChatReactions(ChatId chat, IChatMarks marks)
{
    internal const int PerTick = 250;
    internal const int Limit = 2000;
    private readonly List<(ReactionChange Change, TaskCompletionSource<Outcome<Unit>> Done)> _pending = [];

    public bool Any => _pending.Count > 0;

    /// <summary>Adds a change; answered by the tick that writes it.</summary>
    public ValueTask<Outcome<Unit>> Add(ReactionChange change)
    {
        if (_pending.Count >= Limit)
        {
            return new(Refusals.Overloaded);
        }

        var done = new TaskCompletionSource<Outcome<Unit>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending.Add((change, done));
        return new(done.Task);
    }

    /// <summary>Writes what waits, at most <see cref="PerTick"/>.</summary>
    /// <returns>What changed; null when nothing did. Throws when the store is away: the callers have been told.</returns>
    public async Task<ChatStateChange?> Tick()
    {
        var due = _pending[..Math.Min(PerTick, _pending.Count)];
        _pending.RemoveRange(0, due.Count);
        try
        {
            var (rev, changed, leftOut) = await marks.React(chat, [.. due.Select(static d => d.Change)], CancellationToken.None);
            foreach (var (change, done) in due)
            {
                done.SetResult(leftOut.Contains(change) ? Refusals.EmojiTooMany(ChatLimits.EmojiPerMessage) : default(Unit));
            }

            return changed.Count == 0 ? null : new ChatStateChange { Rev = rev, Reactions = changed };
        }
        catch (Exception)
        {
            foreach (var (_, done) in due)
            {
                done.SetResult(Refusals.Unavailable);
            }

            throw;
        }
    }
}
