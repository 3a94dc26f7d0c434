using System.Collections.Concurrent;
using Sferum.Chats;
using Sferum.Gateways;

namespace Sferum.Live;

/// <summary>The chats that have readers here.</summary>
internal sealed class LocalRooms(RoomServices services, Follows follows, LiveMeter meter)
{
    private readonly ConcurrentDictionary<ChatId, Room> _rooms = new();

    public IEnumerable<Room> All => _rooms.Select(static r => r.Value);

    public Room? Find(ChatId chat) => _rooms.GetValueOrDefault(chat);

    public void Deliver(ChatBatch batch) => Find(batch.Chat)?.Deliver(batch);

    /// <summary>
    /// A connection comes into rooms and waits there. When this returns, everything that is committed later reaches them: rooms that are new here are
    /// followed on each silo. So the log is read after it, not before.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="chats">The chats, each with a head that was read a moment ago.</param>
    public async Task Enter(LocalConnection connection, IReadOnlyList<(ChatId Chat, long Head)> chats)
    {
        var fresh = new List<Room>();
        var entered = new List<Room>(chats.Count);
        foreach (var (chat, head) in chats)
        {
            entered.Add(Join(connection, chat, head, fresh));
        }

        if (fresh.Count > 0)
        {
            await follows.Follow([.. fresh.Select(static r => r.Chat)]);
            fresh.ForEach(static r => r.SetFollowed());
            meter.Rooms(fresh.Count);
        }

        foreach (var room in entered)
        {
            await room.Followed;
        }
    }

    /// <summary>Gives up rooms that nobody has been in for some time.</summary>
    public void Sweep(TimeSpan empty)
    {
        List<ChatId>? left = null;
        foreach (var room in All)
        {
            if (room.TryRetire(empty) && _rooms.TryRemove(new(room.Chat, room)))
            {
                (left ??= []).Add(room.Chat);
            }
        }

        if (left is not null)
        {
            meter.Rooms(-left.Count);
            follows.Unfollow(left);
        }
    }

    private Room Join(LocalConnection connection, ChatId chat, long head, List<Room> fresh)
    {
        while (true)
        {
            if (!_rooms.TryGetValue(chat, out var room))
            {
                var made = new Room(chat, head, services);
                room = _rooms.GetOrAdd(chat, made);
                if (room == made)
                {
                    fresh.Add(made);
                }
            }

            if (room.TryJoin(connection))
            {
                room.Observe(head);
                return room;
            }

            // Given up meanwhile; whoever sweeps removes it, and so do we.
            if (_rooms.TryRemove(new(chat, room)))
            {
                meter.Rooms(-1);
                follows.Unfollow([chat]);
            }
        }
    }
}
