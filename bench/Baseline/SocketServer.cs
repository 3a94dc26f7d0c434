using System.Net;
using System.Net.Sockets;

namespace Sferum.Baseline;

/// <summary>
/// The limit: one thread that waits for all sockets, and for each delivery one system call with bytes made once. No framework between, no queue but for
/// a socket that takes no more.
/// </summary>
internal static class SocketServer
{
    private const int Backlog = 4096;

    public static async Task<int> Run(int port, CancellationToken cancel)
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(Backlog);
        var rooms = new Dictionary<string, SocketRoom>(StringComparer.Ordinal);
        try
        {
            while (await listener.AcceptAsync(cancel) is { } socket)
            {
                new SocketMember(socket, rooms).Start();
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }

        return 0;
    }
}

/// <summary>Who is told. Only the one thread of the sockets comes here.</summary>
internal sealed class SocketRoom
{
    private readonly List<SocketMember> _members = [];
    private long _last;

    public void Join(SocketMember member) => _members.Add(member);

    public void Leave(SocketMember member) => _members.Remove(member);

    public long Post(Chats.PostRequest post)
    {
        var frame = Load.Wire.FrameWriter.FromServer(Load.Wire.FrameKind.Text, HubText.Event(Numbering.Event(post, ++_last)));
        for (var i = _members.Count - 1; i >= 0; i--)
        {
            _members[i].Send(frame);
        }

        return _last;
    }
}
