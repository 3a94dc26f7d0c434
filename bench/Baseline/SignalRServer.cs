using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Sferum.Chats;

namespace Sferum.Baseline;

/// <summary>SignalR as it comes: a room is a group.</summary>
internal static class SignalRServer
{
    public static async Task<int> Run(int port, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, port));
        builder.Services.AddSignalR(static o => o.MaximumParallelInvocationsPerClient = 4).AddMessagePackProtocol();
        await using var app = builder.Build();
        app.MapHub<RoomHub>(HubNames.Path, static o => o.Transports = HttpTransportType.WebSockets);
        await app.RunAsync(cancel);
        return 0;
    }

    internal sealed class RoomHub : Hub
    {
        private static readonly ConcurrentDictionary<string, Counter> Rooms = new(StringComparer.Ordinal);

        private string Room => Context.GetHttpContext()?.Request.Query["room"].ToString() ?? "";

        public async Task<Answer<ResumeAnswer>> Resume(ResumeRequest request)
        {
            ArgumentNullException.ThrowIfNull(request);
            await Groups.AddToGroupAsync(Context.ConnectionId, Room);
            return Numbering.Nothing();
        }

        public async Task<Answer<Placed>> Post(PostRequest request)
        {
            var room = Rooms.GetOrAdd(Room, static _ => new Counter());
            long number;
            Task told;
            lock (room)
            {
                // Numbered and handed to every connection in one turn: otherwise two posts may overtake each other.
                number = ++room.Last;
                told = Clients.Group(Room).SendAsync(HubNames.Events.Chat, Numbering.Event(request, number));
            }

            await told;
            return Numbering.Placed(number);
        }

        private sealed class Counter
        {
            public long Last { get; set; }
        }
    }
}
