using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>One socket to the hub from its start to its end; each attempt makes a new one, so that a stranger of an earlier attempt is never heard.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubConnection _hub;
    private ClientWebSocket? _socket;

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
        _hub.On<SignedOut>(HubNames.Events.SignedOut, s => handler.SignedOut(this, s));
    }

    /// <summary>Completes when the socket is gone, with its cause.</summary>
    public Task<Exception?> Ended => _ended.Task;

    /// <summary>Whether the server did not take the token.</summary>
    public bool TokenRefused => _socket is { HttpStatusCode: HttpStatusCode.Unauthorized };

    public Task OpenAsync(CancellationToken cancel) => _hub.StartAsync(cancel);

    public Task<Answer<T>> AskAsync<T>(string method, object request, CancellationToken cancel)
        where T : class => _hub.InvokeCoreAsync<Answer<T>>(method, [request], cancel);

    public Task TellAsync(string method, object request) => _hub.SendCoreAsync(method, [request]);

    /// <summary>The socket is gone at once, without a goodbye.</summary>
    public void Cut() => _socket?.Abort();

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _ended.TrySetResult(null);
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
