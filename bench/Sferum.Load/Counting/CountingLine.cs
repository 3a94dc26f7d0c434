using System.Diagnostics;
using System.Net.Sockets;
using Sferum.Chats;
using Sferum.Load.Judging;
using Sferum.Load.Posting;
using Sferum.Load.Wire;

namespace Sferum.Load.Counting;

/// <summary>
/// One raw connection: takes frames and messages apart by their lengths, and reads of an event its number and now and then its time. What comes is
/// handled on one thread.
/// </summary>
internal sealed class CountingLine : ILine, IHubMessages, IDisposable
{
    private const long ResumeCall = 0;
    private const int SampleEvery = 16;

    private readonly CountingFleet _fleet;
    private readonly int _index;
    private readonly Socket _socket;
    private readonly LoadChat? _chat;
    private readonly SocketAsyncEventArgs _receiving = new();
    private readonly FrameReader _frames = new();
    private readonly HubMessages _messages;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<long>? _early = [];
    private bool _shaken;
    private bool _closed;
    private long _now;

    public CountingLine(CountingFleet fleet, int index, Socket socket, LoadChat? chat, Memory<byte> buffer)
    {
        (_fleet, _index, _socket, _chat) = (fleet, index, socket, chat);
        _messages = new HubMessages(fleet.MessagePack);
        _receiving.SetBuffer(buffer);
        _receiving.Completed += (_, _) => Receive(completed: true);
    }

    public NumberLine Numbers { get; } = new();

    public long Holes => Numbers.Holes;

    /// <summary>Shakes hands and resumes.</summary>
    /// <returns>When it is told everything from now on.</returns>
    public Task Start()
    {
        Send(_fleet.Writer.Handshake());
        Resume();
        Receive(completed: false);
        return _ready.Task;
    }

    public void Post(string text) =>
        Send(_fleet.Writer.Call(_fleet.Ask(_chat!), HubNames.Methods.Post, new PostRequest(_chat!.Id, Guid.CreateVersion7(), text)));

    public void Send(byte[] frame)
    {
        try
        {
            _socket.Send(frame);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The receiving side says what became of the line.
        }
    }

    public void Dispose()
    {
        _closed = true;
        _socket.Dispose();
    }

    void IHubMessages.Take(ReadOnlySpan<byte> message)
    {
        switch (HubGlance.KindOf(message, _fleet.MessagePack))
        {
            case HubMessageKind.Chat:
                Events(message);
                break;
            case HubMessageKind.Answer:
                Answer(message);
                break;
            case HubMessageKind.Resync:
                _fleet.Tally.Add("resync");
                _early ??= [];
                Resume();
                break;
            case HubMessageKind.Close:
                _fleet.Tally.Add("close message");
                break;
        }
    }

    private void Resume()
    {
        IReadOnlyList<KnownChat> known = _chat is null || Numbers.Last == 0 ? [] : [new KnownChat(_chat.Id, Numbers.Last)];
        Send(_fleet.Writer.Call(ResumeCall, HubNames.Methods.Resume, new ResumeRequest(known)));
    }

    /// <summary>Takes what came and waits for more. It is called again when there was nothing at once.</summary>
    private void Receive(bool completed)
    {
        try
        {
            while (completed || !_socket.ReceiveAsync(_receiving))
            {
                completed = false;
                if (_receiving.BytesTransferred == 0 || _receiving.SocketError != SocketError.Success)
                {
                    Over(_receiving.SocketError == SocketError.Success ? "closed by the server" : _receiving.SocketError.ToString());
                    return;
                }

                _now = Stopwatch.GetTimestamp();
                Take(_receiving.MemoryBuffer.Span[.._receiving.BytesTransferred]);
            }
        }
        catch (ObjectDisposedException)
        {
            // We are done.
        }
    }

    private void Take(Span<byte> bytes)
    {
        while (_frames.TryRead(ref bytes, out var piece))
        {
            switch (_frames.Kind)
            {
                case FrameKind.Ping:
                    // Its payload is empty or came whole: 125 bytes at most.
                    Send(FrameWriter.FromClient(FrameKind.Pong, piece));
                    break;
                case FrameKind.Close:
                    _fleet.Tally.Add("close frame");
                    break;
                case FrameKind.Text or FrameKind.Binary or FrameKind.Continuation:
                    Payload(piece);
                    break;
            }
        }
    }

    private void Payload(ReadOnlySpan<byte> piece)
    {
        if (!_shaken)
        {
            // The answer to the handshake is JSON in either protocol: {} and the end mark, or what is wrong.
            var end = piece.IndexOf((byte)0x1e);
            _shaken = end >= 0;
            if (end > 2)
            {
                _ready.TrySetException(new LoadException("The handshake is refused: " + System.Text.Encoding.UTF8.GetString(piece[..end])));
            }

            piece = piece[(end < 0 ? piece.Length : end + 1)..];
        }

        _messages.Feed(piece, this);
    }

    private void Events(ReadOnlySpan<byte> rest)
    {
        while (HubGlance.TryNumber(ref rest, _fleet.MessagePack, out var number))
        {
            if (_early is { } early)
            {
                early.Add(number);
            }
            else
            {
                Came(number, (number + _index) % SampleEvery == 0 ? Stamp.Find(rest) : 0);
            }
        }
    }

    private void Came(long number, long sentAt)
    {
        Numbers.Take(number);
        _chat?.Came(sentAt, _now);
    }

    private void Answer(ReadOnlySpan<byte> message)
    {
        if (!HubGlance.TryInvocation(message, _fleet.MessagePack, out var id))
        {
            return;
        }

        if (id == ResumeCall)
        {
            Resumed(message);
            return;
        }

        var rest = message;
        var isPlaced = HubGlance.TryNumber(ref rest, _fleet.MessagePack, out var number);
        if (!isPlaced)
        {
            _fleet.Tally.Add(HubGlance.Refusal(message, _fleet.MessagePack));
        }

        _fleet.Answer(id, isPlaced ? number : null);
    }

    private void Resumed(ReadOnlySpan<byte> message)
    {
        if (!HubGlance.TryMissed(message, _fleet.MessagePack, out var missed))
        {
            _ready.TrySetException(new LoadException("Resume is refused: " + HubGlance.Refusal(message, _fleet.MessagePack)));
            return;
        }

        while (HubGlance.TryNumber(ref missed, _fleet.MessagePack, out var number))
        {
            Came(number, 0);
        }

        foreach (var number in _early ?? [])
        {
            if (number > Numbers.Last)
            {
                Came(number, 0);
            }
        }

        _early = null;
        _ready.TrySetResult();
    }

    private void Over(string why)
    {
        if (!_closed)
        {
            _fleet.Tally.Add("line over: " + why);
            _ready.TrySetException(new LoadException("The line is over: " + why));
        }
    }
}
