using System.Data.Common;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;

namespace Sferum.Calls;

/// <summary>
/// The only link to one media server. What it holds there outlives it: the stored token lets the next activation take over, and no session notices.
/// When the server itself is gone, its sessions are told at once and go elsewhere; a reconnect is tried while anybody asks.
/// </summary>
[GrainType("sferum.media_node"), RandomPlacement, CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class MediaNodeGrain(
    IMediaServer servers, [PersistentState("node")] IPersistentState<StoredMediaNode> stored, TimeProvider time, ILogger<MediaNodeGrain> logger)
    : Grain, IMediaNodeGrain
{
    private const int MostEarly = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, VideoSessionId> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<long, VideoSessionId> _legs = [];

    /// <summary>Legs of which the server has spoken before it had answered who they are.</summary>
    private readonly HashSet<long> _early = [];
    private Task<IMediaLink?> _connecting = Task.FromResult<IMediaLink?>(null);
    private IMediaLink? _link;
    private int _life;

    /// <summary>The link of which it was told last that it is over; it may be told before the link is in our hands.</summary>
    private int _lost;
    private long _failedAt = long.MinValue;

    private string Name => this.GetPrimaryKeyString();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The link is left as if its process had died: whoever comes next takes it over, and media flows on. That it is taken over is no loss.
        _life++;
        if (_link is { } link && _rooms.Count == 0)
        {
            stored.State.Token = null;
            await stored.WriteStateAsync(cancellationToken);
            await link.DisposeAsync();
        }

        _rooms.Clear();
    }

    public async ValueTask<MediaLoad?> Load()
    {
        if (await Link() is not { } link)
        {
            return null;
        }

        await Remember(link);
        return new MediaLoad(_rooms.Count, _legs.Count, stored.State.Draining);
    }

    public async ValueTask Drain(bool on)
    {
        stored.State.Draining = on;
        await stored.WriteStateAsync();
    }

    public async ValueTask<string?> Carry(VideoSessionId session, int epoch, IReadOnlyList<long> legs)
    {
        if (await Link() is not { } link)
        {
            return null;
        }

        try
        {
            await Ensure(link, session, epoch);
            foreach (var leg in legs)
            {
                _legs[leg] = session;
            }

            return link.Life;
        }
        catch (MediaException e)
        {
            LogRefused(logger, e, Name);
            return null;
        }
    }

    public async ValueTask Drop(VideoSessionId session, int epoch)
    {
        var room = Feeds.Room(session, epoch);
        _rooms.Remove(room);
        foreach (var leg in _legs.Where(l => l.Value == session).Select(static l => l.Key).ToList())
        {
            _legs.Remove(leg);
        }

        if (await Link() is { } link)
        {
            try
            {
                await link.EndRoom(room, CancellationToken.None);
            }
            catch (MediaException e)
            {
                LogRefused(logger, e, Name);
            }
        }
    }

    public async ValueTask<Outcome<MediaReply>> Do(VideoSessionId session, int epoch, MediaRequest request)
    {
        if (await Link() is not { } link)
        {
            return Refusals.NoMedia;
        }

        try
        {
            var room = NeedsRoom(request.Do) ? await Ensure(link, session, epoch) : Feeds.Room(session, epoch);
            var reply = await MediaRequests.Run(link, room, request, CancellationToken.None);
            if (request.Do is MediaDo.Publish or MediaDo.Subscribe)
            {
                _legs[reply.Leg] = session;
                if (_early.Remove(reply.Leg))
                {
                    await Tell(session, new MediaHappened { Node = Name, Up = reply.Leg });
                }
            }
            else if (request.Do == MediaDo.Close)
            {
                _legs.Remove(request.Leg);
            }
            else if (request.Leg != 0)
            {
                // Known again after a take-over.
                _legs[request.Leg] = session;
            }

            return reply;
        }
        catch (MediaException e)
        {
            LogRefused(logger, e, Name);
            return Refusals.MediaRefused;
        }
    }

    /// <summary>What is about a leg alone makes no room: it may be of an epoch that is over.</summary>
    private static bool NeedsRoom(MediaDo what) => what is MediaDo.Publish or MediaDo.Subscribe or MediaDo.Resubscribe or MediaDo.Mute;

    /// <summary>A session's room, made or found by this link: after a take-over the server has to be told anew who listens.</summary>
    private async Task<string> Ensure(IMediaLink link, VideoSessionId session, int epoch)
    {
        var room = Feeds.Room(session, epoch);
        if (_rooms.TryAdd(room, session))
        {
            try
            {
                await link.EnsureRoom(room, new RoomSpec(CallLimits.Inside * 2, CallMedia.VideoBitrate), CancellationToken.None);
            }
            catch (MediaException)
            {
                _rooms.Remove(room);
                throw;
            }
        }

        return room;
    }

    /// <summary>The link, connected when there is none; one connects at a time, and not more often than once a second.</summary>
    private async ValueTask<IMediaLink?> Link()
    {
        if (_link is { } link)
        {
            return link;
        }

        if (_connecting.IsCompleted && time.GetElapsedTime(_failedAt) < RetryAfter && _failedAt != long.MinValue)
        {
            return null;
        }

        _connecting = _connecting.IsCompleted ? Connect() : _connecting;
        return await _connecting;
    }

    private async Task<IMediaLink?> Connect()
    {
        var life = ++_life;
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var link = await servers.Connect(Name, stored.State.Token, new Events(this, life), patience.Token);
            if (_lost == life || life != _life)
            {
                _failedAt = time.GetTimestamp();
                await link.DisposeAsync();
                return null;
            }

            if (!link.TookOver)
            {
                await TellLost(null);
            }

            _link = link;
            await Remember(link);
            return _link;
        }
        catch (Exception e) when (e is MediaException or OperationCanceledException)
        {
            LogAway(logger, e, Name);
            _failedAt = time.GetTimestamp();
            return null;
        }
    }

    /// <summary>Stores by what the next activation takes over. While the database is away the link works all the same, and this is tried again.</summary>
    private async Task Remember(IMediaLink link)
    {
        if (stored.State.Token == link.Token)
        {
            return;
        }

        var before = stored.State.Token;
        try
        {
            stored.State.Token = link.Token;
            await stored.WriteStateAsync();
        }
        catch (Exception e) when (e is not InconsistentStateException and (DbException or TimeoutException or OrleansException))
        {
            stored.State.Token = before;
            LogUnstored(logger, e, Name);
        }
    }

    private async Task Lost(int life)
    {
        _lost = life;
        if (life != _life || _link is not { } link)
        {
            return;
        }

        (_link, _failedAt) = (null, time.GetTimestamp());
        LogLost(logger, Name, _rooms.Count);
        await TellLost(link.Life);
        await link.DisposeAsync();
    }

    /// <summary>Everything on the server is gone: each session is told once.</summary>
    private async Task TellLost(string? life)
    {
        var sessions = _rooms.Values.Distinct().ToList();
        _rooms.Clear();
        _legs.Clear();
        _early.Clear();
        stored.State.Token = null;
        foreach (var session in sessions)
        {
            await Tell(session, new MediaHappened { Node = Name, Lost = true, Life = life });
        }
    }

    private async Task Tell(VideoSessionId session, MediaHappened happened) => await GrainFactory.GetGrain<IVideoSessionGrain>(session.Value).MediaHappened(happened);

    private Task TellOfLeg(long leg, MediaHappened happened)
    {
        if (_legs.TryGetValue(leg, out var session))
        {
            return Tell(session, happened);
        }

        if (happened.Up is not null && _early.Count < MostEarly)
        {
            _early.Add(leg);
        }

        return Task.CompletedTask;
    }

    /// <summary>Brings what happens on the server, on any thread, into the actor's turn.</summary>
    private sealed class Events(MediaNodeGrain node, int life) : IMediaEvents
    {
        private readonly TaskScheduler _turn = TaskScheduler.Current;

        public void Lost() => Run(() => node.Lost(life));

        public void Up(long leg) => Run(() => node.TellOfLeg(leg, new MediaHappened { Node = node.Name, Up = leg }));

        public void Down(long leg) => Run(() => node.TellOfLeg(leg, new MediaHappened { Node = node.Name, Down = leg }));

        public void Talks(string room, string feed, bool talks) =>
            Run(() => node._rooms.TryGetValue(room, out var session)
                ? node.Tell(session, new MediaHappened { Node = node.Name, Feed = feed, Talks = talks })
                : Task.CompletedTask);

        private void Run(Func<Task> what) => _ = Task.Factory.StartNew(what, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turn).Unwrap();
    }

    [LoggerMessage(1, LogLevel.Warning, "The media server {Node} can't be reached.")]
    private static partial void LogAway(ILogger logger, Exception error, string node);

    [LoggerMessage(2, LogLevel.Warning, "The media server {Node} is gone; {Sessions} sessions go elsewhere.")]
    private static partial void LogLost(ILogger logger, string node, int sessions);

    [LoggerMessage(4, LogLevel.Warning, "By what the media server {Node} is taken over could not be stored; it is tried again.")]
    private static partial void LogUnstored(ILogger logger, Exception error, string node);

    [LoggerMessage(3, LogLevel.Information, "The media server {Node} has refused a request.")]
    private static partial void LogRefused(ILogger logger, Exception error, string node);
}
