using System.Net;
using Sferum.Chats;
using Sferum.Stub;

namespace Sferum.People;

public sealed class Keeping_a_session
{
    [Fact]
    public async Task A_token_is_renewed_before_it_expires_and_each_refresh_token_is_used_once()
    {
        using var http = new StubHttp();
        var told = new List<string>();
        using var client = http.Client(new ClientOptions { Renewed = s => told.Add(s.RefreshToken) });
        await SignIn(client);
        for (var i = 0; i < 3; i++)
        {
            (await client.MeAsync()).Must();
            http.Clock.Advance(TimeSpan.FromSeconds(550));
        }

        (await client.MeAsync()).Must();

        Assert.Equal(["refresh-1", "refresh-2", "refresh-3"], http.Spent);
        Assert.Equal(["refresh-1", "refresh-2", "refresh-3", "refresh-4"], told);
        Assert.Equal("GET /api/me access-4", http.Asked.Last());
    }

    [Fact]
    public async Task Many_callers_share_one_renewal()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);
        http.Clock.Advance(TimeSpan.FromSeconds(599));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.MeAsync()));

        Assert.All(replies, static r => Assert.True(r.IsDone));
        Assert.Single(http.Spent);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_renewed_once()
    {
        using var http = new StubHttp();
        http.Answer = static r => r.Headers.Authorization is null || r.Headers.Authorization.Parameter == "access-2" ? null
            : StubHttp.Problem(HttpStatusCode.Unauthorized, "request.sign_in_needed");
        using var client = http.Client();
        await SignIn(client);

        Assert.True((await client.MeAsync()).IsDone);
        http.Answer = static r => r.Headers.Authorization is null ? null : StubHttp.Problem(HttpStatusCode.Unauthorized, "request.sign_in_needed");
        Assert.Equal("request.sign_in_needed", (await client.MeAsync()).Refusal?.Code);
        Assert.Equal(2, http.Spent.Count);
    }

    [Fact]
    public async Task A_session_that_has_ended_has_no_token()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);
        http.Answer = static r => r.RequestUri!.AbsolutePath.EndsWith("/refresh", StringComparison.Ordinal) ? StubHttp.Problem(HttpStatusCode.Unauthorized, "sign_in.session_ended") : null;
        http.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(await client.GetAsync(renew: false, CancellationToken.None));
        Assert.Null(client.Session);
        Assert.Equal("request.sign_in_needed", (await client.MeAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task A_server_that_is_away_ends_nothing()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);
        http.Clock.Advance(TimeSpan.FromHours(1));
        http.Answer = r =>
        {
            http.Clock.Advance(TimeSpan.FromSeconds(9));
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        };

        await Assert.ThrowsAsync<HttpRequestException>(async () => await client.GetAsync(renew: false, CancellationToken.None));
        Assert.NotNull(client.Session);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_by_the_same_exchange_however_late_and_the_next_token_has_another()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);
        http.Clock.Advance(TimeSpan.FromHours(1));
        http.Answer = r =>
        {
            http.Clock.Advance(TimeSpan.FromSeconds(9));
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        };
        await Assert.ThrowsAsync<HttpRequestException>(async () => await client.GetAsync(renew: false, CancellationToken.None));

        http.Answer = static _ => null;
        http.Clock.Advance(TimeSpan.FromMinutes(5));
        (await client.MeAsync()).Must();
        http.Clock.Advance(TimeSpan.FromHours(1));
        (await client.MeAsync()).Must();

        Assert.Equal(["refresh-1", "refresh-1", "refresh-2"], http.Spent);
        var exchanges = http.Exchanges.ToArray();
        Assert.InRange(exchanges[0]!.Length, 22, 64);
        Assert.Equal(exchanges[0], exchanges[1]);
        Assert.NotEqual(exchanges[0], exchanges[2]);
    }

    [Fact]
    public async Task Signing_out_forgets_the_tokens()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);

        Assert.True((await client.SignOutAsync()).IsDone);
        Assert.Null(client.Session);
    }

    [Fact]
    public async Task A_refusal_comes_with_its_code_arguments_and_waiting_time()
    {
        using var http = new StubHttp();
        http.Answer = static _ => StubHttp.Problem(HttpStatusCode.TooManyRequests, "sign_in.too_soon", 5000);
        using var client = http.Client();

        var reply = await client.RequestCodeAsync("+7 900 000-00-01");

        Assert.True(reply.IsRefused);
        Assert.Equal(("sign_in.too_soon", "Нельзя", 5000, "5"), (reply.Refusal.Code, reply.Refusal.Message, reply.Refusal.RetryAfterMs, reply.Refusal.Args?["limit"]));
    }

    [Fact]
    public async Task What_is_only_read_is_asked_for_again_when_the_server_says_later()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);
        var refusals = 2;
        http.Answer = r => r.RequestUri!.PathAndQuery == "/api/me" && refusals-- > 0 ? StubHttp.Problem(HttpStatusCode.ServiceUnavailable, "server.overloaded", 1000) : null;

        var me = client.MeAsync();
        await http.Clock.AdvanceWaited(TimeSpan.FromSeconds(1.25));
        await http.Clock.AdvanceWaited(TimeSpan.FromSeconds(1.25));

        Assert.True((await me).IsDone);
        Assert.Equal(3, http.Asked.Count(static a => a.StartsWith("GET /api/me", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_only_read_is_not_asked_for_again_when_later_is_too_late()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);
        http.Answer = static _ => StubHttp.Problem(HttpStatusCode.TooManyRequests, "request.too_many", 60_000);

        Assert.Equal(60_000, (await client.MeAsync()).Refusal?.RetryAfterMs);
    }

    [Fact]
    public async Task Pages_are_asked_for_by_place()
    {
        using var http = new StubHttp();
        using var client = http.Client();
        await SignIn(client);
        var chat = Guid.CreateVersion7();

        await client.HistoryAsync(chat);
        await client.HistoryAsync(chat, limit: 5);
        await client.HistoryAsync(chat, HistoryPlace.Before(7), 50);
        await client.HistoryAsync(chat, HistoryPlace.From(new DateOnly(2026, 9, 1)));
        await client.MembersAsync(chat, "a b");

        Assert.Equal(
            [
                $"GET /api/chats/{chat}/messages access-1",
                $"GET /api/chats/{chat}/messages?limit=5 access-1",
                $"GET /api/chats/{chat}/messages?before=7&limit=50 access-1",
                $"GET /api/chats/{chat}/messages?date=2026-09-01 access-1",
                $"GET /api/chats/{chat}/members?cursor=a%20b access-1",
            ],
            http.Asked.Skip(1));
    }

    private static async Task SignIn(SferumClient client) => (await client.ConfirmAsync(new ConfirmRequest(Guid.Empty, "123456"))).Must();
}
