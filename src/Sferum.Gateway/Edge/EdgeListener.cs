using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Sferum.Edge;

/// <summary>A listening socket: one shard accepts, all shards get connections in turn; Kestrel takes them here and speaks HTTP on them.</summary>
internal sealed class EdgeListener : EpollTarget, IConnectionListener, IShardWork
{
    private const int AtOnce = 64;
    private const int IPv4 = 2; // AF_INET
    private const int MostWaiting = 4096;
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateBounded<ConnectionContext>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TaskCompletionSource _unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket _socket;
    private readonly EpollShards _shards;
    private readonly SocketBounds _bounds;
    private readonly ILogger _log;
    private bool _resting;
    private bool _ended;

    public EdgeListener(Socket socket, EpollShard shard, EpollShards shards, SocketBounds bounds, ILogger log)
        : base(shard, (int)socket.Handle)
    {
        (_socket, _shards, _bounds, _log) = (socket, shards, bounds, log);
        EndPoint = socket.LocalEndPoint!;
        shard.Post(new Coming(this));
    }

    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_accepted.Reader.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    /// <summary>Accepts no more. Done when the shard has let the descriptor go.</summary>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        Shard.Post(this);
        return new ValueTask(_unbound.Task.WaitAsync(cancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public override void OnReady(uint events, Span<byte> scratch)
    {
        for (var i = 0; i < AtOnce && Accept(scratch) is { } wire; i++)
        {
            var stage = new HttpStage(wire);
            wire.Receiver = stage;

            // First to its shard: Kestrel may be done with it at once, and only the shard closes it.
            wire.Shard.Post(new Coming(wire));
            if (!_accepted.Writer.TryWrite(stage))
            {
                wire.Close();
            }
        }
    }

    public override void OnTurn(long now)
    {
        if (_resting)
        {
            _resting = false;
            Shard.Watch(Libc.Change.Modify, Descriptor, Libc.Readable);
        }
    }

    public override void Drop() => ((IShardWork)this).Run();

    void IShardWork.Run()
    {
        if (!_ended)
        {
            _ended = true;
            Shard.Forget(this);
            _accepted.Writer.TryComplete();
            _unbound.TrySetResult();
        }
    }

    private unsafe SocketWire? Accept(Span<byte> address)
    {
        int descriptor;
        fixed (byte* start = address)
        {
            descriptor = Libc.Accept(Descriptor, start, address.Length);
        }

        if (descriptor < 0)
        {
            if (Marshal.GetLastPInvokeError() is Libc.EMFILE or Libc.ENFILE)
            {
                // The kernel would tell again and again: look at the next turn.
                _resting = true;
                Shard.Watch(Libc.Change.Modify, Descriptor, 0);
                _log.NoDescriptors();
            }

            return null;
        }

        Libc.Prepare(descriptor, SocketBounds.Silence);
        return new SocketWire(_shards.Next(), descriptor, EndPoint, Read(address), _bounds);
    }

    /// <summary>Reads a <c>sockaddr</c>.</summary>
    private static IPEndPoint Read(ReadOnlySpan<byte> address)
    {
        var port = (address[2] << 8) | address[3];
        return MemoryMarshal.Read<ushort>(address) == IPv4
            ? new IPEndPoint(new IPAddress(address.Slice(4, 4)), port)
            : new IPEndPoint(new IPAddress(address.Slice(8, 16)), port);
    }

    private sealed class Coming(EpollTarget target) : IShardWork
    {
        public void Run() => target.Shard.Adopt(target);
    }
}
