using Sferum.Chats;
using Sferum.History;
using Sferum.Live;
using Seen = Sferum.History.ChatEvent;

namespace Sferum.Campaigns;

/// <summary>One device of one person: everything it does and gets in one chat is recorded for the checker, as it arrives.</summary>
internal sealed class RecordedClient : ILiveObserver, IAsyncDisposable
{
    private readonly HistoryRecorder _recorder;
    private readonly ObserverRecorder _device;
    private readonly SferumClient _client;
    private readonly Guid _chat;
    private readonly Lock _turn = new();
    private readonly TaskCompletionSource<LiveEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOpen;
    private bool _sameLine;
    private long _resumedTo;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordedClient(HistoryRecorder recorder, string name, SferumClient client, ChatId chat, long head, Func<LiveOptions, LiveOptions> configure)
    {
        (_recorder, _client, _chat, Last) = (recorder, client, chat.Value, head);
        Person = client.Session!.Me.PersonId;
        _device = recorder.Observer(name, Person);
        Live = client.Connect(this, o => configure(o with
        {
            Known = [new KnownChat(_chat, head)],
            WhenTooFar = WhenTooFar.ReadAll,
            ShortestPause = TimeSpan.FromMilliseconds(100),
            LongestPause = TimeSpan.FromSeconds(2),
        }));
    }

    public LiveConnection Live { get; }

    public SferumClient Client => _client;

    public Guid Person { get; }

    /// <summary>The last number that it has.</summary>
    public long Last { get; private set; }

    /// <summary>How many events its person was shown.</summary>
    public long Taken { get; private set; }

    /// <summary>The highest number of the chat that ever reached its socket.</summary>
    public long Highest { get; private set; }

    /// <summary>Chats that it was told it has left.</summary>
    public HashSet<Guid> Removed { get; } = [];

    /// <summary>Events of other chats.</summary>
    public HashSet<(Guid Chat, long Number)> Elsewhere { get; } = [];

    /// <summary>How often its connection was lost, as somebody sees it who looks at the screen.</summary>
    public int Breaks { get; private set; }

    /// <summary>How often it moved to another gateway.</summary>
    public int Moves { get; private set; }

    public Task<LiveEnd> End => _end.Task;

    /// <summary>Posts, and records what came of it. Refused only when no try was left without an answer.</summary>
    public async Task<Reply<Placed>> Post(string text, TimeSpan patience)
    {
        var request = Guid.CreateVersion7();
        var attempt = _recorder.Invoke(Person, _chat, request, BodyHash.Of(text));
        var reply = await Live.PostAsync(_chat, text, requestId: request, patience: patience);
        if (reply.IsDone)
        {
            attempt.Ok(reply.Value.Number);
        }
        else if (reply is { IsRefused: true, WasUnsure: false })
        {
            attempt.Refused(reply.Refusal.Code);
        }
        else
        {
            attempt.Unknown(UnknownReason.Timeout);
        }

        return reply;
    }

    /// <summary>Reads the newest page over HTTP: it must hold all that this person was told is there.</summary>
    public async Task ReadNewest()
    {
        var began = _recorder.Now();
        if (await _client.HistoryAsync(new ChatId(_chat).Value, limit: 50) is { Value: { Events: [var first, ..] } page })
        {
            _device.Read(_chat, began, first.Number, 0, [.. page.Events.Select(static e => new NumberRange(e.Number, e.Number))]);
        }
    }

    public Task Has(long number) => Until(() => Last >= number);

    /// <summary>Waits until something that was told makes it so.</summary>
    public async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Task changed;
            lock (_turn)
            {
                if (isSo())
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(patience.Token);
        }
    }

    public void Fence(long head) => _device.Fenced(_chat, head);

    public ValueTask DisposeAsync() => Live.DisposeAsync();

    void ILiveObserver.OnResuming(IReadOnlyList<KnownChat> known, bool fellBehind)
    {
        if (fellBehind)
        {
            _device.TooFar(_chat);
        }
        else
        {
            Closed();
            _device.Opened();
        }

        (_isOpen, _sameLine, _resumedTo) = (true, fellBehind, 0);

        foreach (var chat in known.Where(k => k.ChatId == _chat))
        {
            _device.Resumed(_chat, chat.Number);
        }
    }

    void ILiveObserver.OnArrived(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        foreach (var one in events.Where(e => chat == _chat && !IsOfBefore(e.Number, source)))
        {
            Highest = Math.Max(Highest, one.Number);
            _device.Seen(_chat, Row(one), source switch
            {
                EventSource.Live => Way.Live,
                EventSource.Resume => Way.Resume,
                _ => Way.Repair,
            });
        }
    }

    bool ILiveObserver.OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        Told(() =>
        {
            if (chat == _chat)
            {
                Last = events[^1].Number;
                Taken += events.Count;
            }
            else
            {
                Elsewhere.UnionWith(events.Select(e => (chat, e.Number)));
            }
        });
        return true;
    }

    void ILiveObserver.OnListChanged(ChatListChange change) => Told(() => Removed.UnionWith(change.Removed));

    void ILiveObserver.OnMoved() => Told(() => Moves++);

    void ILiveObserver.OnDown(Exception? cause)
    {
        Breaks++;
        Closed();
    }

    void ILiveObserver.OnClosed(LiveEnd reason)
    {
        Closed();
        _end.TrySetResult(reason);
    }

    /// <summary>
    /// On a line that resumes again, live events that were on their way before the server took the request come beside its answer: they belong to what was
    /// before, and the recorder cannot tell them from doubles.
    /// </summary>
    private bool IsOfBefore(long number, EventSource source)
    {
        if (source == EventSource.Resume)
        {
            _resumedTo = Math.Max(_resumedTo, number);
        }

        return _sameLine && source == EventSource.Live && number <= _resumedTo;
    }

    private void Closed()
    {
        if (_isOpen)
        {
            _isOpen = false;
            _device.Closed();
        }
    }

    private static Seen Row(ChatEventDto dto)
    {
        var text = dto is { Kind: ChatEventKinds.Posted, Message: { EditedAt: null, Text: { } posted } } ? posted : null;
        return new Seen(
            dto.Number, Rows.Kind(dto.Kind), dto.Author?.Id ?? Guid.Empty, dto.RequestId, text is null ? 0 : BodyHash.Of(text), dto.Target ?? 0, dto.Posts);
    }

    private void Told(Action what)
    {
        lock (_turn)
        {
            what();
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
