using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Sferum.Chats;
using Sferum.District;

namespace Sferum.People;

/// <summary>P8 over two gateways, with two connections of one person.</summary>
public sealed class Ending_a_session : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly List<IAsyncDisposable> _open = [];
    private readonly HttpClient _http = new();
    private TestDistrict _district = null!;
    private PersonId _person;
    private ChatId _chat;

    public async ValueTask InitializeAsync()
    {
        _district = await TestDistrict.Start(new DistrictShape { Gateways = 2 });
        var school = await _district.Town.School();
        _person = await _district.Town.Person(school, Role.ClassTeacher);
        _chat = await _district.Town.Chat(school, [_person]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open)
        {
            await connection.DisposeAsync();
        }

        _http.Dispose();
        await _district.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task From_another_device_closes_its_connection_on_any_gateway_and_no_event_comes_after_it(int gatewayOfTheLost)
    {
        var (lost, current) = (await SignIn(gatewayOfTheLost), await SignIn(1));
        var (ofLost, ofCurrent) = (await Connect(lost, gatewayOfTheLost), await Connect(current, 1));
        await Post(ofCurrent);
        await ofLost.SawEvents(1);

        using var revoked = await Send(HttpMethod.Delete, $"/api/sessions/{lost.Me.SessionId}", current, 1);
        Assert.True(revoked.IsSuccessStatusCode);
        await Post(ofCurrent);
        await ofCurrent.SawEvents(2); // the fence: whoever is still connected has it

        Assert.Equal("revoked", await ofLost.SignedOut.Task.WaitAsync(Patience));
        await ofLost.Closed.Task.WaitAsync(Patience);
        Assert.Single(ofLost.Events);
        Assert.Equal(HubConnectionState.Connected, ofCurrent.Hub.State);
    }

    [Fact]
    public async Task Lets_nobody_connect_with_its_token_on_any_gateway()
    {
        var session = await SignIn(0);
        using var signedOut = await Send(HttpMethod.Post, "/api/sign-out", session, 0);
        Assert.True(signedOut.IsSuccessStatusCode);

        foreach (var gateway in new[] { 0, 1 })
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => Connect(session, gateway));
            Assert.Contains("401", refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task By_a_replayed_token_closes_the_connections_of_thief_and_owner()
    {
        var first = await SignIn(0);
        var connection = await Connect(first, 0);
        var second = await Refresh(first.RefreshToken, 1);
        await Refresh(second!.RefreshToken, 1);
        await _district.Town.Run("UPDATE refresh_token SET used_at = used_at - 11000 WHERE session_id = @id", new { id = first.Me.SessionId });

        Assert.Null(await Refresh(first.RefreshToken, 1));

        Assert.Equal("replayed", await connection.SignedOut.Task.WaitAsync(Patience));
        await connection.Closed.Task.WaitAsync(Patience);
    }

    private async Task<SignedIn> SignIn(int gateway)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(_district.Gateways[gateway].Address, "/api/demo/sign-in"), new DemoSignInRequest(_person.Value));
        return (await response.Content.ReadFromJsonAsync<SignedIn>())!;
    }

    private async Task<SignedIn?> Refresh(string token, int gateway)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(_district.Gateways[gateway].Address, "/api/sign-in/refresh"), new RefreshRequest(token));
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<SignedIn>() : null;
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, SignedIn session, int gateway)
    {
        using var request = new HttpRequestMessage(method, new Uri(_district.Gateways[gateway].Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return await _http.SendAsync(request);
    }

    private async Task<Connection> Connect(SignedIn session, int gateway)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(_district.Gateways[gateway].Address, HubNames.Path), o =>
            {
                o.SkipNegotiation = true;
                o.Transports = HttpTransportType.WebSockets;
                o.AccessTokenProvider = () => Task.FromResult<string?>(session.AccessToken);
            })
            .Build();
        _open.Add(hub);
        var connection = new Connection(hub);
        await hub.StartAsync();
        await hub.InvokeAsync<Answer<ResumeAnswer>>(HubNames.Methods.Resume, new ResumeRequest([]));
        return connection;
    }

    private async Task Post(Connection connection)
    {
        var answer = await connection.Hub.InvokeAsync<Answer<Placed>>(HubNames.Methods.Post, new PostRequest(_chat.Value, Guid.CreateVersion7(), "Задание на завтра"));
        Assert.Null(answer.Refusal);
    }

    private sealed class Connection
    {
        private readonly Channel<long> _seen = Channel.CreateUnbounded<long>();

        public Connection(HubConnection hub)
        {
            Hub = hub;
            hub.On<SignedOut>(HubNames.Events.SignedOut, s => SignedOut.TrySetResult(s.Reason));
            hub.On<ChatEvents>(HubNames.Events.Chat, batch =>
            {
                foreach (var e in batch.Events)
                {
                    Events.Enqueue(e.Number);
                    _seen.Writer.TryWrite(e.Number);
                }
            });
            hub.Closed += _ =>
            {
                Closed.TrySetResult();
                return Task.CompletedTask;
            };
        }

        public HubConnection Hub { get; }

        public ConcurrentQueue<long> Events { get; } = new();

        public TaskCompletionSource<string> SignedOut { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task SawEvents(int count)
        {
            while (Events.Count < count)
            {
                await _seen.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            }
        }
    }
}
