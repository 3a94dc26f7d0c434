using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Sferum.Edge;

/// <summary>A connection while Kestrel speaks HTTP on it. After the upgrade to a WebSocket it can be detached: Kestrel's part becomes garbage, the socket lives on.</summary>
internal sealed class HttpStage : ConnectionContext, IReceiver, IDuplexPipe
{
    private readonly Pipe _input = new(new PipeOptions(useSynchronizationContext: false));
    private readonly CancellationTokenSource _ended = new();
    private readonly SocketWire _wire;
    private volatile bool _detached;

    public HttpStage(SocketWire wire)
    {
        _wire = wire;
        Output = new HttpOutput(this);
        Transport = this;
        Features.Set(this);
        (LocalEndPoint, RemoteEndPoint, ConnectionClosed) = (wire.Local, wire.Remote, _ended.Token);
    }

    public PipeReader Input => _input.Reader;

    public PipeWriter Output { get; }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId { get; set; } = Guid.CreateVersion7().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection(4);

    public override IDictionary<object, object?> Items { get => field ??= new ConnectionItems(); set; }

    /// <summary>What goes over the socket is what HTTP says: nobody, TLS least of all, stands in between.</summary>
    public bool CanDetach => ReferenceEquals(Transport, this);

    public void OnBytes(Span<byte> data)
    {
        _input.Writer.Write(data);
        var flush = _input.Writer.FlushAsync();
        if (!flush.IsCompleted)
        {
            _wire.Pause();
            _ = ResumeAfter(flush);
        }
    }

    public void OnEnd()
    {
        _input.Writer.Complete();
        ThreadPool.UnsafeQueueUserWorkItem(static ended => ended.Cancel(), _ended, preferLocal: false);
    }

    public void OnTurn()
    {
    }

    /// <summary>Takes the socket away from Kestrel. Whatever was read but not parsed goes to the new receiver first. False when the connection is over.</summary>
    public Task<bool> Detach(Func<SocketWire, IReceiver> next)
    {
        var handover = new Handover(this, next);
        _wire.Shard.Post(handover);
        return handover.Done;
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        if (!_detached)
        {
            _wire.Abort();
        }
    }

    public override ValueTask DisposeAsync()
    {
        if (!_detached)
        {
            _wire.Close();
        }

        return base.DisposeAsync();
    }

    private async Task ResumeAfter(ValueTask<FlushResult> flush)
    {
        await flush;
        _wire.Resume();
    }

    /// <summary>On the shard's thread, where nothing can be received meanwhile.</summary>
    private sealed class Handover(HttpStage stage, Func<SocketWire, IReceiver> next) : IShardWork
    {
        private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<bool> Done => _done.Task;

        public void Run()
        {
            if (stage._wire.Receiver != stage)
            {
                _done.SetResult(false);
                return;
            }

            stage._detached = true;
            var receiver = next(stage._wire);
            stage._wire.Receiver = receiver;
            var ended = false;
            while (!ended && stage._input.Reader.TryRead(out var left))
            {
                foreach (var segment in left.Buffer)
                {
                    receiver.OnBytes(segment.ToArray());
                }

                stage._input.Reader.AdvanceTo(left.Buffer.End);
                ended = left.IsCompleted;
            }

            stage._input.Writer.Complete();
            if (ended)
            {
                receiver.OnEnd();
            }

            _done.SetResult(true);
        }
    }

    private sealed class HttpOutput(HttpStage stage) : WireWriter(stage._wire)
    {
        /// <summary>After the hand-over nothing of HTTP goes out.</summary>
        protected override bool Send(Span<byte> buffer, int length) => stage._detached || Wire.Send(buffer.Slice(FrameHead.Most, length));
    }
}
