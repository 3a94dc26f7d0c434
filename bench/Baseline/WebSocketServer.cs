using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;

namespace Sferum.Baseline;

/// <summary>ASP.NET's WebSockets without SignalR: the bytes are made once, each socket is sent them.</summary>
internal static class WebSocketServer
{
    private const int MostBytes = 4 * 1024;

    public static async Task<int> Run(int port, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        app.UseWebSockets();
        var rooms = new ConcurrentDictionary<string, Room>(StringComparer.Ordinal);
        app.Map(HubNames.Path, async (HttpContext context) =>
        {
            var room = rooms.GetOrAdd(context.Request.Query["room"].ToString(), static _ => new Room());
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var member = new Member(socket);
            room.Join(member);
            try
            {
                await Serve(socket, member, room, context.RequestAborted);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException)
            {
                // Gone.
            }
            finally
            {
                room.Leave(member);
            }
        });
        await app.RunAsync(cancel);
        return 0;
    }

    private static async Task Serve(WebSocket socket, Member member, Room room, CancellationToken cancel)
    {
        var buffer = new byte[MostBytes];
        var have = 0;
        while (await socket.ReceiveAsync(buffer.AsMemory(have), cancel) is { MessageType: not WebSocketMessageType.Close } came)
        {
            have += came.Count;
            if (came.EndOfMessage)
            {
                HubText.Answer(buffer.AsSpan(0, have), room.Post).ForEach(member.Send);
                have = 0;
            }
        }
    }

    private sealed class Room
    {
        private readonly Lock _turn = new();
        private Member[] _members = [];
        private long _last;

        public void Join(Member member)
        {
            lock (_turn)
            {
                _members = [.. _members, member];
            }
        }

        public void Leave(Member member)
        {
            lock (_turn)
            {
                _members = [.. _members.Where(m => m != member)];
            }
        }

        public long Post(Chats.PostRequest post)
        {
            lock (_turn)
            {
                var bytes = HubText.Event(Numbering.Event(post, ++_last));
                foreach (var member in _members)
                {
                    member.Send(bytes);
                }

                return _last;
            }
        }
    }

    /// <summary>One socket: sent to at once, or when the send before is over.</summary>
    private sealed class Member(WebSocket socket)
    {
        private readonly Queue<byte[]> _waiting = new();
        private bool _busy;

        public void Send(byte[] message)
        {
            lock (_waiting)
            {
                if (_busy)
                {
                    _waiting.Enqueue(message);
                    return;
                }

                var sending = socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                if (!sending.IsCompletedSuccessfully)
                {
                    _busy = true;
                    _ = Drain(sending);
                }
            }
        }

        private async Task Drain(ValueTask sending)
        {
            try
            {
                for (;;)
                {
                    await sending;
                    lock (_waiting)
                    {
                        if (!_waiting.TryDequeue(out var next))
                        {
                            _busy = false;
                            return;
                        }

                        sending = socket.SendAsync(next.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                    }
                }
            }
            catch (Exception error) when (error is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Gone: what waits goes with it.
            }
        }
    }
}
