using System.Diagnostics;
using System.Globalization;
using Sferum.Chats;
using Sferum.History;
using Sferum.Live;

namespace Sferum.Faults;

/// <summary>One device of one person in one chat: posts at its pace, a few at once, and everything it does and gets is recorded for the checker.</summary>
internal sealed class Device : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly HistoryRecorder _recorder;
    private readonly SferumClient _client;
    private readonly SemaphoreSlim _window;
    private readonly int _places;
    private readonly string _name;
    private readonly Guid _chat;
    private readonly Guid _person;
    private long _posts;
    private long _answeredAt = Stopwatch.GetTimestamp();

    public Device(HistoryRecorder recorder, string name, SferumClient client, Account account, long head, int window, Func<LiveOptions, LiveOptions> configure)
    {
        (_recorder, _name, _client, _person, _chat) = (recorder, name, client, account.Person, account.Chat!.Value);
        (_places, _window) = (window, new SemaphoreSlim(window, window));
        Watch = new Watcher(recorder.Observer(name, _person), _chat, head);
        Live = client.Connect(Watch, o => configure(o with { Known = [new KnownChat(_chat, head)], WhenTooFar = WhenTooFar.ReadAll }));
    }

    public string Name => _name;

    public Guid Chat => _chat;

    /// <summary>What it saw.</summary>
    public Watcher Watch { get; }

    public LiveConnection Live { get; }

    /// <summary>How many of its posts were acknowledged.</summary>
    public long Acked { get; private set; }

    /// <summary>When the latest acknowledged post was begun; a timestamp.</summary>
    public long LastBegan { get; private set; }

    /// <summary>The longest time from one answer to the next since <see cref="Forget"/>.</summary>
    public TimeSpan LongestSilence { get; private set; }

    /// <summary>What became of posts that were not acknowledged.</summary>
    public Dictionary<string, int> Failures { get; } = new(StringComparer.Ordinal);

    public void Forget()
    {
        lock (Failures)
        {
            LongestSilence = TimeSpan.Zero;
        }

        Watch.Forget();
    }

    /// <summary>Posts at a pace until it is told to stop; then waits for what is under way.</summary>
    public async Task Post(TimeSpan pace, TimeSpan first, CancellationToken stop)
    {
        await Task.Delay(first, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var timer = new PeriodicTimer(pace);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await _window.WaitAsync(stop);
                _ = PostOne();
            }
        }
        catch (OperationCanceledException)
        {
            // It is over; what is under way still has its time.
        }

        for (var i = 0; i < _places; i++)
        {
            await _window.WaitAsync(CancellationToken.None);
        }

        _window.Release(_places);
    }

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        _client.Dispose();
        _window.Dispose();
    }

    private async Task PostOne()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{_name}: сообщение {Interlocked.Increment(ref _posts)}, домашнее задание записано на доске.");
        var request = Guid.CreateVersion7();
        var began = Stopwatch.GetTimestamp();
        var attempt = _recorder.Invoke(_person, _chat, request, BodyHash.Of(text));
        var reply = await Live.PostAsync(_chat, text, requestId: request, patience: Patience);
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

        lock (Failures)
        {
            if (reply.IsDone)
            {
                (Acked, LastBegan) = (Acked + 1, Math.Max(LastBegan, began));
                var silence = Stopwatch.GetElapsedTime(_answeredAt);
                (_answeredAt, LongestSilence) = (Stopwatch.GetTimestamp(), silence > LongestSilence ? silence : LongestSilence);
            }
            else
            {
                var why = reply.Refusal?.Code ?? "unknown";
                Failures[why] = Failures.GetValueOrDefault(why) + 1;
            }
        }

        _window.Release();
    }
}
