using Sferum.Chats;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Stub;

/// <summary>An observer that remembers, and that a test can wait for.</summary>
internal sealed class Watcher : ILiveObserver, IAccessTokens
{
    private readonly Lock _turn = new();
    private readonly List<(Func<bool> IsSo, TaskCompletionSource Told)> _waiting = [];

    public Dictionary<Guid, List<ChatEventDto>> Events { get; } = [];

    public List<EventSource> Sources { get; } = [];

    public List<string> Story { get; } = [];

    public LiveEnd? End { get; private set; }

    public int Lives { get; private set; }

    /// <summary>Whether the consumer takes what comes.</summary>
    public Func<bool> Takes { get; set; } = static () => true;

    public Func<bool, string?> Token { get; set; } = static _ => "token";

    public ValueTask<string?> GetAsync(bool renew, CancellationToken cancel) => new(Token(renew));

    public LiveOptions Options(StubServer server) => new()
    {
        Server = () => server.Address,
        Tokens = this,
        ShortestPause = TimeSpan.FromMilliseconds(5),
        LongestPause = TimeSpan.FromMilliseconds(20),
    };

    public IReadOnlyList<long> Numbers(Guid chat)
    {
        lock (_turn)
        {
            return Events.TryGetValue(chat, out var events) ? [.. events.Select(static e => e.Number)] : [];
        }
    }

    /// <summary>Waits until something told makes it so.</summary>
    public Task UntilAsync(Func<Watcher, bool> isSo)
    {
        lock (_turn)
        {
            if (isSo(this))
            {
                return Task.CompletedTask;
            }

            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((() => isSo(this), told));
            return told.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public Task UntilHasAsync(StubChat chat, long number) =>
        UntilAsync(w => w.Events.TryGetValue(chat.Id, out var events) && events.Count > 0 && events[^1].Number >= number);

    public bool OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        if (!Takes())
        {
            return false;
        }

        Told(() =>
        {
            if (!Events.TryGetValue(chat, out var all))
            {
                Events.Add(chat, all = []);
            }

            all.AddRange(events);
            Sources.Add(source);
        });
        return true;
    }

    public void OnLive() => Told(() => Lives++);

    public void OnResuming(IReadOnlyList<KnownChat> known, bool fellBehind) => Told(() => Story.Add(fellBehind ? "fell behind" : "resuming"));

    public void OnTooFar(ChatSummary chat, long had) => Told(() => Story.Add($"too far: {had} of {chat.Head}"));

    public void OnListChanged(ChatListChange change) => Told(() => Story.Add($"list: +{change.Added.Count} -{change.Removed.Count}"));

    public void OnState(ChatState state) => Told(() => Story.Add($"state {state.Rev}"));

    public void OnMoved() => Told(() => Story.Add("moved"));

    public void OnDown(Exception? cause) => Told(() => Story.Add("down"));

    public void OnClosed(LiveEnd reason) => Told(() => End = reason);

    private void Told(Action what)
    {
        lock (_turn)
        {
            what();
            foreach (var done in _waiting.Where(static w => w.IsSo()).ToList())
            {
                _waiting.Remove(done);
                done.Told.SetResult();
            }
        }
    }
}
