using System.Net;
using System.Net.Sockets;

namespace Sferum.Push;

/// <summary>
/// Connects to hosts of the open Internet alone: a browser names the address to which we send, and could name one behind our own walls. Asked of the address
/// that is connected to, after the name was looked up.
/// </summary>
internal static class PublicHosts
{
    private static readonly IPNetwork[] Closed =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10",
            "ff00::/8",
        ]).Select(static n => IPNetwork.Parse(n)),
    ];

    /// <summary>Whether an address is of the open Internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var real = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Closed.Any(n => n.Contains(real));
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var open = found.Where(IsPublic).ToArray();
        if (open.Length == 0)
        {
            throw new HttpRequestException("The host is not on the open Internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
