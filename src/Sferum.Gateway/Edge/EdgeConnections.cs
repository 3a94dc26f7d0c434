using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sferum.Chats;
using Sferum.Live;

namespace Sferum.Edge;

/// <summary>All hub connections with a socket of our own, from the upgrade to the end.</summary>
internal sealed class EdgeConnections(HubConnectionHandler<ChatHub> hub, LiveMeter meter, ILogger<EdgeConnections> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<HubSocket, bool> _all = new();
    private TaskCompletionSource? _empty;

    public IEnumerable<HubSocket> All => _all.Select(static c => c.Key);

    /// <summary>The gateway stops: nobody is let in.</summary>
    public bool IsClosing => Volatile.Read(ref _empty) is not null;

    /// <summary>Runs the hub on a connection. Without the request's execution flow, which would keep its activity and its locals alive for hours.</summary>
    public void Start(HubSocket socket)
    {
        _all[socket] = true;
        meter.Direct(1);
        ThreadPool.UnsafeQueueUserWorkItem(static s => _ = s.Self.Run(s.Socket), (Self: this, Socket: socket), preferLocal: false);
        if (IsClosing)
        {
            socket.Close(CloseCode.GoingAway);
        }
    }

    /// <summary>Says good-bye to all, and waits a little until they have gone. Clients come back elsewhere.</summary>
    public async Task CloseAll()
    {
        var empty = Interlocked.CompareExchange(ref _empty, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _empty!;
        foreach (var socket in All)
        {
            socket.Close(CloseCode.GoingAway);
        }

        if (!_all.IsEmpty)
        {
            await Task.WhenAny(empty.Task, Task.Delay(Patience));
        }
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the rest of the gateway stops, so that leaving connections are still seen off properly.</summary>
    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => CloseAll();

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [SuppressMessage("Design", "CA1031", Justification = "Nobody waits for it: what went wrong is logged here.")]
    private async Task Run(HubSocket socket)
    {
        try
        {
            await socket.Run(hub.OnConnectedAsync);
        }
        catch (Exception error)
        {
            log.HubFailed(error);
        }

        _all.TryRemove(socket, out _);
        meter.Direct(-1);
        if (_all.IsEmpty)
        {
            Volatile.Read(ref _empty)?.TrySetResult();
        }
    }
}
