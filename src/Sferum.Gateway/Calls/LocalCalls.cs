using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>
/// Which connections of this gateway take part in which session. The sessions are told again every few seconds; that wakes one whose silo is gone, and
/// tells it where its people are. A connection takes part in one session at a time.
/// </summary>
internal sealed class LocalCalls(IClusterClient cluster, GatewayPorts ports, ISocketWriter writer, TimeProvider clock, ILogger<LocalCalls> log) : BackgroundService
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(4);
    private static readonly ParallelOptions Parallelism = new() { MaxDegreeOfParallelism = 16 };
    private readonly ConcurrentDictionary<LocalConnection, Place> _calls = new();

    /// <summary>How the gateway calls a connection towards sessions.</summary>
    public CallLine Line(LocalConnection connection) => new(ports.Name, ports.For(connection.Caller.Person), connection.Hub.ConnectionId);

    /// <summary>Whether a connection takes part in a session, or waits to.</summary>
    public bool IsIn(LocalConnection connection, VideoSessionId call) => _calls.TryGetValue(connection, out var own) && own.Call == call;

    /// <summary>Whether a connection is in a session, and does not wait.</summary>
    public bool IsInside(LocalConnection connection, VideoSessionId call) => _calls.TryGetValue(connection, out var own) && own.Call == call && own.Inside;

    /// <summary>The session in which a connection takes part.</summary>
    public VideoSessionId? Of(LocalConnection connection) => _calls.TryGetValue(connection, out var own) ? own.Call : null;

    /// <summary>A connection asks to come in: what the session tells from now on finds it.</summary>
    public void Enter(LocalConnection connection, VideoSessionId call) =>
        _calls.AddOrUpdate(connection, static (_, c) => new Place(c, Joined: false, Inside: false), static (_, own, c) => own.Call == c ? own : new Place(c, Joined: false, Inside: false), call);

    /// <summary>The session has answered that it is in, or waits. What it has told meanwhile stands.</summary>
    public void Joined(LocalConnection connection, VideoSessionId call, bool inside)
    {
        if (_calls.TryGetValue(connection, out var own) && own.Call == call)
        {
            _calls.TryUpdate(connection, new Place(call, Joined: true, inside), own);
        }
    }

    public void Leave(LocalConnection connection, VideoSessionId call)
    {
        if (IsIn(connection, call))
        {
            _calls.TryRemove(connection, out _);
        }
    }

    /// <summary>News for some of our connections, in the order in which they came.</summary>
    public void Tell(CallNews news, LocalPeople people)
    {
        var to = new List<LocalConnection>(news.To.Count);
        foreach (var (person, line) in news.To)
        {
            if (people.Connections(person).FirstOrDefault(c => c.Hub.ConnectionId == line) is { } connection && IsIn(connection, news.Id))
            {
                to.Add(connection);
            }
        }

        if (to.Count == 0)
        {
            return;
        }

        // Before it is told: who knows that it is over says nothing any more.
        if (news.Note is CallNote.Denied or CallNote.Removed or CallNote.Elsewhere or CallNote.Ended or CallNote.LeftChat)
        {
            to.ForEach(c => Leave(c, news.Id));
        }
        else if (news.Note == CallNote.SentToLobby)
        {
            to.ForEach(c => _calls.TryUpdate(c, new Place(news.Id, Joined: true, Inside: false), new Place(news.Id, Joined: true, Inside: true)));
        }

        writer.Write([.. to], new LiveMessage(HubNames.Events.Call, CallWire.News(news)) { MayBeLost = news.Talking is not null || news.Reaction is not null });
    }

    /// <summary>A connection is gone. A session that was ended leaves; a lost line keeps its seat for a while.</summary>
    public async Task Lost(LocalConnection connection)
    {
        if (!_calls.TryRemove(connection, out var own))
        {
            return;
        }

        try
        {
            var grain = cluster.GetGrain<IVideoSessionGrain>(own.Call.Value);
            if (connection.SignedOut)
            {
                await grain.Leave(connection.Caller, connection.Hub.ConnectionId);
            }
            else
            {
                await grain.LineLost(connection.Caller.Person, connection.Hub.ConnectionId);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The next renewal does not name the line any more: that tells it as well.
            log.CallUntold(error);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        var named = new HashSet<VideoSessionId>();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = _calls.ToArray().GroupBy(static c => c.Value.Call)
                    .ToDictionary(static g => g.Key, static g => g.Select(static c => new NamedLine(c.Key.Caller.Person, c.Key.Hub.ConnectionId, c.Value.Joined)).ToList());

                // Once more also those from which the last one has just gone.
                await Parallel.ForEachAsync(named.Union(now.Keys).ToList(), Parallelism, (call, _) => Renew(call, now.GetValueOrDefault(call) ?? []));
                named = [.. now.Keys];
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async ValueTask Renew(VideoSessionId call, List<NamedLine> lines)
    {
        try
        {
            await cluster.GetGrain<IVideoSessionGrain>(call.Value).Renew(ports.Name, ports.All[0], lines);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.CallUntold(error);
        }
    }

    /// <param name="Call">The session.</param>
    /// <param name="Joined">Whether it has answered.</param>
    /// <param name="Inside">Whether the connection is in, and does not wait.</param>
    private sealed record Place(VideoSessionId Call, bool Joined, bool Inside);
}
