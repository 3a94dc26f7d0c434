using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Sferum.Chats;

namespace Sferum.Wire;

/// <summary>RFC 6455 as a client sees it, byte by byte: the same on each path.</summary>
public sealed class A_web_socket(OpenStages stages)
{
    private const string Resume = """{"known":[]}""";

    public static TheoryData<string> Paths => [.. LivePath.All];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Is_opened_as_the_RFC_says(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Connect(stage.Address);
        await raw.Send(RawSocket.Opening(stage.Address, stage.Mine, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits", $"Origin: {stage.Host.Address}"));
        var answer = await raw.ReadAnswer();
        Assert.Equal(
            (101, "websocket", "Upgrade", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", null),
            (answer.Status, answer.Header("Upgrade"), answer.Header("Connection"), answer.Header("Sec-WebSocket-Accept"), answer.Header("Sec-WebSocket-Extensions")));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task May_come_one_byte_at_a_time(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Connect(stage.Address);
        await raw.SendSlowly(Encoding.ASCII.GetBytes(RawSocket.Opening(stage.Address, stage.Mine)));
        Assert.Equal(101, (await raw.ReadAnswer()).Status);
        await raw.SendSlowly(RawSocket.Frame(RawSocket.Text, "{\"protocol\":\"json\",\"version\":1}\u001e"u8));
        Assert.Equal("{}", await raw.ReadMessage());
        await raw.SendSlowly(RawSocket.Frame(RawSocket.Text, Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"1","target":"Resume","arguments":[{{Resume}}]}""" + '\u001e')));
        Assert.Contains("\"chats\"", await raw.ReadResult("1"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task May_come_with_the_first_words_in_the_same_packet(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Connect(stage.Address);
        await raw.Send((byte[])
        [
            .. Encoding.ASCII.GetBytes(RawSocket.Opening(stage.Address, stage.Mine)),
            .. RawSocket.Frame(RawSocket.Text, "{\"protocol\":\"json\",\"version\":1}\u001e"u8),
            .. RawSocket.Frame(RawSocket.Text, Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"1","target":"Resume","arguments":[{{Resume}}]}""" + '\u001e')),
        ]);
        Assert.Equal(101, (await raw.ReadAnswer()).Status);
        Assert.Equal("{}", await raw.ReadMessage());
        Assert.NotNull(await raw.ReadResult("1"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Answers_pings_also_between_the_parts_of_a_message(string path)
    {
        using var raw = await RawSocket.Shake(await stages.On(path));
        foreach (var body in new[] { [], Encoding.UTF8.GetBytes("привет"), new byte[125] })
        {
            await raw.SendFrame(RawSocket.Ping, body);
            var pong = await raw.ReadFrame();
            Assert.Equal((true, RawSocket.Pong), (pong!.IsFinal, pong.Kind));
            Assert.Equal(body, pong.Payload);
        }

        var message = Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"1","target":"Resume","arguments":[{{Resume}}]}""" + '\u001e');
        await raw.SendFrame(RawSocket.Text, message.AsSpan(0, 10), final: false);
        await raw.SendFrame(RawSocket.Ping, "zwischen"u8);
        await raw.SendFrame(RawSocket.Continuation, message.AsSpan(10, 20), final: false);
        await raw.SendFrame(RawSocket.Continuation, [], final: false);
        await raw.SendFrame(RawSocket.Pong, "nobody asked"u8);
        await raw.SendFrame(RawSocket.Continuation, message.AsSpan(30));
        Assert.Equal("zwischen", (await raw.ReadFrame())!.Text);
        Assert.NotNull(await raw.ReadResult("1"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Echoes_a_close(string path)
    {
        using var raw = await RawSocket.Shake(await stages.On(path));
        await raw.SendFrame(RawSocket.Close, [0x03, 0xe8, .. "пока"u8]);
        var close = await raw.ReadFrame();
        Assert.Equal((RawSocket.Close, 1000), (close!.Kind, BinaryPrimitives.ReadUInt16BigEndian(close.Payload)));
        Assert.Null(await raw.ReadFrame());
    }

    public static TheoryData<string, string, byte[]> Wrong => new(
        from path in LivePath.All
        from wrong in new (string, byte[])[]
        {
            ("a frame without a mask", RawSocket.Frame(RawSocket.Text, "{\"type\":6}\u001e"u8, masked: false)),
            ("a reserved bit", [0xc1, 0x80, 0, 0, 0, 0]),
            ("a kind that does not exist", RawSocket.Frame(3, [])),
            ("a control frame in parts", RawSocket.Frame(RawSocket.Ping, [1], final: false)),
            ("a ping that is too long", RawSocket.Frame(RawSocket.Ping, new byte[126])),
            ("a continuation of nothing", RawSocket.Frame(RawSocket.Continuation, [1])),
            ("a message within a message", [.. RawSocket.Frame(RawSocket.Text, "{"u8, final: false), .. RawSocket.Frame(RawSocket.Text, "}\u001e"u8)]),
            ("a close with half a code", RawSocket.Frame(RawSocket.Close, [3])),
            ("a close with a code nobody may send", RawSocket.Frame(RawSocket.Close, [0x03, 0xed])),
            ("bytes that are no message", RawSocket.Frame(RawSocket.Text, "nonsense\u001e"u8)),
        }
        select (path, wrong.Item1, wrong.Item2));

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Ends_when_the_rules_are_broken(string path, string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        var stage = await stages.On(path);
        using var raw = await RawSocket.Shake(stage);
        await raw.Send(bytes);
        await raw.ReadEnd();

        // And nobody else notices.
        using var other = await RawSocket.Shake(stage);
        await other.Call("1", HubNames.Methods.Resume, Resume);
        Assert.NotNull(await other.ReadResult("1"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Carries_answers_of_every_length_around_the_borders_of_a_frame(string path)
    {
        using var raw = await RawSocket.Shake(await stages.On(path));
        await raw.Call("1", "NoSuchMethod", "");
        var shortest = Encoding.UTF8.GetByteCount((await raw.ReadResult("1"))!);
        foreach (var border in new[] { 125, 126, 127, 128, 65_535, 65_536 }.Where(b => b > shortest && b - shortest < 32_000))
        {
            await Refused(raw, border - shortest);
        }

        for (var id = 1; id < 400; id++)
        {
            await Refused(raw, id);
        }
    }

    /// <summary>An answer is exactly as much longer as the id in it.</summary>
    private static async Task Refused(RawSocket raw, int length)
    {
        var id = new string('i', length);
        await raw.Call(id, "NoSuchMethod", "");
        Assert.Equal(Refusals.Malformed.Code, Code(await raw.ReadResult(id)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Carries_pages_of_every_length_around_64_KB(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Shake(stage);
        var first = await Post(raw, stage.Chat, "начало");
        for (var i = 0; i < 15; i++)
        {
            await Post(raw, stage.Chat, new string('x', 3980));
        }

        async Task<int> Read(string id)
        {
            await raw.Call(id, HubNames.Methods.ReadSince, $$"""{"chatId":"{{stage.Chat}}","after":{{first}},"limit":15}""");
            var answer = await raw.ReadResult(id);
            Assert.Equal(15, JsonDocument.Parse(answer!).RootElement.GetProperty("result").GetProperty("value").GetProperty("events").GetArrayLength());
            return Encoding.UTF8.GetByteCount(answer!) + 1;
        }

        var length = await Read("1");
        Assert.InRange(length, 60_000, 65_530);
        foreach (var border in Enumerable.Range(65_530, 12))
        {
            Assert.Equal(border, await Read(new string('i', border - length + 1)));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Takes_calls_of_every_length_up_to_32_KB_and_not_a_byte_more(string path)
    {
        using var raw = await RawSocket.Shake(await stages.On(path));
        var empty = """{"type":1,"invocationId":"1","target":"","arguments":[]}""".Length + 1;
        foreach (var length in new[] { 124, 125, 126, 127, 128, 4095, 4096, 16_384, 32_767, HubNames.MaxMessageBytes })
        {
            await raw.Call("1", new string('x', length - empty), "");
            Assert.Equal(Refusals.Malformed.Code, Code(await raw.ReadResult("1")));
        }

        await raw.Call("1", new string('x', HubNames.MaxMessageBytes + 2 - empty), "");
        Assert.Null(await raw.ReadResult("1"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Of_a_client_that_falls_silent_is_closed(string path)
    {
        var stage = await stages.On(path);
        using var raw = await RawSocket.Shake(stage);
        await raw.SendMessage("""{"type":6}""");
        using var speechless = await RawSocket.Connect(stage.Address);
        await speechless.Send(RawSocket.Opening(stage.Address, stage.Mine));
        Assert.Equal(101, (await speechless.ReadAnswer()).Status);

        // The one has pinged and does so no more, the other has not even said hello.
        await Task.WhenAll(raw.ReadEnd(), speechless.ReadEnd());
    }

    private static async Task<long> Post(RawSocket raw, Guid chat, string text)
    {
        await raw.Call("p", HubNames.Methods.Post, $$"""{"chatId":"{{chat}}","requestId":"{{Guid.CreateVersion7()}}","text":"{{text}}"}""");
        return JsonDocument.Parse((await raw.ReadResult("p"))!).RootElement.GetProperty("result").GetProperty("value").GetProperty("number").GetInt64();
    }

    private static string? Code(string? answer) =>
        answer is null ? null : JsonDocument.Parse(answer).RootElement.GetProperty("result").GetProperty("refusal").GetProperty("code").GetString();
}
