using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sferum.Edge;

namespace Sferum.Live;

/// <summary>A message on its way to many sockets: its bytes are made once per protocol, when the first socket of that protocol asks.</summary>
/// <param name="name">One of <see cref="HubNames.Events"/>.</param>
/// <param name="arguments">Its argument.</param>
internal sealed class LiveMessage(string name, params object[] arguments)
{
    /// <summary>The connection has missed something: resume by number.</summary>
    public static readonly LiveMessage Resync = new(HubNames.Events.Resync);

    private byte[]? _text;
    private byte[]? _binary;

    /// <summary>Its bytes.</summary>
    public SerializedHubMessage Bytes { get; } = new(new InvocationMessage(name, arguments));

    /// <summary>State that a busy socket may miss without being told.</summary>
    public bool MayBeLost { get; init; }

    /// <summary>Its bytes as one WebSocket frame; made once per kind.</summary>
    public byte[] Frame(IHubProtocol protocol) => protocol.TransferFormat == TransferFormat.Binary
        ? _binary ??= FrameHead.Frame(FrameKind.Binary, Bytes.GetSerializedMessage(protocol).Span)
        : _text ??= FrameHead.Frame(FrameKind.Text, Bytes.GetSerializedMessage(protocol).Span);

    public int Size(IHubProtocol protocol) => Bytes.GetSerializedMessage(protocol).Length;
}
