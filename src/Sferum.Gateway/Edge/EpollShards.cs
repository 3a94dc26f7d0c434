using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum.Edge;

/// <summary>The shards of this gateway; connections go to them in turn.</summary>
internal sealed class EpollShards(IOptions<GatewayOptions> options, ILogger<EpollShard> log) : IDisposable
{
    private readonly Lazy<EpollShard[]> _shards = new(() =>
        [.. Enumerable.Range(0, options.Value.Shards > 0 ? options.Value.Shards : Math.Min(Environment.ProcessorCount, 4))
            .Select(i => new EpollShard(i, options.Value.KeepAlive, log))]);

    private int _next;

    /// <summary>Descriptors that they look after: sockets of connections, and those that listen.</summary>
    public int Count => _shards.IsValueCreated ? _shards.Value.Sum(static s => s.Count) : 0;

    /// <summary>The shard of the next connection.</summary>
    public EpollShard Next() => _shards.Value[(int)((uint)Interlocked.Increment(ref _next) % (uint)_shards.Value.Length)];

    public void Dispose()
    {
        foreach (var shard in _shards.IsValueCreated ? _shards.Value : [])
        {
            shard.Stop();
        }
    }
}
