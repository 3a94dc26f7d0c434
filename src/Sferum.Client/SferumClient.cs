using System.Net;
using Sferum.Http;
using Sferum.Live;
using Sferum.People;

namespace Sferum;

/// <summary>
/// One person's client: signs in, keeps the tokens fresh, asks what is not live, and opens live connections. Refusals are values. Thread-safe.
/// </summary>
/// <example>
/// <code>
/// using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:8080") };
/// using var client = new SferumClient(http);
/// var sent = (await client.RequestCodeAsync("+7 900 000-00-01")).Must();
/// (await client.ConfirmAsync(new ConfirmRequest(sent.AttemptId, "123456"))).Must();
/// var feed = new LiveFeed();
/// await using var live = client.Connect(feed);
/// await foreach (var item in feed.ReadAllAsync()) { /* … */ }
/// </code>
/// </example>
public sealed partial class SferumClient : IAccessTokens, IDisposable
{
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly ClientOptions _options;
    private readonly Api _api;
    private readonly TokenKeeper _tokens;

    /// <summary>Makes one. Many may share an <see cref="HttpClient"/>.</summary>
    /// <param name="http">With the server as its base address; stays the caller's.</param>
    /// <param name="options">How it behaves.</param>
    public SferumClient(HttpClient http, ClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        _options = options ?? new ClientOptions();
        _api = new Api(http, _options.Language);
        _tokens = new TokenKeeper(_api, _options.Clock, _options.Renewed);
        if (_options.Session is { } session)
        {
            _tokens.Keep(session, isNew: false);
        }
    }

    /// <summary>The session; null before sign-in and after its end.</summary>
    public SignedIn? Session => _tokens.Session;

    /// <inheritdoc/>
    public async ValueTask<string?> GetAsync(bool renew, CancellationToken cancel)
    {
        var fresh = await _tokens.FreshAsync(renew, school: null, cancel);
        if (fresh.IsDone)
        {
            return fresh.Value.AccessToken;
        }

        return Session is null ? null : throw new HttpRequestException("No token could be had now.", fresh.Cause);
    }

    /// <summary>Opens a live connection in this person's name and starts it.</summary>
    /// <param name="observer">Who is told; a <see cref="LiveFeed"/> for those who prefer to ask.</param>
    /// <param name="configure">Changes its options.</param>
    /// <returns>The connection; its owner disposes it.</returns>
    public LiveConnection Connect(ILiveObserver observer, Func<LiveOptions, LiveOptions>? configure = null)
    {
        var server = _http.BaseAddress ?? throw new InvalidOperationException("The HttpClient has no base address.");
        var options = new LiveOptions { Server = () => server, Tokens = this, Locale = _options.Language, Clock = _options.Clock };
        var live = new LiveConnection(configure?.Invoke(options) ?? options, observer);
        live.Start();
        return live;
    }

    /// <inheritdoc/>
    public void Dispose() => _tokens.Dispose();

    private async Task<Reply<T>> PlainAsync<T>(
        HttpMethod method, string path, object? body, CancellationToken cancel, (string Name, string Value)? header = null)
        where T : class => (await _api.SendAsync<T>(method, path, body, token: null, cancel, header)).Reply;

    /// <summary>In the name of the signed-in person. What changes nothing is asked again when the server says "later", for a while.</summary>
    private async Task<Reply<T>> SignedAsync<T>(HttpMethod method, string path, CancellationToken cancel, object? body = null)
        where T : class
    {
        var began = _options.Clock.GetTimestamp();
        for (;;)
        {
            var reply = await OnceAsync<T>(method, path, body, cancel);
            if (method != HttpMethod.Get || reply.Refusal is not { RetryAfterMs: { } hint })
            {
                return reply;
            }

            var wait = TimeSpan.FromMilliseconds(hint * (1 + (Random.Shared.NextDouble() / 4)));
            if (_options.Clock.GetElapsedTime(began) + wait > ReadPatience)
            {
                return reply;
            }

            await Task.Delay(wait, _options.Clock, cancel);
        }
    }

    /// <summary>One try; a token that is no longer taken is renewed once.</summary>
    private async Task<Reply<T>> OnceAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancel)
        where T : class
    {
        for (var renew = false; ; renew = true)
        {
            var fresh = await _tokens.FreshAsync(renew, school: null, cancel);
            if (!fresh.IsDone)
            {
                return new Reply<T> { Refusal = fresh.Refusal, Cause = fresh.Cause, Tries = 0 };
            }

            var (reply, status) = await _api.SendAsync<T>(method, path, body, fresh.Value.AccessToken, cancel);
            if (status != HttpStatusCode.Unauthorized || renew)
            {
                return reply;
            }
        }
    }
}
