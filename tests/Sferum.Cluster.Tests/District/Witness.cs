using Sferum.Calls;
using Sferum.Chats;

namespace Sferum.Live;

/// <summary>Somebody with a live connection who remembers everything.</summary>
internal sealed class Witness : ILiveObserver, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<ChatEventDto>> _events = [];
    private readonly List<(Guid Chat, long Number, EventSource Source)> _arrived = [];
    private readonly List<ChatListChange> _changes = [];
    private readonly List<ChatState> _states = [];
    private readonly List<CallNewsDto> _callNews = [];
    private readonly HashSet<Guid> _listed = [];
    private bool _told;
    private IReadOnlyList<ChatSummary> _chats = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LiveEnd? _end;
    private int _fellBehind;
    private int _moves;
    private int _downs;
    private LiveConnection? _line;

    public LiveConnection Line => _line!;

    /// <summary>How it was told that it is over.</summary>
    public LiveEnd? End => Read(() => _end);

    /// <summary>How often it was told that it fell behind.</summary>
    public int FellBehind => Read(() => _fellBehind);

    /// <summary>How often another line took the place of a live one.</summary>
    public int Moves => Read(() => _moves);

    /// <summary>How often it was without a line.</summary>
    public int Downs => Read(() => _downs);

    /// <summary>The whole list of the chats, as it was told last.</summary>
    public IReadOnlyList<ChatSummary> Chats => Read(() => _chats);

    /// <summary>Whether a chat is in the list as it is known now: told whole, as after each resume, and changed since.</summary>
    public bool Lists(Guid chat) => Read(() => _listed.Contains(chat));

    /// <summary>How the list has changed since it was told first.</summary>
    public IReadOnlyList<ChatListChange> Changes => Read(() => _changes.ToList());

    /// <summary>What it was told of calls.</summary>
    public IReadOnlyList<CallNewsDto> CallNews => Read(() => _callNews.ToList());

    /// <summary>How the call stands, as far as it was told.</summary>
    public CallStateDto? Call => CallNews.Where(static n => n.State is not null).MaxBy(static n => n.State!.Rev)?.State;

    public IReadOnlyList<ChatState> States => Read(() => _states.ToList());

    /// <summary>Connects and waits until it is live.</summary>
    public static async Task<Witness> Join(SferumClient client, Func<LiveOptions, LiveOptions>? configure = null)
    {
        var witness = new Witness();
        witness._line = client.Connect(witness, configure);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.True(await witness._line.WhenLiveAsync(patience.Token));
        return witness;
    }

    /// <summary>The events of a chat, as the client put them in order.</summary>
    public IReadOnlyList<ChatEventDto> Events(Guid chat) => Read(() => _events.TryGetValue(chat, out var events) ? events.ToList() : []);

    public IReadOnlyList<long> Numbers(Guid chat) => [.. Events(chat).Select(static e => e.Number)];

    /// <summary>Everything that came over the socket, repetitions and all.</summary>
    public IReadOnlyList<long> Arrived(Guid chat, EventSource source) =>
        Read(() => _arrived.Where(a => a.Chat == chat && a.Source == source).Select(static a => a.Number).ToList());

    /// <summary>Waits until what it saw fulfils a condition.</summary>
    public async Task Until(Func<Witness, bool> condition)
    {
        while (true)
        {
            var changed = Read(() => _changed.Task);
            if (condition(this))
            {
                return;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public ValueTask DisposeAsync() => Line.DisposeAsync();

    bool ILiveObserver.OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        Note(() =>
        {
            if (!_events.TryGetValue(chat, out var list))
            {
                _events[chat] = list = [];
            }

            list.AddRange(events);
        });
        return true;
    }

    void ILiveObserver.OnArrived(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source) =>
        Note(() => _arrived.AddRange(events.Select(e => (chat, e.Number, source))));

    void ILiveObserver.OnResuming(IReadOnlyList<KnownChat> known, bool fellBehind) => Note(() => _fellBehind += fellBehind ? 1 : 0);

    void ILiveObserver.OnMoved() => Note(() => _moves++);

    void ILiveObserver.OnDown(Exception? cause) => Note(() => _downs++);

    void ILiveObserver.OnChats(IReadOnlyList<ChatSummary> chats, long serverTime) => Note(() =>
    {
        // A line that was renewed tells the whole list: what has come and gone since the last one is news as well.
        var change = new ChatListChange([.. chats.Where(c => !_listed.Contains(c.Id))], [.. _listed.Except(chats.Select(static c => c.Id))]);
        if (_told && (change.Added.Count > 0 || change.Removed.Count > 0))
        {
            _changes.Add(change);
        }

        (_chats, _told) = (chats, true);
        _listed.Clear();
        _listed.UnionWith(chats.Select(static c => c.Id));
    });

    void ILiveObserver.OnListChanged(ChatListChange change) => Note(() =>
    {
        _changes.Add(change);
        _listed.UnionWith(change.Added.Select(static c => c.Id));
        _listed.ExceptWith(change.Removed);
    });

    void ILiveObserver.OnState(ChatState state) => Note(() => _states.Add(state));

    void ILiveObserver.OnCall(CallNewsDto news) => Note(() => _callNews.Add(news));

    void ILiveObserver.OnClosed(LiveEnd reason) => Note(() => _end = reason);

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private void Note(Action note)
    {
        lock (_lock)
        {
            note();
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
