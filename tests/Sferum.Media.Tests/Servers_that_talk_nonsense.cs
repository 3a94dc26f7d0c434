using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sferum.Calls;

/// <summary>What a server says is not believed to be well formed.</summary>
public sealed class Servers_that_talk_nonsense
{
    private static readonly string[] Nonsense =
    [
        "", "nonsense", "null", "[]", "42", "{}", """{"janus":"event"}""", """{"janus":"event","sender":"me","plugindata":7}""", """{"janus":7}""", """{"janus":"event","sender":1,"plugindata":{"data":{"publishers":{}}}}""",
        """{"janus":"success","transaction":"999"}""", """{"janus":"webrtcup","sender":null}""", new('[', 5_000), "{\"janus\":\"" + new string('x', 100_000) + "\"}",
    ];

    [Fact]
    public async Task Harm_nothing()
    {
        using var listener = new HttpListener();
        var port = Listen(listener);
        var serving = Serve(listener);

        var heard = new Heard();
        var node = new MediaNode { Name = "odd", Url = new Uri($"ws://127.0.0.1:{port}/"), ApiSecret = "secret", RoomKey = "key" };
        IMediaServer server = new JanusMediaServer(new MediaSettings { Nodes = [node] }, TimeProvider.System, NullLogger<JanusMediaServer>.Instance);
        await using (var link = await server.Connect("odd", null, heard, default))
        {
            await link.EnsureRoom("room", new RoomSpec(5, 100_000), default);
            Assert.Equal("77.77.77", link.Token);
            Assert.Empty(heard.All);
        }

        await serving;
    }

    private static int Listen(HttpListener listener)
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 30_000);
            try
            {
                listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                listener.Start();
                return port;
            }
            catch (HttpListenerException)
            {
                listener.Prefixes.Clear(); // taken: the next one
            }
        }
    }

    /// <summary>Answers each request as Janus would, after all the nonsense.</summary>
    private static async Task Serve(HttpListener listener)
    {
        var socket = (await (await listener.GetContextAsync()).AcceptWebSocketAsync("janus-protocol")).WebSocket;
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), default) is { MessageType: WebSocketMessageType.Text } received)
            {
                foreach (var text in Nonsense)
                {
                    await Say(socket, text);
                }

                var transaction = JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement.GetProperty("transaction").GetString();
                await Say(socket, $$"""{"janus":"success","transaction":"{{transaction}}","data":{"id":77},"plugindata":{"data":{"videoroom":"created"} } }""");
            }
        }
        catch (WebSocketException)
        {
            // The link has gone.
        }
    }

    private static ValueTask Say(WebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, default);
}
