using System.Diagnostics;
using Sferum.Chats;
using Sferum.Live;
using Sferum.Load.Judging;
using Sferum.Load.Posting;

namespace Sferum.Load.Full;

/// <summary>One connection of the client library. Loss, doubles and order are judged by what its person is shown, holes by what came on the wire.</summary>
internal sealed class FullLine(FullFleet fleet, int index, SferumClient client, LoadChat? chat) : ILine, ILiveObserver, IAsyncDisposable
{
    private const int SampleEvery = 4;

    private readonly WireOrder _wire = new();
    private LiveConnection? _live;
    private int _attempts;

    public NumberLine Numbers { get; } = new();

    public long Holes => _wire.Holes;

    public LiveConnection Live => _live ?? throw new InvalidOperationException("Not connected.");

    public void Connect(Func<LiveOptions, LiveOptions> configure) => _live = client.Connect(this, configure);

    /// <summary>Its own gateway first, after a break the next one.</summary>
    public Func<Uri> Servers(IReadOnlyList<Uri> urls) => () => urls[(index + Interlocked.Increment(ref _attempts) - 1) % urls.Count];

    public void Post(string text) => _ = PostAsync(text);

    public bool OnEvents(Guid chatId, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        if (chatId != chat?.Id)
        {
            return true;
        }

        var now = Stopwatch.GetTimestamp();
        foreach (var one in events)
        {
            Numbers.Take(one.Number);
            chat.Came((one.Number + index) % SampleEvery == 0 ? Stamp.Find(one.Message?.Text) : 0, now);
        }

        return true;
    }

    public void OnArrived(Guid chatId, IReadOnlyList<ChatEventDto> events, EventSource source)
    {
        if (source == EventSource.Live && chatId == chat?.Id)
        {
            _wire.Jump(events[0].Number, events[^1].Number);
        }
    }

    public void OnResuming(IReadOnlyList<KnownChat> known, bool fellBehind)
    {
        _wire.Forget();
        if (fellBehind)
        {
            fleet.Tally.Add("resync");
        }
    }

    public void OnDown(Exception? cause) => fleet.Tally.Add("line down: " + cause?.GetType().Name);

    public async ValueTask DisposeAsync()
    {
        if (_live is { } live)
        {
            await live.DisposeAsync();
        }

        client.Dispose();
    }

    private async Task PostAsync(string text)
    {
        var sentAt = Stopwatch.GetTimestamp();
        var reply = await Live.PostAsync(chat!.Id, text);
        if (reply.IsDone)
        {
            chat.Answered(reply.Value.Number, sentAt);
            return;
        }

        fleet.Tally.Add(reply.Refusal?.Code ?? "unknown outcome");
        chat.WasRefused();
    }
}
