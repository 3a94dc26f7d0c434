using Sferum.Live;

namespace Sferum.Chats;

/// <summary>
/// All chats of one connection in their order: what arrives, by whatever way and however late or often, leaves to the observer once and in order.
/// No I/O and no clock; one caller at a time.
/// </summary>
internal sealed class ChatsInOrder(ILiveObserver observer, WhenTooFar whenTooFar)
{
    private readonly Dictionary<Guid, ChatOrder> _chats = [];
    private readonly Queue<Guid> _behind = new();
    private readonly HashSet<Guid> _queued = [];

    /// <summary>A chat that the consumer knows from an earlier run.</summary>
    public void Begin(KnownChat known)
    {
        var order = Of(known.ChatId);
        order.Replace(known.Number);
        order.Rev = known.Rev;
    }

    /// <summary>What to name in Resume.</summary>
    public IReadOnlyList<KnownChat> Known() =>
        [.. _chats.Where(static c => c.Value.Last is not null).Take(ChatLimits.ResumeChats).Select(static c => new KnownChat(c.Key, c.Value.Last!.Value, c.Value.Rev))];

    /// <summary>The answer to Resume, for what was named in it. Live events that came meanwhile are given afterwards.</summary>
    public void TakeResume(IReadOnlyList<KnownChat> named, ResumeAnswer answer)
    {
        foreach (var missed in answer.Missed)
        {
            observer.OnArrived(missed.ChatId, missed.Events, EventSource.Resume);
        }

        var mine = answer.Chats.Select(static c => c.Id).ToHashSet();
        foreach (var gone in _chats.Keys.Where(id => !mine.Contains(id)).ToList())
        {
            _chats.Remove(gone);
        }

        observer.OnChats(answer.Chats, answer.ServerTime);
        var before = named.ToDictionary(static k => k.ChatId, static k => k.Number);
        var tooFar = answer.TooFar.ToHashSet();
        foreach (var chat in answer.Chats)
        {
            var order = Of(chat.Id);
            if (tooFar.Contains(chat.Id))
            {
                Far(chat, order, before.GetValueOrDefault(chat.Id));
            }

            Listed(chat, order);
        }

        foreach (var missed in answer.Missed)
        {
            if (_chats.TryGetValue(missed.ChatId, out var order))
            {
                Deliver(missed.ChatId, order, order.Answered(missed.Events), EventSource.Resume);
            }
        }

        foreach (var state in answer.States)
        {
            TakeState(state);
        }
    }

    /// <summary>Live events of a chat.</summary>
    public void TakeLive(ChatEvents live)
    {
        observer.OnArrived(live.ChatId, live.Events, EventSource.Live);
        var order = Of(live.ChatId);
        Deliver(live.ChatId, order, order.Live(live.Events), EventSource.Live);
    }

    /// <summary>What stands after a number, read because of a hole.</summary>
    /// <param name="page">The answer.</param>
    /// <param name="after">The number that was asked with: a page that begins behind the place, which was taken back meanwhile, closes no hole.</param>
    /// <returns>Whether the consumer took it; otherwise the same is to be read again, later.</returns>
    public bool TakePage(ChatPage page, long after)
    {
        observer.OnArrived(page.ChatId, page.Events, EventSource.ReadSince);
        if (!_chats.TryGetValue(page.ChatId, out var order))
        {
            return true;
        }

        if (page.HasLater)
        {
            order.Exists(page.Head);
        }

        if (order.Last < after)
        {
            Note(page.ChatId, order);
            return true;
        }

        var taken = Deliver(page.ChatId, order, order.Answered(page.Events), EventSource.ReadSince);
        if (taken && page.Events.Count == 0)
        {
            order.NothingMore();
        }

        return taken;
    }

    /// <summary>The person came into chats or left them, or their summaries changed.</summary>
    public void TakeListChange(ChatListChange change)
    {
        foreach (var gone in change.Removed)
        {
            _chats.Remove(gone);
        }

        observer.OnListChanged(change);
        foreach (var chat in change.Added)
        {
            Listed(chat, Of(chat.Id));
        }
    }

    /// <summary>State: its revision only moves forward.</summary>
    public void TakeState(ChatState state)
    {
        if (!_chats.TryGetValue(state.ChatId, out var order) || (state.Rev != 0 && state.Rev <= order.Rev))
        {
            return;
        }

        order.Rev = Math.Max(order.Rev, state.Rev);
        observer.OnState(state);
    }

    /// <summary>The next chat with a hole, and after which number to read.</summary>
    public bool TryNextBehind(out Guid chat, out long after)
    {
        while (_behind.TryDequeue(out chat))
        {
            _queued.Remove(chat);
            if (_chats.TryGetValue(chat, out var order) && order is { IsBehind: true, Last: { } last })
            {
                after = last;
                return true;
            }
        }

        after = 0;
        return false;
    }

    /// <summary>A hole that was not filled yet: it gets its turn again.</summary>
    public void StillBehind(Guid chat)
    {
        if (_chats.TryGetValue(chat, out var order))
        {
            Note(chat, order);
        }
    }

    /// <summary>The server does not let this person read the chat: nothing is missing there.</summary>
    public void NotReadable(Guid chat)
    {
        if (_chats.TryGetValue(chat, out var order))
        {
            order.NothingMore();
        }
    }

    private void Far(ChatSummary chat, ChatOrder order, long had)
    {
        // Pages that came while the question was under way may have brought it as far: then nothing is jumped over.
        var isRestored = had > chat.Head;
        if (!isRestored && (whenTooFar == WhenTooFar.ReadAll || order.Last >= chat.Head))
        {
            return;
        }

        order.Replace(chat.Head);
        order.Rev = chat.Rev;
        observer.OnTooFar(chat, had);
    }

    /// <summary>The chat's place among what the list says of it.</summary>
    private void Listed(ChatSummary chat, ChatOrder order)
    {
        if (order.Last is null)
        {
            order.Place(chat.Head);
            order.Rev = chat.Rev;
            observer.OnStarted(chat, chat.Head);
            Deliver(chat.Id, order, order.Due(), EventSource.Live);
            return;
        }

        order.Skip(chat.From);
        order.Exists(chat.Head);
        Note(chat.Id, order);
    }

    private bool Deliver(Guid chat, ChatOrder order, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        var taken = true;
        while (taken && events.Count > 0)
        {
            taken = observer.OnEvents(chat, events, source);
            if (taken)
            {
                order.Place(events[^1].Number);
                (events, source) = (order.Due(), EventSource.Live);
            }
            else
            {
                order.Stall();
            }
        }

        Note(chat, order);
        return taken;
    }

    private void Note(Guid chat, ChatOrder order)
    {
        if (order.IsBehind && _queued.Add(chat))
        {
            _behind.Enqueue(chat);
        }
    }

    private ChatOrder Of(Guid chat)
    {
        if (!_chats.TryGetValue(chat, out var order))
        {
            _chats.Add(chat, order = new ChatOrder());
        }

        return order;
    }
}
