using System.Text;
using System.Text.Json;

namespace Sferum.Wire;

/// <summary>HTTP where live connections are: the same on each path.</summary>
public sealed class HTTP_on_the_same_port(OpenStages stages)
{
    public static TheoryData<string> Paths => [.. LivePath.All];

    public static TheoryData<string, string, int, string?> Doors => new(
        from path in LivePath.All
        from door in new (string, int, string?)[]
        {
            ("no token", 401, "request.sign_in_needed"), ("no such token", 401, "request.sign_in_needed"), ("an expired token", 401, "request.sign_in_needed"),
            ("a page of others", 403, "request.denied"), ("no upgrade", 400, "request.malformed"), ("another version", 400, "request.malformed"),
            ("another path", 404, "request.not_found"), ("a token in the query", 101, null),
        }
        select (path, door.Item1, door.Item2, door.Item3));

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task The_hub_is_opened_or_refused_with_words(string path, string what, int status, string? code)
    {
        var stage = await stages.On(path);
        var good = RawSocket.Opening(stage.Address, stage.Mine);
        var request = what switch
        {
            "no token" => RawSocket.Opening(stage.Address, null),
            "no such token" => RawSocket.Opening(stage.Address, "not.a.token"),
            "an expired token" => RawSocket.Opening(stage.Address, stage.Expired),
            "a page of others" => RawSocket.Opening(stage.Address, stage.Mine, "Origin: https://stranger.example"),
            "no upgrade" => good.Replace("Connection: Upgrade\r\nUpgrade: websocket\r\n", "", StringComparison.Ordinal),
            "another version" => good.Replace("Version: 13", "Version: 12", StringComparison.Ordinal),
            "another path" => good.Replace("/hub", "/hub/negotiate", StringComparison.Ordinal),
            _ => RawSocket.Opening(stage.Address, null).Replace("/hub", $"/hub?access_token={stage.Mine}", StringComparison.Ordinal),
        };
        using var raw = await RawSocket.Connect(stage.Address);
        await raw.Send(request);
        var answer = await raw.ReadAnswer();
        Assert.Equal((status, code), (answer.Status, Code(answer)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Requests_follow_each_other_on_one_connection(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Connect(stage.Address);
        var get = $"GET /api/config HTTP/1.1\r\nHost: {stage.Address.Authority}\r\n\r\n";
        await raw.SendSlowly(Encoding.ASCII.GetBytes(get));
        var first = await raw.ReadAnswer();
        await raw.Send(get + get + get + RawSocket.Opening(stage.Address, stage.Mine));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((200, first.Body), (await raw.ReadAnswer() is var next ? next.Status : 0, next.Body));
        }

        Assert.Equal(101, (await raw.ReadAnswer()).Status);
        await raw.SendMessage("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await raw.ReadMessage());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_body_that_is_too_large_is_refused_before_it_has_come(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Connect(stage.Address);
        await raw.Send($"POST /api/sign-in/code HTTP/1.1\r\nHost: {stage.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n\r\n");
        var sending = Record.ExceptionAsync(() => raw.Send(new byte[3_000_000]));
        var answer = await raw.ReadAnswer();
        Assert.Equal((413, "request.malformed"), (answer.Status, Code(answer)));
        raw.Dispose();
        await sending;
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_body_may_come_in_chunks_and_wait_to_be_asked_for(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Connect(stage.Address);
        await raw.Send($"POST /api/sign-in/refresh HTTP/1.1\r\nHost: {stage.Address.Authority}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
        Assert.Equal(100, (await raw.ReadAnswer()).Status);
        foreach (var chunk in new[] { """{"refresh""", """Token":"none"}""" })
        {
            await raw.Send($"{chunk.Length:x}\r\n{chunk}\r\n");
        }

        await raw.Send("0\r\n\r\n");
        var answer = await raw.ReadAnswer();
        Assert.Equal((401, "sign_in.session_ended"), (answer.Status, Code(answer)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_large_answer_reaches_a_slow_reader_whole(string path)
    {
        var stage = await stages.On(path);
        using var author = await RawSocket.Shake(stage);
        for (var i = 0; i < 100; i++)
        {
            await author.Call($"{i}", HubNames.Methods.Post, $$"""{"chatId":"{{stage.Chat}}","requestId":"{{Guid.CreateVersion7()}}","text":"{{new string('щ', 3900)}}"}""");
            Assert.NotNull(await author.ReadResult($"{i}"));
        }

        using var raw = await RawSocket.Connect(stage.Address, receiveBuffer: 2048);
        await raw.Send($"GET /api/chats/{stage.Chat}/messages?limit=100 HTTP/1.1\r\nHost: {stage.Address.Authority}\r\nAuthorization: Bearer {stage.Mine}\r\n\r\n");
        var answer = await raw.ReadAnswer();
        var events = JsonDocument.Parse(answer.Body).RootElement.GetProperty("events");
        Assert.Equal((200, 100), (answer.Status, events.GetArrayLength()));
        Assert.InRange(Encoding.UTF8.GetByteCount(answer.Body), 780_000, 900_000);
        Assert.All(events.EnumerateArray(), static e => Assert.Equal(3900, e.GetProperty("message").GetProperty("text").GetString()!.Length));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_is_no_request_is_refused_and_closed(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Connect(stage.Address);
        await raw.Send("\u0016\u0003\u0001 nonsense\r\n\r\n");
        Assert.Equal(400, (await raw.ReadAnswer()).Status);
        Assert.Null(await raw.ReadFrame());
    }

    private static string? Code(RawAnswer answer) =>
        answer.Body.StartsWith('{') && JsonDocument.Parse(answer.Body).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
}
