using Sferum.Chats;
using Sferum.Live;

namespace Sferum.Faults;

/// <summary>A device that only reads, is away when all is lost, and comes back when the restored chat has passed the number that it knows.</summary>
internal sealed class LateDevice : ILiveObserver, IAsyncDisposable
{
    private readonly SferumClient _client;
    private LiveConnection? _line;
    private long _known;
    private TaskCompletionSource<bool> _back = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _told;

    public LateDevice(Account account, HttpClient http)
    {
        (Chat, _client) = (account.Chat!.Value, new SferumClient(http, new ClientOptions { Session = account.Session(TimeProvider.System) }));
        _line = _client.Connect(this);
    }

    public Guid Chat { get; }

    /// <summary>The last number that it was shown.</summary>
    public long Known => Volatile.Read(ref _known);

    public async Task GoAway()
    {
        if (_line is not null)
        {
            await _line.DisposeAsync();
            _line = null;
        }
    }

    /// <summary>Whether it is told that what it knows was taken back.</summary>
    public async Task<bool> ComeBack(TimeSpan patience, CancellationToken cancel)
    {
        _back = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _line = _client.Connect(this, o => o with { Known = [new KnownChat(Chat, Known)] });
        return await _back.Task.WaitAsync(patience, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await GoAway();
        _client.Dispose();
    }

    void ILiveObserver.OnTooFar(ChatSummary chat, long had) => _told |= chat.Id == Chat;

    void ILiveObserver.OnLive() => _back.TrySetResult(_told);

    bool ILiveObserver.OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        if (chat == Chat)
        {
            Volatile.Write(ref _known, events[^1].Number);
        }

        return true;
    }
}
