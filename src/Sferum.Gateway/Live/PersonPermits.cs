namespace Sferum.Live;

/// <summary>Permits for commands that one gateway has taken for one person, for a while.</summary>
internal sealed class PersonPermits
{
    private readonly Lock _gate = new();
    private int _left;
    private long _until;

    /// <summary>Held while more are fetched: everybody else who needs some waits for the same answer.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    public bool TryTake(int count, long now)
    {
        lock (_gate)
        {
            if (now > _until || _left < count)
            {
                return false;
            }

            _left -= count;
            return true;
        }
    }

    public void Add(int count, long now, long until)
    {
        lock (_gate)
        {
            _left = (now > _until ? 0 : _left) + count;
            _until = until;
        }
    }
}
