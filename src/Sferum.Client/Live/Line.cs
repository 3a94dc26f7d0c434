using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>One socket to the hub from its start to its end; each attempt makes a new one, so that a stranger of an earlier attempt is never heard.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubConnection _hub;
    private readonly Lock _turn = new();
    private ClientWebSocket? _socket;
    private TaskCompletionSource? _idle;
    private int _asked;

    public Line(LiveOptions options, string token, ILineHandler handler)
    {
        var builder = new HubConnectionBuilder();
        if (options.MessagePack)
        {
            builder.AddMessagePackProtocol();
        }

        builder.WithUrl(new Uri(options.Server(), HubNames.Path), HttpTransportType.WebSockets, o =>
        {
            o.SkipNegotiation = true;
            o.WebSocketFactory = (context, cancel) => OpenSocket(context, token, cancel);
        });
        _hub = builder.Build();
        _hub.Closed += cause =>
        {
            _ended.TrySetResult(cause);
            return Task.CompletedTask;
        };
        _hub.On<ChatEvents>(HubNames.Events.Chat, e => handler.ChatCame(this, e));
        _hub.On<ChatState>(HubNames.Events.State, s => handler.StateCame(this, s));
        _hub.On<ChatListChange>(HubNames.Events.Chats, c => handler.ListCame(this, c));
        _hub.On(HubNames.Events.Resync, () => handler.FellBehind(this));
        _hub.On<GoAway>(HubNames.Events.GoAway, g => handler.AskedToMove(this, g));
        _hub.On<NewDevice>(HubNames.Events.NewDevice, d => handler.DeviceCame(this, d));
        _hub.On<CallNewsDto>(HubNames.Events.Call, n => handler.CallCame(this, n));
        _hub.On<SignedOut>(HubNames.Events.SignedOut, s => handler.SignedOut(this, s));
    }

    /// <summary>Completes when the socket is gone, with its cause.</summary>
    public Task<Exception?> Ended => _ended.Task;

    /// <summary>Whether the server did not take the token.</summary>
    public bool TokenRefused => _socket is { HttpStatusCode: HttpStatusCode.Unauthorized };

    /// <summary>How long a server that did not let the socket in asks to be left alone.</summary>
    public TimeSpan RetryAfter => _socket?.HttpResponseHeaders is { } headers
        && headers.FirstOrDefault(static h => string.Equals(h.Key, "Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } wait
        && int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        ? TimeSpan.FromSeconds(Math.Min(seconds, 300)) : TimeSpan.Zero;

    public Task OpenAsync(CancellationToken cancel) => _hub.StartAsync(cancel);

    public async Task<Answer<T>> AskAsync<T>(string method, object request, CancellationToken cancel)
        where T : class
    {
        Count(1);
        try
        {
            return await _hub.InvokeCoreAsync<Answer<T>>(method, [request], cancel);
        }
        finally
        {
            Count(-1);
        }
    }

    public Task TellAsync(string method, object request) => _hub.SendCoreAsync(method, [request]);

    /// <summary>The socket is gone at once, without a goodbye.</summary>
    public void Cut() => _socket?.Abort();

    /// <summary>Closes it when everything that was asked on it is answered, or has had its time.</summary>
    public async Task LeaveAsync(TimeSpan patience, TimeProvider clock, CancellationToken stop)
    {
        Task idle;
        lock (_turn)
        {
            _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = _asked == 0 ? Task.CompletedTask : _idle.Task;
        }

        await Task.WhenAny(idle, Ended, Task.Delay(patience, clock, stop));
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _ended.TrySetResult(null);
    }

    private void Count(int change)
    {
        lock (_turn)
        {
            _asked += change;
            if (_asked == 0)
            {
                _idle?.TrySetResult();
            }
        }
    }

    /// <summary>As SignalR opens one, but the socket stays in our hands: to see the status of a refused one and to cut an open one.</summary>
    private async ValueTask<WebSocket> OpenSocket(WebSocketConnectionContext context, string token, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        socket.Options.CollectHttpResponseDetails = true;
        _socket = socket;
        try
        {
            await socket.ConnectAsync(context.Uri, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
