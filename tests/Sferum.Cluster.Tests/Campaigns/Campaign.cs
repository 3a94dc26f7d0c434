using System.Diagnostics;
using System.Globalization;
using Sferum.Chats;
using Sferum.District;
using Sferum.History;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Campaigns;

/// <summary>A chat under load and disturbance: devices of its members post and watch, and everything is recorded for the checker.</summary>
internal sealed class Campaign(TestDistrict district, ChatId chat, int seed) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RecordedHistory _history = new();
    private readonly List<RecordedClient> _devices = [];
    private readonly long _began = Stopwatch.GetTimestamp();
    private HistoryRecorder? _recorder;
    private long _cuts;

    public IReadOnlyList<RecordedClient> Devices => _devices;

    public HistoryRecorder Recorder => _recorder ??= new HistoryRecorder(_history, TimeProvider.System);

    private IChatReader Reader => district.Port<IChatReader>();

    /// <summary>What stands in the chat now was there before.</summary>
    public async Task<long> Baseline()
    {
        var head = await Head();
        Recorder.Baseline(chat.Value, head);
        return head;
    }

    /// <summary>A device signs in at a gateway and follows the chat; over MessagePack each third.</summary>
    public async Task<RecordedClient> Join(PersonId person, long head, int gateway = 0, Func<Uri>? server = null)
    {
        var device = Follow(await district.SignIn(person, gateway), head, server);
        using var patience = new CancellationTokenSource(Patience);
        Assert.True(await device.Live.WhenLiveAsync(patience.Token));
        return device;
    }

    /// <summary>One more device of a session.</summary>
    public RecordedClient Follow(SferumClient client, long head, Func<Uri>? server = null)
    {
        var place = _devices.Count;
        var name = string.Create(CultureInfo.InvariantCulture, $"device {place}");
        LiveOptions Configure(LiveOptions o) => o with { MessagePack = place % 3 == 2, Server = server ?? o.Server, Random = new Random(seed + place) };
        var device = new RecordedClient(Recorder, name, client, chat, head, Configure);
        _devices.Add(device);
        return device;
    }

    /// <summary>The texts are posted, each device one after another; now and then one looks into the history.</summary>
    public Task Send(IReadOnlyList<string> texts, IReadOnlyList<RecordedClient> by) => Task.WhenAll(by.Select(async (device, place) =>
    {
        var random = new Random(seed ^ place);
        for (var i = place; i < texts.Count; i += by.Count)
        {
            await device.Post(texts[i], Patience);
            if (random.Next(60) == 0)
            {
                await device.ReadNewest();
            }
        }
    }));

    /// <summary>Cuts a random device's socket again and again, until the load is over.</summary>
    public async Task CutAtRandom(Task load)
    {
        var random = new Random(seed);
        while (await Task.WhenAny(load, Task.Delay(random.Next(20, 300))) != load)
        {
            _ = _devices[random.Next(_devices.Count)].Live.CutAsync();
            _cuts++;
        }

        await load;
    }

    /// <summary>Each device gets its time to catch up; then the log is read and everything is judged.</summary>
    public async Task<Verdict> Judge(params IReadOnlyList<RecordedClient> gone)
    {
        var head = await Head();
        foreach (var device in _devices.Except(gone))
        {
            await device.Has(head);
            device.Fence(head);
        }

        await Rows.Record(Recorder, Reader, chat);
        var verdict = HistoryChecker.Check(_history);
        var numbers = verdict.Summary;
        Seed.Say(string.Create(CultureInfo.InvariantCulture, $"sent {numbers.Sent}, acked {numbers.Acked}, refused {numbers.Refused}, unknown {numbers.Unknown}, delivered {numbers.Delivered}, cuts {_cuts}, lost {numbers.Lost}, doubled {numbers.Doubled}, holes {numbers.Holes}, out of order {numbers.OutOfOrder}, {Stopwatch.GetElapsedTime(_began).TotalSeconds:F1} s"));
        return verdict;
    }

    public static void AssertKept(Verdict verdict) => Assert.True(
        verdict.ExitCode == 0,
        string.Join(Environment.NewLine, verdict.Summary.Violations.Select(static v => $"{v.Key}: {v.Value}")
            .Concat(verdict.Violations.GroupBy(static v => v.Kind).SelectMany(static k => k.Take(5)).Select(static v => v.ToString()))
            .Concat(verdict.Problems)));

    public async ValueTask DisposeAsync() => await Task.WhenAll(_devices.Select(static d => d.DisposeAsync().AsTask()));

    public async Task<long> Head() => (await Reader.Heads([chat], CancellationToken.None)).GetValueOrDefault(chat);
}
