using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Sferum.Calls;

/// <summary>One participant: a browser's page, and the signalling between it and a link. A connection is called what it sends, or "in".</summary>
internal sealed class Caller : IAsyncDisposable
{
    public const string Incoming = "in";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly IBrowserContext _context;
    private readonly string _room;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _legs = new(StringComparer.Ordinal);
    private IReadOnlyList<OfferedStream> _streams = [];

    private Caller(IBrowserContext context, IPage page, string name, IMediaLink link, string room)
    {
        (_context, _room, Page, Name, Link) = (context, room, page, name, link);
    }

    public IPage Page { get; }

    /// <summary>What the participant's camera and microphone are called in the room.</summary>
    public string Name { get; }

    /// <summary>Over which it signals; another one after a take-over.</summary>
    public IMediaLink Link { get; set; }

    public static async Task<Caller> Open(IBrowserContext context, string name, IMediaLink link, string room)
    {
        var caller = new Caller(context, await context.NewPageAsync(), name, link, room);
        // The browser has candidates before the leg is known; they wait for it.
        await caller.Page.ExposeFunctionAsync<string, string?, Task<bool>>("candidate", caller.Trickle);
        await caller.Page.GotoAsync("https://call.test/");
        return caller;
    }

    /// <summary>Sends camera and microphone.</summary>
    public Task<long> Publish(object? config = null, bool simulcast = false) => Send(Name, new { kind = "camera", config, simulcast });

    /// <summary>Sends the screen, too.</summary>
    public Task<long> PublishScreen() => Send(Name + "-screen", new { kind = "screen" });

    /// <summary>Receives sound and picture of others over one connection.</summary>
    public async Task<long> Subscribe(IReadOnlyList<FeedWanted> feeds, object? config = null)
    {
        var offer = await Link.Subscribe(_room, feeds, default);
        Leg(Incoming).SetResult(offer.Leg);
        await Take(offer, config);
        return offer.Leg;
    }

    public Task<long> Subscribe(params string[] feeds) => Subscribe(Both(feeds));

    /// <summary>Receives more or less.</summary>
    public async Task<MediaOffer?> Resubscribe(IReadOnlyList<FeedWanted> add, IReadOnlyList<FeedWanted> remove, bool restart = false)
    {
        var offer = await Link.Resubscribe(_room, await LegOf(Incoming), add, remove, restart, default);
        if (offer is not null)
        {
            await Take(offer, null);
        }

        return offer;
    }

    /// <summary>Begins ICE anew on what it sends.</summary>
    public async Task RestartIce(string connection)
    {
        var offer = await Ask<string>("restart", connection);
        await Ask("accept", connection, await Link.Republish(await LegOf(connection), offer, default));
    }

    public async Task Decodes(params string[] feeds)
    {
        foreach (var feed in feeds)
        {
            await Ask("decodes", Incoming, Mid(feed, MediaKind.Video));
        }
    }

    public Task Hears(string feed) => Ask("hears", Incoming, Mid(feed, MediaKind.Audio));

    public Task GetsNothing(string feed, MediaKind kind) => Ask("silent", Incoming, Mid(feed, kind));

    public string Mid(string feed, MediaKind kind) => _streams.Single(s => s.Feed == feed && s.Kind == kind).Mid;

    public Task<long> LegOf(string connection) => Leg(connection).Task;

    public static IReadOnlyList<FeedWanted> Both(params string[] feeds) =>
        [.. feeds.SelectMany(f => new[] { new FeedWanted(f, MediaKind.Audio), new FeedWanted(f, MediaKind.Video) })];

    public Task Ask(string what, params object?[] arguments) => Ask<JsonElement?>(what, arguments);

    public async Task<T> Ask<T>(string what, params object?[] arguments)
    {
        try
        {
            return await Page.EvaluateAsync<T>("([what, arguments]) => caller[what](...arguments)", new object[] { what, arguments }).WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{Name}: {what} {string.Join(' ', arguments)} did not come true.", e);
        }
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private async Task<long> Send(string feed, object what)
    {
        var offer = await Ask<string>("offer", feed, what);
        var answer = await Link.Publish(_room, feed, offer, default);
        Leg(feed).SetResult(answer.Leg);
        await Ask("accept", feed, answer.Sdp);
        return answer.Leg;
    }

    private async Task Take(MediaOffer offer, object? config)
    {
        _streams = offer.Streams;
        await Link.Answer(offer.Leg, await Ask<string>("answer", Incoming, offer.Sdp, config), default);
    }

    private TaskCompletionSource<long> Leg(string connection) => _legs.GetOrAdd(connection, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<bool> Trickle(string connection, string? candidate)
    {
        var parsed = candidate is null ? null : JsonSerializer.Deserialize<IceCandidate>(candidate, JsonSerializerOptions.Web);
        await Link.Trickle(await LegOf(connection), parsed, default);
        return true;
    }
}
