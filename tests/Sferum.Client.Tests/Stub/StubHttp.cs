using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sferum.People;

namespace Sferum.Stub;

/// <summary>The HTTP side of the server as one function.</summary>
internal sealed class StubHttp : HttpMessageHandler
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private int _pair;

    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<string> Spent { get; } = new();

    public ConcurrentQueue<string?> Exchanges { get; } = new();

    public WatchedClock Clock { get; } = new();

    /// <summary>What to answer; null for the ordinary.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Answer { get; set; } = static _ => null;

    public SferumClient Client(ClientOptions? options = null) =>
        new(new HttpClient(this) { BaseAddress = new Uri("http://server.example") }, (options ?? new ClientOptions()) with { Clock = Clock });

    public SignedIn Pair()
    {
        var n = Interlocked.Increment(ref _pair);
        return new SignedIn($"access-{n}", 600, $"refresh-{n}", new Me(Guid.Empty, "Аня", Guid.Empty, null, ["student"], []));
    }

    public static HttpResponseMessage Problem(HttpStatusCode status, string code, int? retryAfterMs = null) => new(status)
    {
        Content = JsonContent.Create(
            new { title = "Нельзя", status = (int)status, code, retryAfterMs, args = new { limit = "5" } }, new("application/problem+json"), Json),
    };

    public static HttpResponseMessage Ok(object body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body, body.GetType(), options: Json) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        await Task.Yield();
        var path = request.RequestUri!.PathAndQuery;
        Asked.Enqueue($"{request.Method} {path} {request.Headers.Authorization?.Parameter}".TrimEnd());
        if (path == "/api/sign-in/refresh")
        {
            var exchange = (await request.Content!.ReadFromJsonAsync<RefreshRequest>(Json, cancel))!;
            Spent.Enqueue(exchange.RefreshToken);
            Exchanges.Enqueue(exchange.ExchangeId);
        }

        if (Answer(request) is { } answer)
        {
            return answer;
        }

        return path switch
        {
            "/api/sign-in/confirm" or "/api/sign-in/refresh" => Ok(Pair()),
            "/api/me" => Ok(new Me(Guid.Empty, "Аня", Guid.Empty, null, [], [])),
            "/api/sign-out" => new HttpResponseMessage(HttpStatusCode.NoContent),
            _ => Problem(HttpStatusCode.NotFound, "request.not_found"),
        };
    }
}
