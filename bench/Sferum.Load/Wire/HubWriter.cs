using Microsoft.AspNetCore.SignalR.Protocol;

namespace Sferum.Load.Wire;

/// <summary>What a client of the hub sends, as bytes of frames. Few are sent, so SignalR's own writers make them.</summary>
internal sealed class HubWriter(bool messagePack)
{
    private readonly IHubProtocol _protocol = messagePack ? new MessagePackHubProtocol() : new JsonHubProtocol();

    /// <summary>A sign of life: who says nothing for long is taken for gone.</summary>
    public byte[] Ping { get; } = FrameWriter.FromClient(
        messagePack ? FrameKind.Binary : FrameKind.Text,
        (messagePack ? new MessagePackHubProtocol() : (IHubProtocol)new JsonHubProtocol()).GetMessageBytes(PingMessage.Instance).Span);

    /// <summary>The handshake is JSON in either protocol, and so is its answer.</summary>
    public byte[] Handshake()
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        HandshakeProtocol.WriteRequestMessage(new HandshakeRequestMessage(_protocol.Name, _protocol.Version), bytes);
        return FrameWriter.FromClient(Kind, bytes.WrittenSpan);
    }

    public byte[] Call(long id, string method, object request) => FrameWriter.FromClient(
        Kind, _protocol.GetMessageBytes(new InvocationMessage(id.ToString(System.Globalization.CultureInfo.InvariantCulture), method, [request])).Span);

    private FrameKind Kind => messagePack ? FrameKind.Binary : FrameKind.Text;
}
