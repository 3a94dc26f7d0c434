using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sferum.Chats;

namespace Sferum;

/// <summary>
/// A protocol whose unreadable calls are answered like any other refused call: an unknown method, arguments that don't fit, a stream where none is
/// taken become a call of <see cref="ChatHub.Malformed"/> with the same invocation id. Bytes that are no message at all still close the connection.
/// </summary>
internal sealed class TypedHubProtocol(IHubProtocol inner) : IHubProtocol
{
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        HubNames.Methods.Resume, HubNames.Methods.ReadSince, HubNames.Methods.Post, HubNames.Methods.Edit, HubNames.Methods.Delete,
        HubNames.Methods.Pin, HubNames.Methods.Mute, HubNames.Methods.Set, HubNames.Methods.React, HubNames.Methods.MarkRead, HubNames.Methods.Typing,
        HubNames.Methods.Watch, HubNames.Methods.Vote, HubNames.Methods.ClosePoll, HubNames.Methods.StartCall, HubNames.Methods.JoinCall,
        HubNames.Methods.LeaveCall, HubNames.Methods.CallNow, HubNames.Methods.SetSeat, HubNames.Methods.LeadCall, HubNames.Methods.Signal,
        HubNames.Methods.Draw, HubNames.Methods.Board,
        HubNames.Methods.IceServers, HubNames.Methods.ReportCall,
    };

    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var rest = input.Length;
        while (!inner.TryParseMessage(ref input, binder, out message))
        {
            // Of a message type that it doesn't know the inner protocol says "none", but takes it: what stands behind must not wait for more bytes.
            if (input.IsEmpty || input.Length == rest)
            {
                return false;
            }

            rest = input.Length;
        }

        message = message switch
        {
            InvocationBindingFailureMessage failure => Malformed(failure.InvocationId),
            StreamInvocationMessage stream => Malformed(stream.InvocationId),
            InvocationMessage call when !Methods.Contains(call.Target) || call.StreamIds is { Length: > 0 } => Malformed(call.InvocationId),
            _ => message,
        };
        return true;
    }

    private static InvocationMessage Malformed(string? invocationId) => new(invocationId, nameof(ChatHub.Malformed), []);
}
