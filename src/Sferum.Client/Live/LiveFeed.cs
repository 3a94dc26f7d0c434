using System.Threading.Channels;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// What a connection tells, for consumers that prefer to ask: <c>await foreach</c>. Holds at most a given number of events; when the consumer is slower,
/// later ones stay on the server and are read when there is room, state is dropped. One reader.
/// </summary>
/// <param name="capacity">Most chat events and states held.</param>
public sealed class LiveFeed(int capacity = 1000) : ILiveObserver
{
    private readonly Channel<LiveItem> _items = Channel.CreateUnbounded<LiveItem>(new UnboundedChannelOptions { SingleReader = true });
    private int _held;

    /// <summary>Everything from now on, until the connection is over.</summary>
    /// <param name="cancel">Ends the reading.</param>
    /// <returns>The items, in order.</returns>
    public async IAsyncEnumerable<LiveItem> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(cancel))
        {
            Interlocked.Add(ref _held, -Weight(item));
            yield return item;
        }
    }

    bool ILiveObserver.OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        var held = Volatile.Read(ref _held);
        if (held > 0 && held + events.Count > capacity)
        {
            return false;
        }

        Write(new EventsCame(chat, events, source));
        return true;
    }

    void ILiveObserver.OnState(ChatState state)
    {
        if (Volatile.Read(ref _held) < capacity)
        {
            Write(new StateCame(state));
        }
    }

    void ILiveObserver.OnChats(IReadOnlyList<ChatSummary> chats, long serverTime) => Write(new ChatsListed(chats, serverTime));

    void ILiveObserver.OnStarted(ChatSummary chat, long from) => Write(new ChatStarted(chat, from));

    void ILiveObserver.OnTooFar(ChatSummary chat, long had) => Write(new ChatTooFar(chat, had));

    void ILiveObserver.OnListChanged(ChatListChange change) => Write(new ListChanged(change));

    void ILiveObserver.OnNewDevice(NewDevice device) => Write(new DeviceCame(device));

    void ILiveObserver.OnCall(CallNewsDto news) => Write(new CallCame(news));

    void ILiveObserver.OnLive() => Write(new LineChanged(true));

    void ILiveObserver.OnDown(Exception? cause) => Write(new LineChanged(false));

    void ILiveObserver.OnClosed(LiveEnd reason)
    {
        Write(new Ended(reason));
        _items.Writer.TryComplete();
    }

    private static int Weight(LiveItem item) => item switch
    {
        EventsCame came => came.Events.Count,
        StateCame => 1,
        _ => 0,
    };

    private void Write(LiveItem item)
    {
        Interlocked.Add(ref _held, Weight(item));
        _items.Writer.TryWrite(item);
    }
}
