using Sferum.Operators;

namespace Sferum.Chats;

/// <summary>
/// The chats of this silo in which a message took long lately: each with its slowest message of the last hour. A message that is as fast as it should be
/// costs one comparison here.
/// </summary>
internal sealed class SlowChats(TimeProvider time)
{
    /// <summary>Faster is not worth a look.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    /// <summary>How many are kept: of more, the fastest is forgotten.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);
    private readonly Dictionary<ChatId, SlowChat> _chats = [];
    private readonly Lock _lock = new();

    /// <summary>A message was answered.</summary>
    public void Answered(ChatId chat, TimeSpan took)
    {
        if (took < Slow)
        {
            return;
        }

        lock (_lock)
        {
            Forget();
            if (_chats.TryGetValue(chat, out var known) && known.Took >= took)
            {
                return;
            }

            _chats[chat] = new SlowChat(chat, took, time.GetUtcNow());
            if (_chats.Count > Most)
            {
                _chats.Remove(_chats.Values.MinBy(static c => c.Took)!.Chat);
            }
        }
    }

    /// <summary>The slowest first.</summary>
    public IReadOnlyList<SlowChat> Slowest()
    {
        lock (_lock)
        {
            Forget();
            return [.. _chats.Values.OrderByDescending(static c => c.Took)];
        }
    }

    private void Forget()
    {
        var from = time.GetUtcNow() - Lately;
        foreach (var old in _chats.Values.Where(c => c.At < from).ToList())
        {
            _chats.Remove(old.Chat);
        }
    }
}
