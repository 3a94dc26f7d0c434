using System.Diagnostics;
using System.Globalization;
using Sferum.History;

namespace Sferum.Faults;

/// <summary>All devices of a run, and the load they make.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private CancellationTokenSource _stop = new();
    private readonly List<Device> _devices = [];
    private readonly HttpClient[] _ways;
    private Task _posting = Task.CompletedTask;

    private Fleet(IEnumerable<Uri> ways) => _ways = [.. ways.Select(static w => new HttpClient { BaseAddress = w })];

    public IReadOnlyList<Device> Devices => _devices;

    public long Acked => _devices.Sum(static d => d.Acked);

    /// <summary>Devices of whom nobody would hear any more.</summary>
    public IReadOnlyList<string> Ended => [.. _devices.Where(static d => d.Watch.End is not null).Select(static d => $"{d.Name}: {d.Watch.End!.Reason}")];

    /// <summary>Everybody connects, each by one of the ways in turn, and is live.</summary>
    public static async Task<Fleet> Connect(
        HistoryRecorder recorder, IEnumerable<Account> accounts, IReadOnlyDictionary<Guid, long> heads, IReadOnlyList<Uri> ways, RunPlan plan, CancellationToken cancel)
    {
        var fleet = new Fleet(ways);
        foreach (var (account, place) in accounts.Select(static (a, i) => (a, i)))
        {
            var client = new SferumClient(fleet._ways[place % ways.Count], new ClientOptions { Session = account.Session(TimeProvider.System) });
            var name = string.Create(CultureInfo.InvariantCulture, $"device {place}");
            fleet._devices.Add(new Device(recorder, name, client, account, heads[account.Chat!.Value], plan.Window, o => o with
            {
                MessagePack = place % 3 == 2,
                Random = new Random(plan.Seed + place),
                LongestPause = TimeSpan.FromSeconds(4),
            }));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(plan.Patience);
        foreach (var device in fleet._devices)
        {
            await device.Live.WhenLiveAsync(patience.Token);
        }

        return fleet;
    }

    /// <summary>Begins to post, all together so many messages a second; again after <see cref="Finish"/>.</summary>
    public void Post(int rate, Random random)
    {
        if (_stop.IsCancellationRequested)
        {
            _stop.Dispose();
            _stop = new CancellationTokenSource();
        }

        var pace = TimeSpan.FromSeconds((double)_devices.Count / rate);
        _posting = Task.WhenAll(_devices.Select(d => d.Post(pace, pace * random.NextDouble(), _stop.Token)));
    }

    public void Forget() => _devices.ForEach(static d => d.Forget());

    /// <summary>Waits until every device has had an answer to a post that it began after a moment.</summary>
    /// <param name="since">The moment; a timestamp.</param>
    /// <param name="patience">How long.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>Who has had none.</returns>
    public async Task<IReadOnlyList<Device>> AllAnswered(long since, TimeSpan patience, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Glance);
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            var waiting = _devices.Where(d => d.LastBegan <= since).ToList();
            if (waiting.Count == 0 || Stopwatch.GetElapsedTime(began) > patience)
            {
                return waiting;
            }

            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>No more posts; returns when the last one has its answer.</summary>
    public async Task Finish()
    {
        await _stop.CancelAsync();
        await _posting;
    }

    /// <summary>Waits until everybody has been shown everything up to the heads.</summary>
    public async Task<IReadOnlyList<Device>> AllHave(IReadOnlyDictionary<Guid, long> heads, TimeSpan patience, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Glance);
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            var behind = _devices.Where(d => d.Watch.Last < heads[d.Chat]).ToList();
            if (behind.Count == 0 || Stopwatch.GetElapsedTime(began) > patience)
            {
                return behind;
            }

            await timer.WaitForNextTickAsync(cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_devices.Select(static d => d.DisposeAsync().AsTask()));
        foreach (var way in _ways)
        {
            way.Dispose();
        }

        _stop.Dispose();
    }
}
