using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Sferum.Live;

namespace Sferum.Edge;

/// <summary>A WebSocket with a hub connection on it: what SignalR's own handler is given instead of a connection of Kestrel's.</summary>
internal sealed partial class HubSocket : ConnectionContext, IReceiver, IFrameSink, IDuplexPipe
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly byte[] TextPing = FrameHead.Frame(FrameKind.Text, "{\"type\":6}\u001e"u8);
    private static readonly byte[] BinaryPing = FrameHead.Frame(FrameKind.Binary, [2, 0x91, 6]);

    private readonly FrameReader _frames = new();
    private readonly HubReader _reader;
    private readonly HubWriter _writer;
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _peerGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LiveMeter _meter;
    private int _quiet;

    public HubSocket(string id, SocketWire wire, HttpContext http, LiveMeter meter)
    {
        (ConnectionId, Wire, HttpContext, User, _meter) = (id, wire, http, http.User, meter);
        _reader = new HubReader(wire);
        _writer = new HubWriter(this);
        ConnectionClosed = _over.Token;
    }

    public SocketWire Wire { get; }

    public override string ConnectionId { get; set; }

    public override IDuplexPipe Transport { get => this; set => throw new NotSupportedException(); }

    public PipeReader Input => _reader;

    public PipeWriter Output => _writer;

    public override IDictionary<object, object?> Items { get => field ??= new ConnectionItems(); set; }

    public override EndPoint? LocalEndPoint => Wire.Local;

    public override EndPoint? RemoteEndPoint => Wire.Remote;

    /// <summary>Sends an answer of the hub.</summary>
    public bool Send(ReadOnlySpan<byte> frame)
    {
        _quiet = 0;
        _meter.Sent(1, frame.Length);
        return Wire.Send(frame);
    }

    /// <summary>Sends what many are told; false when the connection falls behind.</summary>
    public bool Publish(ReadOnlySpan<byte> frame, bool mayBeLost, byte[] resync)
    {
        _quiet = 0;
        return Wire.Publish(frame, mayBeLost, resync);
    }

    /// <summary>Says why, and closes: a client that comes back by itself comes back elsewhere.</summary>
    public void Close(ushort code)
    {
        SendClose(code);
        EndHub();
    }

    /// <summary>Runs the hub, and afterwards takes leave.</summary>
    public async Task Run(ConnectionDelegate hub)
    {
        try
        {
            await hub(this);
        }
        finally
        {
            SendClose(CloseCode.Normal);
            await Task.WhenAny(_peerGone.Task, Task.Delay(Farewell));
            Wire.Close();
            _reader.End();
        }
    }

    public override void Abort() => Abort(new ConnectionAbortedException());

    public override void Abort(ConnectionAbortedException abortReason)
    {
        Wire.Abort();
        OnEnd();
    }

    void IReceiver.OnBytes(Span<byte> data)
    {
        if (_frames.Read(data, this) is not 0 and var fault)
        {
            // What comes after it is not read: an answer to our close would not be heard.
            Close(fault);
            _peerGone.TrySetResult();
        }
        else
        {
            _reader.Signal();
        }
    }

    void IReceiver.OnTurn()
    {
        if (_handshaken && _quiet++ >= TurningWheel.QuietTurns)
        {
            Send(IsBinary ? BinaryPing : TextPing);
        }

        _heartbeat?.Invoke(_heartbeatState!);
    }

    public void OnEnd()
    {
        _peerGone.TrySetResult();
        EndHub();
    }

    void IFrameSink.OnData(ReadOnlySpan<byte> part, bool text, bool end) => _reader.Append(part);

    void IFrameSink.OnPing(ReadOnlySpan<byte> body) => Send(FrameHead.Frame(FrameKind.Pong, body));

    void IFrameSink.OnPong(ReadOnlySpan<byte> body)
    {
    }

    void IFrameSink.OnClose(ushort? code)
    {
        SendClose(code ?? CloseCode.Normal);
        OnEnd();
    }

    private void EndHub()
    {
        _reader.End();
        if (!_over.IsCancellationRequested)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static over => over.Cancel(), _over, preferLocal: false);
        }
    }

    private void SendClose(ushort code)
    {
        Span<byte> body = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(body, code);
        Wire.Send(FrameHead.Frame(FrameKind.Close, body), last: true);
    }
}
