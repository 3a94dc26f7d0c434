namespace Sferum.Edge;

/// <summary>Something a shard looks after: a listening socket or a connection. Its methods run on the shard's thread only.</summary>
internal abstract class EpollTarget(EpollShard shard, int descriptor)
{
    public EpollShard Shard { get; } = shard;

    public int Descriptor { get; } = descriptor;

    /// <summary>The kernel has news.</summary>
    /// <param name="events">What <c>epoll_wait</c> said.</param>
    /// <param name="scratch">A buffer for what is received; its content is gone afterwards.</param>
    public abstract void OnReady(uint events, Span<byte> scratch);

    /// <summary>Once per turn of the wheel.</summary>
    /// <param name="now">Milliseconds since the machine started.</param>
    public abstract void OnTurn(long now);

    /// <summary>The shard stops: close the descriptor.</summary>
    public abstract void Drop();
}

/// <summary>Something to be done on a shard's thread.</summary>
internal interface IShardWork
{
    void Run();
}
