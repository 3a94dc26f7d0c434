using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum.Edge;

/// <summary>
/// Gives Kestrel a transport of our own for TCP on Linux (docs/adr/0011). Whatever else there is, and everything when the setting says <c>stock</c>,
/// stays with Kestrel's own.
/// </summary>
internal sealed class EdgeListenerFactory(
    EpollShards shards, IOptions<GatewayOptions> options, IOptions<SocketTransportOptions> sockets, TimeProvider clock, ILogger<EdgeListener> log)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint && options.Value.IsDirect;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        Socket socket;
        try
        {
            socket = sockets.Value.CreateBoundListenSocket(endpoint);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException(error.Message, error);
        }

        socket.Blocking = false;
        socket.Listen(sockets.Value.Backlog);
        var bounds = new SocketBounds(options.Value.QueueBytes, options.Value.QueueMessages, clock);
        return new ValueTask<IConnectionListener>(new EdgeListener(socket, shards.Next(), shards, bounds, log));
    }
}
