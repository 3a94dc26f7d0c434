using System.Collections.Concurrent;

namespace Sferum.Calls;

/// <summary>The rooms that are watched, each by one participant of ours.</summary>
/// <param name="session">Where.</param>
/// <param name="forget">Ends a handle that is needed no more.</param>
internal sealed class RoomWatches(JanusSession session, Action<long> forget)
{
    /// <summary>What it is called in every room: who takes over finds the former one by it.</summary>
    private const string Watcher = "~watch";

    private readonly ConcurrentDictionary<string, Lazy<Task<RoomWatch>>> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, RoomWatch> _byHandle = new();

    public IEnumerable<string> Rooms => _rooms.Keys;

    public RoomWatch? Of(long handle) => _byHandle.GetValueOrDefault(handle);

    /// <summary>The watch of a room, begun if it has to be.</summary>
    public async Task<RoomWatch> In(string room, CancellationToken cancel)
    {
        var watch = _rooms.GetOrAdd(room, r => new Lazy<Task<RoomWatch>>(() => Begin(r)));
        try
        {
            return await watch.Value.WaitAsync(cancel);
        }
        catch (MediaException)
        {
            _rooms.TryRemove(KeyValuePair.Create(room, watch));
            throw;
        }
    }

    /// <summary>The room is gone, or another participant watches in our place.</summary>
    public void End(RoomWatch watch)
    {
        _rooms.TryRemove(watch.Room, out _);
        _byHandle.TryRemove(watch.Handle, out _);
        forget(watch.Handle);
    }

    private async Task<RoomWatch> Begin(string room)
    {
        var handle = await session.Attach(CancellationToken.None);
        _byHandle[handle] = new RoomWatch(room, handle); // before it joins: the answer already tells what there is
        try
        {
            var join = new RoomRequest { Request = "join", Ptype = "publisher", Room = room, Id = Watcher };
            var joined = await session.ActInRoom(handle, join, null, CancellationToken.None);
            if (joined.Event.ErrorCode == RoomRefusals.FeedExists)
            {
                await session.AskRoom(handle, new RoomRequest { Request = "kick", Room = room, Id = Watcher }, CancellationToken.None);
                joined = await session.ActInRoom(handle, join, null, CancellationToken.None);
            }

            joined.Event.Granted();
            return _byHandle[handle];
        }
        catch
        {
            _byHandle.TryRemove(handle, out _);
            forget(handle);
            throw;
        }
    }
}
