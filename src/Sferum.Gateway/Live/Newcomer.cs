using Sferum.Chats;

namespace Sferum.Live;

/// <summary>A connection that has come into a room but does not listen yet, and what was said meanwhile.</summary>
internal sealed class Newcomer
{
    private const int Most = 256;
    private List<(LiveMessage Message, IReadOnlyList<ChatEvent> Events)>? _kept;
    private bool _lost;

    /// <summary>The number after which it begins to listen; null while that is not known.</summary>
    public long? From { get; private set; }

    public void OpenLater(long from) => From = from;

    public void Keep(LiveMessage message, IReadOnlyList<ChatEvent> events)
    {
        if (_lost)
        {
            return;
        }

        _kept ??= [];
        _lost = _kept.Count == Most;
        if (!_lost)
        {
            _kept.Add((message, events));
        }
    }

    /// <summary>Tells what was kept after a number: what is before has been read, or is not this reader's.</summary>
    public void Tell(ChatId chat, LocalConnection connection, long from, ISocketWriter writer)
    {
        foreach (var (message, events) in _kept ?? [])
        {
            if (events[0].Number > from)
            {
                writer.Write(connection, message);
            }
            else if (events[^1].Number > from)
            {
                writer.Write(connection, ChatEncoder.Events(chat, [.. events.Where(e => e.Number > from)]));
            }
        }

        if (_lost)
        {
            writer.Write(connection, LiveMessage.Resync);
        }
    }
}
