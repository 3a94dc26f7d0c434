namespace Sferum.Edge;

/// <summary>What the hub answers: what it writes between two flushes becomes one frame.</summary>
internal sealed class HubWriter(HubSocket socket) : WireWriter(socket.Wire)
{
    protected override bool Send(Span<byte> buffer, int length)
    {
        var start = FrameHead.Write(buffer, FrameHead.Most, socket.IsBinary ? FrameKind.Binary : FrameKind.Text, length);
        return socket.Send(buffer[start..(FrameHead.Most + length)]);
    }
}
