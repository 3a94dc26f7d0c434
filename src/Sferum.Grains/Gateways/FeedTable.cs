using System.Collections.Concurrent;
using Sferum.Chats;

namespace Sferum.Gateways;

/// <summary>
/// Which gateways have readers of which chat: one table per silo, filled by the gateways through <see cref="IFeedGrain"/> and read by the chats
/// that run here. A lookup takes no lock and costs nothing per follower of other chats.
/// </summary>
internal sealed class FeedTable(TimeProvider time)
{
    /// <summary>How long a gateway is believed after it last said something.</summary>
    public static readonly TimeSpan Belief = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<ChatId, FeedReader[]> _byChat = new();
    private readonly Dictionary<string, FeedReader> _readers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Who reads a chat now. The array is never changed, only replaced.</summary>
    public FeedReader[] ReadersOf(ChatId chat) => _byChat.TryGetValue(chat, out var readers) ? readers : [];

    public bool IsBelieved(FeedReader reader) => time.GetTimestamp() <= reader.Until;

    public void Follow(string gateway, IReadOnlyList<IGatewayNode> ports, IReadOnlyList<ChatId> chats)
    {
        if (ports.Count == 0)
        {
            throw new ArgumentException("A gateway needs a port to be told at.", nameof(ports));
        }

        lock (_lock)
        {
            Sweep();
            if (!_readers.TryGetValue(gateway, out var reader))
            {
                _readers[gateway] = reader = new FeedReader(gateway);
            }

            reader.SetPorts(ports);
            Believe(reader);
            foreach (var chat in chats)
            {
                if (reader.Chats.Add(chat))
                {
                    reader.Sum ^= FollowedChats.Sum(chat);
                    _byChat[chat] = [.. ReadersOf(chat), reader];
                }
            }
        }
    }

    public void Unfollow(string gateway, IReadOnlyList<ChatId> chats)
    {
        lock (_lock)
        {
            if (!_readers.TryGetValue(gateway, out var reader))
            {
                return;
            }

            Believe(reader);
            foreach (var chat in chats)
            {
                if (reader.Chats.Remove(chat))
                {
                    reader.Sum ^= FollowedChats.Sum(chat);
                    Remove(chat, reader);
                }
            }
        }
    }

    public bool Renew(string gateway, int count, long sum)
    {
        lock (_lock)
        {
            Sweep();
            if (!_readers.TryGetValue(gateway, out var reader))
            {
                // One that follows nothing names itself all the same: it is a gateway, and clients can move to it.
                return false;
            }

            if (reader.Chats.Count != count || reader.Sum != sum)
            {
                // What it sends now is all of it: whatever else stands here is out of date.
                Forget(reader);
                return false;
            }

            Believe(reader);
            return true;
        }
    }

    /// <summary>The gateway does not take what it is sent, or has not been heard of for too long.</summary>
    public void Drop(FeedReader reader)
    {
        lock (_lock)
        {
            Forget(reader);
        }

        _ = Tell(reader);
    }

    /// <summary>All that are believed, readers or not.</summary>
    public IReadOnlyList<FeedReader> Gateways()
    {
        lock (_lock)
        {
            Sweep();
            return [.. _readers.Values];
        }
    }

    /// <summary>It may be there again, or only slow: then it asks to be told again at once. If not, it finds out by its next renewal.</summary>
    private static async Task Tell(FeedReader reader)
    {
        await reader.FirstPort.Forgotten().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Believe(FeedReader reader) => reader.Until = time.GetTimestamp() + (long)(Belief.TotalSeconds * time.TimestampFrequency);

    private void Sweep()
    {
        List<FeedReader>? gone = null;
        foreach (var reader in _readers.Values)
        {
            if (!IsBelieved(reader))
            {
                (gone ??= []).Add(reader);
            }
        }

        gone?.ForEach(Forget);
    }

    private void Forget(FeedReader reader)
    {
        if (_readers.TryGetValue(reader.Name, out var current) && current == reader)
        {
            _readers.Remove(reader.Name);
        }

        foreach (var chat in reader.Chats)
        {
            Remove(chat, reader);
        }

        reader.Chats.Clear();
        reader.Sum = 0;
    }

    private void Remove(ChatId chat, FeedReader reader)
    {
        var rest = Array.FindAll(ReadersOf(chat), r => r != reader);
        if (rest.Length > 0)
        {
            _byChat[chat] = rest;
        }
        else
        {
            _byChat.TryRemove(chat, out _);
        }
    }
}
