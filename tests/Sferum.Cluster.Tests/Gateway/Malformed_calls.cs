using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class Malformed_calls : IAsyncLifetime
{
    private TestDistrict? _district;
    private SferumClient? _client;
    private ChatId _chat;

    private Uri Gateway => _district!.Gateways[0].Address;

    private string Token => _client!.Session!.AccessToken;

    public async ValueTask InitializeAsync()
    {
        _district = await TestDistrict.Start();
        var school = await _district.Town.School();
        var people = await _district.Town.People(school, 1, Role.ClassTeacher);
        _chat = await _district.Town.Chat(school, people);
        _client = await _district.SignIn(people[0]);
    }

    public ValueTask DisposeAsync() => _district?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("Post", "\"text\"")]
    [InlineData("Post", "null")]
    [InlineData("Post", "{}")]
    [InlineData("Post", "")]
    [InlineData("Post", "{},{}")]
    [InlineData("Post", """{"chatId":"no","requestId":"no","text":1}""")]
    [InlineData("Post", """{"chatId":"0192aaaa-0000-7000-8000-000000000000","requestId":"00000000-0000-0000-0000-000000000000","text":"x"}""")]
    [InlineData("Post", """{"chatId":"0192aaaa-0000-7000-8000-000000000000","requestId":"0192aaaa-0000-7000-8000-000000000001","text":null}""")]
    [InlineData("ReadSince", """{"chatId":"0192aaaa-0000-7000-8000-000000000000","after":-1,"limit":10}""")]
    [InlineData("ReadSince", """{"chatId":"0192aaaa-0000-7000-8000-000000000000","after":0,"limit":100000}""")]
    [InlineData("Resume", """{"known":null}""")]
    [InlineData("Resume", """{"known":[null]}""")]
    [InlineData("NoSuchMethod", "")]
    [InlineData("NoSuchMethod", "1,2,3")]
    [InlineData("OnConnectedAsync", "")]
    [InlineData("Dispose", "")]
    public async Task Are_answered_in_JSON_with_a_typed_refusal(string method, string arguments)
    {
        using var wire = await HubWire.Shake(Gateway, Token);
        await wire.Call("1", method, arguments);
        var answer = await wire.Answer("1");
        Assert.Equal(Refusals.Malformed.Code, answer.GetProperty("refusal").GetProperty("code").GetString());
        await wire.Call("2", HubNames.Methods.Resume, """{"known":[]}""");
        Assert.Equal(JsonValueKind.Object, (await wire.Answer("2")).GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task Behind_a_message_of_an_unknown_type_the_next_call_is_answered_at_once()
    {
        using var wire = await HubWire.Shake(Gateway, Token);
        await wire.Send("""{"type":96}""" + '\u001e' + """{"type":97}""" + '\u001e' + """{"type":1,"invocationId":"1","target":"Resume","arguments":[{"known":[]}]}""");
        Assert.Equal(JsonValueKind.Object, (await wire.Answer("1")).GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task Are_answered_in_MessagePack_with_a_typed_refusal()
    {
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(Gateway, HubNames.Path), o =>
            {
                o.SkipNegotiation = true;
                o.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                o.AccessTokenProvider = () => Task.FromResult<string?>(Token);
            })
            .AddMessagePackProtocol()
            .Build();
        await connection.StartAsync();
        foreach (var arguments in new object?[][] { ["text"], [null], [], [new { }], [1, 2], [new PostRequest(_chat.Value, Guid.Empty, "x")] })
        {
            var answer = await connection.InvokeCoreAsync<Answer<Placed>>(HubNames.Methods.Post, arguments);
            Assert.Equal(Refusals.Malformed.Code, answer.Refusal?.Code);
        }

        Assert.Equal(Refusals.Malformed.Code, (await connection.InvokeAsync<Answer<Done>>("NoSuchMethod")).Refusal?.Code);
        var good = await connection.InvokeAsync<Answer<Placed>>(HubNames.Methods.Post, new PostRequest(_chat.Value, Guid.CreateVersion7(), "Годится"));
        Assert.Equal(1, good.Value?.Number);
    }

    [Fact]
    public async Task Are_refused_in_the_language_of_the_connection()
    {
        using var wire = await HubWire.Shake(Gateway, Token);
        await wire.Call("1", "NoSuchMethod", "");
        Assert.Equal(TextCatalogue.Render(Refusals.Malformed.Code, null, "ru"), (await wire.Answer("1")).GetProperty("refusal").GetProperty("message").GetString());
        await wire.Call("2", HubNames.Methods.Resume, """{"known":[],"locale":"en"}""");
        await wire.Answer("2");
        await wire.Call("3", "NoSuchMethod", "");
        Assert.Equal(TextCatalogue.Render(Refusals.Malformed.Code, null, "en"), (await wire.Answer("3")).GetProperty("refusal").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Larger_than_a_message_may_be_close_the_connection_and_nothing_else()
    {
        using var large = await HubWire.Shake(Gateway, Token);
        await large.Call("1", HubNames.Methods.Post, $$"""{"chatId":"{{_chat}}","requestId":"{{Guid.CreateVersion7()}}","text":"{{new string('x', 40_000)}}"}""");
        Assert.Null(await large.ReceiveUntil(static m => m.TryGetProperty("result", out _)));
        using var next = await HubWire.Shake(Gateway, Token);
        await next.Call("1", HubNames.Methods.Resume, """{"known":[]}""");
        Assert.Equal(JsonValueKind.Object, (await next.Answer("1")).GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_with_the_limit()
    {
        await using var line = await Witness.Join(_client!);
        var refusal = (await line.Line.PostAsync(_chat.Value, new string('я', ChatLimits.TextLength + 1))).Refusal!;
        Assert.Equal(Refusals.TextTooLong(0).Code, refusal.Code);
        Assert.Equal("4000", refusal.Args!["limit"]);
    }

    [Theory]
    [InlineData("GET", "/api/chats/{0}/messages?limit=0", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("GET", "/api/chats/{0}/messages?limit=many", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("GET", "/api/chats/{0}/messages?before=1&after=2", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("GET", "/api/chats/{0}/messages?date=yesterday", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("GET", "/api/chats/not-a-chat/messages", HttpStatusCode.NotFound, "request.not_found")]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "request.not_found")]
    [InlineData("POST", "/api/sign-in/code", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("GET", "/hub/negotiate", HttpStatusCode.NotFound, "request.not_found")]
    [InlineData("GET", "/hub", HttpStatusCode.BadRequest, "request.malformed")]
    public async Task Over_HTTP_get_a_problem_with_the_code_and_its_sentence(string method, string path, HttpStatusCode status, string code)
    {
        using var http = new HttpClient { BaseAddress = Gateway };
        using var request = new HttpRequestMessage(new HttpMethod(method), string.Format(null, path, _chat));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.Add("Accept-Language", "en-GB,en;q=0.9");
        if (method == "POST")
        {
            request.Content = new StringContent("{ not json", null, "application/json");
        }

        using var response = await http.SendAsync(request);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((status, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(TextCatalogue.Render(code, null, "en"), problem.GetProperty("title").GetString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read()
    {
        using var http = new HttpClient { BaseAddress = Gateway };
        using var response = await http.PostAsync(new Uri("/api/sign-in/code", UriKind.Relative), new StringContent(new string('x', 100_000), null, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request.malformed", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }
}
