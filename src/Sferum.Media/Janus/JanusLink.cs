using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Sferum.Calls;

/// <summary>The link to one Janus: a line, a session on it, and a handle for each leg. A leg is known by its handle, so that who takes over needs to be told nothing.</summary>
internal sealed partial class JanusLink : IMediaLink
{
    private static readonly TimeSpan KeepAliveEach = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly MediaNode _node;
    private readonly IMediaEvents _events;
    private readonly ILogger _log;
    private readonly JanusSocket _socket;
    private readonly CancellationTokenSource _ended = new();
    private JanusSession _session = null!;
    private Doorbell _bell = null!;
    private RoomWatches _watches = null!;
    private long _control;
    private Task _keepingAlive = Task.CompletedTask;
    private bool _begun;

    private JanusLink(MediaNode node, TimeSpan silence, IMediaEvents events, ILogger log)
    {
        (_node, _events, _log) = (node, events, log);
        _socket = new JanusSocket(node.ApiSecret, silence, Hear, Over, LogStrange);
    }

    public string Token => new LinkToken(_session.Id, _bell.Session.Id, _bell.Handle).ToString();

    public string Life => _session.Id.ToString(CultureInfo.InvariantCulture);

    public bool TookOver { get; private set; }

    public static async Task<JanusLink> Connect(MediaNode node, TimeSpan silence, string? former, IMediaEvents events, TimeProvider time, ILogger log, CancellationToken cancel)
    {
        var link = new JanusLink(node, silence, events, log);
        try
        {
            await link.Open(former, cancel);
            link.Begin();
            link._keepingAlive = link.KeepAlive(time);
            return link;
        }
        catch
        {
            link.Finish();
            await link._socket.DisposeAsync();
            link._ended.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Finish())
        {
            try
            {
                using var patience = new CancellationTokenSource(Farewell);
                await LeaveNothing(patience.Token);
            }
            catch (Exception e) when (e is MediaException or OperationCanceledException)
            {
                LogFarewell(_node.Name, e); // it ends by itself: nobody keeps it alive
            }
        }

        await _keepingAlive;
        await _socket.DisposeAsync();
        _ended.Dispose();
    }

    private async Task LeaveNothing(CancellationToken cancel)
    {
        // Who has taken over has taken the bell down first; it may be that we have not heard it yet.
        if (await _bell.Session.KeepAlive(cancel))
        {
            await Task.WhenAll(_watches.Rooms.Select(r => EndRoom(r, cancel)));
            await _session.Destroy(cancel);
            await _bell.Session.Destroy(cancel);
        }
    }

    private async Task Open(string? former, CancellationToken cancel)
    {
        await _socket.Connect(_node.Url, cancel);
        _bell = await Doorbell.Hang(_socket, cancel);
        TookOver = former is not null && await TakeOver(former, cancel);
        if (!TookOver)
        {
            _session = await JanusSession.Create(_socket, cancel);
        }

        _watches = new RoomWatches(_session, Forget);
        _control = await _session.Attach(cancel);
    }

    private async Task<bool> TakeOver(string former, CancellationToken cancel)
    {
        if (LinkToken.Parse(former) is not { } token)
        {
            return false;
        }

        await Doorbell.Ring(_socket, token, cancel);
        _session = new JanusSession(_socket, token.Session); // what happens there is told at once
        return await _session.Claim(cancel);
    }

    private async Task KeepAlive(TimeProvider time)
    {
        using var timer = new PeriodicTimer(KeepAliveEach, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                if (!await _session.KeepAlive(_ended.Token) || !await _bell.Session.KeepAlive(_ended.Token))
                {
                    Lose("its session is gone", null);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The link has ended.
        }
        catch (MediaException e)
        {
            Lose("it does not answer", e);
        }
    }

    /// <summary>From now on there is somebody who has the link, and whom its loss is told.</summary>
    private void Begin()
    {
        lock (_ended)
        {
            _begun = !_ended.IsCancellationRequested;
        }

        if (!_begun)
        {
            throw new MediaException("The media server is gone.");
        }
    }

    /// <summary>Whether it was not over before.</summary>
    private bool Finish()
    {
        lock (_ended)
        {
            if (_ended.IsCancellationRequested)
            {
                return false;
            }

            _ended.Cancel();
            return true;
        }
    }
}
