using System.Collections.Concurrent;

namespace Sferum.Calls;

/// <summary>
/// Media servers for scenarios about rules: they carry nothing and remember what they were told. Everything about media itself is tested against the
/// real one (Sferum.Media.Tests and the browser).
/// </summary>
internal sealed class FakeMediaServer(IReadOnlyList<string> nodes) : IMediaServer
{
    private readonly ConcurrentDictionary<string, FakeMediaLink> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dead = [];
    private int _lives;

    public IReadOnlyList<string> Nodes { get; } = nodes;

    /// <summary>Everything that was asked of the servers, in order.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>Until when it does not answer who subscribes; null: it answers at once.</summary>
    public Task? Holds { get; set; }

    /// <summary>Links that are open now, by server.</summary>
    public IReadOnlyDictionary<string, FakeMediaLink> Links => _links;

    public Task<IMediaLink> Connect(string node, string? former, IMediaEvents events, CancellationToken cancel)
    {
        lock (_dead)
        {
            if (_dead.Contains(node))
            {
                throw new MediaException($"{node} is down.");
            }

            if (former is not null && _links.TryGetValue(node, out var kept) && kept.Token == former)
            {
                kept.TakeOver(events);
                return Task.FromResult<IMediaLink>(kept);
            }

            var link = new FakeMediaLink($"{node}-{++_lives}", events, Told, () => Holds);
            _links[node] = link;
            return Task.FromResult<IMediaLink>(link);
        }
    }

    /// <summary>A dead server is there again, empty.</summary>
    public void Revive(string node)
    {
        lock (_dead)
        {
            _dead.Remove(node);
        }
    }

    /// <summary>A server dies with everything on it.</summary>
    public void Kill(string node)
    {
        FakeMediaLink? link;
        lock (_dead)
        {
            _dead.Add(node);
            _links.TryRemove(node, out link);
        }

        link?.Events.Lost();
    }
}

/// <summary>A link to a server that carries nothing. A published leg is up at once.</summary>
internal sealed class FakeMediaLink(string token, IMediaEvents events, ConcurrentQueue<string> told, Func<Task?> holds) : IMediaLink
{
    private long _legs;
    private readonly ConcurrentDictionary<string, bool> _up = new(StringComparer.Ordinal);
    private int _takeOvers;

    public IMediaEvents Events { get; private set; } = events;

    /// <summary>Another one after each take-over, as a real one's.</summary>
    public string Token => $"{token}.{_takeOvers}";

    public string Life => token;

    public bool TookOver { get; private set; }

    /// <summary>Whether there is a room on it.</summary>
    public bool Carries { get; private set; }

    public void TakeOver(IMediaEvents by) => (Events, TookOver, _takeOvers) = (by, true, _takeOvers + 1);

    public Task EnsureRoom(string room, RoomSpec spec, CancellationToken cancel)
    {
        Carries = true;
        return Note($"room {room}");
    }

    public Task EndRoom(string room, CancellationToken cancel) => Note($"end {room}");

    public Task<MediaAnswer> Publish(string room, string feed, string offer, CancellationToken cancel)
    {
        var leg = Interlocked.Increment(ref _legs);
        told.Enqueue($"publish {feed}");
        _ = Task.Run(
            () =>
            {
                _up[feed] = true;
                Events.Up(leg);
            },
            CancellationToken.None);
        return Task.FromResult(new MediaAnswer(leg, $"answer to {offer}"));
    }

    public Task<string> Republish(long leg, string offer, CancellationToken cancel) => Task.FromResult($"answer to {offer}");

    public async Task<MediaOffer> Subscribe(string room, IReadOnlyList<FeedWanted> feeds, CancellationToken cancel)
    {
        told.Enqueue($"subscribe {string.Join(' ', feeds.Select(static f => f.Feed))}");
        await (holds() ?? Task.CompletedTask);
        return new MediaOffer(Interlocked.Increment(ref _legs), "offer", [.. feeds.Select(static (f, i) => new OfferedStream($"{i}", f.Feed, f.Kind))]);
    }

    public Task<MediaOffer?> Resubscribe(
        string room, long leg, IReadOnlyList<FeedWanted> add, IReadOnlyList<FeedWanted> remove, bool restart, CancellationToken cancel) =>
        Task.FromResult<MediaOffer?>(new MediaOffer(leg, "offer", [.. add.Select(static (f, i) => new OfferedStream($"{i}", f.Feed, f.Kind))]));

    public Task Answer(long leg, string answer, CancellationToken cancel) => Note($"answer {leg}");

    public Task Trickle(long leg, IceCandidate? candidate, CancellationToken cancel) => Note($"trickle {leg} {candidate?.Candidate}");

    public Task Select(long leg, string mid, int layer, CancellationToken cancel) => Note($"select {leg} {mid} {layer}");

    /// <summary>As a real one: of a feed through which nothing has come yet there is nothing to mute.</summary>
    public Task Mute(string room, string feed, MediaKind kind, bool muted, CancellationToken cancel) =>
        _up.ContainsKey(feed) ? Note($"{(muted ? "mute" : "unmute")} {feed} {kind}") : throw new MediaException($"There is no {kind} of {feed}.");

    public Task Kick(string room, string feed, CancellationToken cancel) => Note($"kick {feed}");

    public Task Close(long leg, CancellationToken cancel) => Note($"close {leg}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Note(string what)
    {
        told.Enqueue(what);
        return Task.CompletedTask;
    }
}

/// <summary>A TURN server that nobody reaches, with credentials for an hour.</summary>
internal sealed class FakeTurn(TimeProvider clock) : ITurnCredentials
{
    public IReadOnlyList<IceServer> For(string participant) => [new IceServer(["turn:192.0.2.1:3478"], participant, "secret", clock.GetUtcNow().AddHours(1))];
}

/// <summary>No TURN servers.</summary>
internal sealed class NoTurn : ITurnCredentials
{
    public IReadOnlyList<IceServer> For(string participant) => [];
}
