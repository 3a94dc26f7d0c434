using System.Net.WebSockets;

namespace Sferum.Edge;

public sealed class Sending_frames
{
    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(100_000)]
    public async Task A_frame_is_read_by_the_runtimes_own_client(int length)
    {
        var payload = Enumerable.Range(0, length).Select(static i => (byte)(i * 7)).ToArray();
        byte[] stream = [.. FrameHead.Frame(FrameKind.Binary, payload), .. FrameHead.Frame(FrameKind.Text, "next"u8)];
        using var client = WebSocket.CreateFromStream(new MemoryStream(stream), new WebSocketCreationOptions { IsServer = false });
        Assert.Equal((WebSocketMessageType.Binary, Convert.ToHexString(payload)), await Message(client));
        Assert.Equal((WebSocketMessageType.Text, Convert.ToHexString("next"u8)), await Message(client));
    }

    private static async Task<(WebSocketMessageType Type, string Hex)> Message(WebSocket client)
    {
        var whole = new MemoryStream();
        var buffer = new byte[200_000];
        while (true)
        {
            var part = await client.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None);
            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return (part.MessageType, Convert.ToHexString(whole.ToArray()));
            }
        }
    }
}
