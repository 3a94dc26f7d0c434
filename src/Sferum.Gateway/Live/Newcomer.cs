namespace Sferum.Live;

/// <summary>A connection that has come into a room but does not listen yet, and what was said meanwhile.</summary>
internal sealed class Newcomer
{
    private const int Most = 256;
    private List<(LiveMessage Message, long First, long Last)>? _kept;
    private bool _lost;

    /// <summary>The number after which it begins to listen; null while that is not known.</summary>
    public long? From { get; private set; }

    public void OpenLater(long from) => From = from;

    public void Keep(LiveMessage message, long first, long last)
    {
        if (_lost)
        {
            return;
        }

        _kept ??= [];
        _lost = _kept.Count == Most;
        if (!_lost)
        {
            _kept.Add((message, first, last));
        }
    }

    /// <summary>Tells what was kept, but nothing up to the beginning of its window; what can't be told so is asked for by number.</summary>
    public void Tell(LocalConnection connection, long from, ISocketWriter writer)
    {
        foreach (var (message, first, last) in _kept ?? [])
        {
            if (first > from)
            {
                writer.Write(connection, message);
            }
            else
            {
                _lost |= last > from;
            }
        }

        if (_lost)
        {
            writer.Write(connection, LiveMessage.Resync);
        }
    }
}
