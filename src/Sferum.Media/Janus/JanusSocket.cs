using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace Sferum.Calls;

/// <summary>
/// The line to one Janus: requests find their answers by the transaction, all else is handed on in the order in which it came. The line is over when
/// it breaks or when the server, though the line stands, answers no ping in time: a frozen machine breaks nothing.
/// </summary>
internal sealed class JanusSocket : IAsyncDisposable
{
    private const int LongestMessage = 4 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private readonly string _secret;
    private readonly Action<JanusMessage> _heard;
    private readonly Action<Exception?> _over;
    private readonly Action<Exception> _strange;
    private Task _reading = Task.CompletedTask;
    private long _transactions;
    private volatile bool _closed;

    /// <summary>Makes one that is not connected yet.</summary>
    /// <param name="secret">What every request shows.</param>
    /// <param name="silence">How long the server may say nothing.</param>
    /// <param name="heard">Takes whatever Janus says, answers too; returns at once.</param>
    /// <param name="over">Told once, after the last thing heard, why the line has ended.</param>
    /// <param name="strange">Told of what could not be read.</param>
    public JanusSocket(string secret, TimeSpan silence, Action<JanusMessage> heard, Action<Exception?> over, Action<Exception> strange)
    {
        (_secret, _heard, _over, _strange) = (secret, heard, over, strange);
        _socket.Options.AddSubProtocol("janus-protocol");
        _socket.Options.KeepAliveInterval = silence * 0.25;
        _socket.Options.KeepAliveTimeout = silence * 0.65;
    }

    public async Task Connect(Uri url, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await _socket.ConnectAsync(url, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new MediaException("The media server does not answer.", e);
        }

        _reading = Task.Run(Read, CancellationToken.None);
    }

    /// <summary>Asks, and waits for the answer. A refusal is an answer.</summary>
    /// <param name="request">The request; the secret and the transaction are added.</param>
    /// <param name="eventually">Whether what is acknowledged at once is answered by an event later.</param>
    /// <param name="cancel">Ends the waiting, not what was asked.</param>
    public async Task<JanusMessage> Ask(JanusRequest request, bool eventually, CancellationToken cancel)
    {
        var transaction = Interlocked.Increment(ref _transactions).ToString(CultureInfo.InvariantCulture);
        var asked = new Asked(eventually);
        _asked[transaction] = asked;
        try
        {
            if (_closed)
            {
                throw Gone(null);
            }

            await Send(request with { Transaction = transaction, Apisecret = _secret }, cancel);
            return await asked.Answer.Task.WaitAsync(Patience, cancel);
        }
        catch (TimeoutException e)
        {
            throw new MediaException($"The media server did not answer {request.Body?.Request ?? request.Janus}.", e);
        }
        finally
        {
            _asked.TryRemove(transaction, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private static MediaException Gone(Exception? why) => why is null ? new("The media server is gone.") : new("The media server is gone.", why);

    private async Task Send(JanusRequest request, CancellationToken cancel)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(request, JanusJson.Default.JanusRequest);
        try
        {
            await _sending.WaitAsync(cancel);
        }
        catch (ObjectDisposedException e)
        {
            throw Gone(e);
        }

        try
        {
            // Nobody's impatience cuts a message in two: that would end the line for all.
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            throw Gone(e);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task Read()
    {
        Exception? why = null;
        try
        {
            var message = new ArrayBufferWriter<byte>();
            while (await Receive(message))
            {
                Hear(message.WrittenSpan);
                message.ResetWrittenCount();
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            why = e;
        }

        _closed = true;
        _socket.Abort();
        foreach (var asked in _asked.Values)
        {
            asked.Answer.TrySetException(Gone(why));
        }

        _over(why);
    }

    /// <summary>One message; false: the server has closed the line, or says more than it has to say.</summary>
    private async Task<bool> Receive(ArrayBufferWriter<byte> message)
    {
        while (message.WrittenCount < LongestMessage)
        {
            var part = await _socket.ReceiveAsync(message.GetMemory(16 * 1024), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }

            message.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return true;
            }
        }

        return false;
    }

    private void Hear(ReadOnlySpan<byte> text)
    {
        JanusMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(text, JanusJson.Default.JanusMessage);
        }
        catch (JsonException e)
        {
            _strange(e);
            return;
        }

        if (message is null)
        {
            return;
        }

        _heard(message);
        if (message.Transaction is { } transaction && _asked.TryGetValue(transaction, out var asked) && !(asked.Eventually && message.Janus == "ack"))
        {
            asked.Answer.TrySetResult(message);
        }
    }

    private sealed record Asked(bool Eventually)
    {
        public TaskCompletionSource<JanusMessage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
