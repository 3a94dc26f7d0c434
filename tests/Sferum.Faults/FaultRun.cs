using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;
using Sferum.History;

namespace Sferum.Faults;

/// <summary>One run: the cluster comes up, the load begins, faults strike one after another, everything is judged, the cluster goes.</summary>
internal sealed class FaultRun
{
    private const int SpareAccounts = 50;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private readonly RunPlan _plan;
    private readonly Action<string> _say;
    private readonly Random _random;
    private readonly RecordedHistory _history = new();
    private readonly HistoryRecorder _recorder;
    private readonly List<FaultRecord> _faults = [];
    private readonly List<string> _problems = [];
    private readonly long _began = Stopwatch.GetTimestamp();

    private FaultRun(RunPlan plan, Action<string> say)
    {
        (_plan, _say, _random) = (plan, say, new Random(plan.Seed));
        _recorder = new HistoryRecorder(_history, TimeProvider.System);
    }

    public static async Task<RunResult> Go(RunPlan plan, Action<string> say, CancellationToken cancel)
    {
        var run = new FaultRun(plan, say);
        run.Say($"seed {plan.Seed}, in {plan.Folder}");
        await using var cluster = await LocalCluster.Up(plan, cancel);
        return await run.On(cluster, cancel);
    }

    private async Task<RunResult> On(LocalCluster cluster, CancellationToken cancel)
    {
        var book = Path.Combine(cluster.Folder, "accounts.jsonl");
        File.Delete(book);
        string[] size = ["--chats", string.Create(CultureInfo.InvariantCulture, $"{_plan.Chats}x{_plan.Members}"), "--spare", SpareAccounts.ToString(CultureInfo.InvariantCulture)];
        await cluster.Command(["bench-seed", .. size, "--out", book, "--demo", "--demo"], cancel);
        var accounts = Account.Read(book);
        var devices = accounts.Where(static a => a.Chat is not null).ToList();
        var chats = devices.Select(static a => a.Chat!.Value).Distinct().ToList();

        await using var database = await DatabaseLine(cluster);
        await using var clients = new TcpLine(IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, cluster.Page.Port));
        var heads = await Heads(cluster, chats, cancel);
        foreach (var (chat, head) in heads)
        {
            _recorder.Baseline(chat, head);
        }

        await using var fleet = await Fleet.Connect(_recorder, devices, heads, [cluster.Page, new Uri($"http://{clients.Address}")], _plan, cancel);
        using var http = new HttpClient { BaseAddress = cluster.Page };
        var spare = accounts.Where(static a => a.Chat is null).Select(a => new SferumClient(http, new ClientOptions { Session = a.Session(TimeProvider.System) })).ToList();
        var scene = new Scene(cluster, new Lines(database, clients), fleet, spare, _plan, _random);
        fleet.Post(_plan.Rate, _random);
        Say($"{devices.Count} devices in {chats.Count} chats post");
        await Strike(scene, cancel);
        await EnoughAcked(fleet, cancel);
        var verdict = await Judge(cluster, fleet, chats, cancel);
        spare.ForEach(static s => s.Dispose());
        return new RunResult(_plan, Stopwatch.GetElapsedTime(_began), _faults, verdict, _problems);
    }

    /// <summary>From now on the first gateway reaches the database over a line of ours.</summary>
    private static async Task<TcpLine> DatabaseLine(LocalCluster cluster)
    {
        var connection = new NpgsqlConnectionStringBuilder(cluster.Connection);
        var line = new TcpLine(IPAddress.Parse(cluster.Address), new IPEndPoint(IPAddress.Parse(connection.Host!), connection.Port));
        (connection.Host, connection.Port, connection.MaxPoolSize) = (line.Address.Address.ToString(), line.Address.Port, 40);
        cluster.Set(cluster.Gateways[0], "Sferum__Postgres__ConnectionString", connection.ConnectionString);
        await cluster.Part("stop", cluster.Gateways[0]);
        await cluster.Heal();
        return line;
    }

    private async Task Strike(Scene scene, CancellationToken cancel)
    {
        foreach (var (fault, place) in FaultKinds.Sequence(_plan.Kinds, _plan.Faults, _random).Select(static (f, i) => (f, i)))
        {
            if (Stopwatch.GetElapsedTime(_began) > _plan.Longest)
            {
                Say($"the time is over after {place} faults");
                return;
            }

            await Scene.Wait(Calm + scene.Between(0, 1), cancel);
            var record = await One(fault, scene, cancel);
            _faults.Add(record);
            Say($"{place + 1}. {fault.Name} {record.What}: without an answer {record.Silence.TotalSeconds:0.0} s, recovered {record.Recovered?.TotalSeconds:0.0} s after its end, ready {record.Healed.TotalSeconds:0.0} s, {record.Breaks} breaks, longest {record.LongestBreak.TotalSeconds:0.0} s; acked {scene.Fleet.Acked}");
            if (record.Recovered is null)
            {
                return;
            }
        }
    }

    private async Task<FaultRecord> One(Fault fault, Scene scene, CancellationToken cancel)
    {
        var fleet = scene.Fleet;
        fleet.Forget();
        var breaks = fleet.Devices.Sum(static d => d.Watch.Breaks);
        var began = Stopwatch.GetTimestamp();
        var what = await fault.Strike(scene, cancel);
        var ended = Stopwatch.GetTimestamp();
        var healing = Heal(scene.Cluster, ended);
        var waiting = await fleet.AllAnswered(fault.IsKill ? began : ended, _plan.Patience, cancel);
        var answered = Stopwatch.GetTimestamp();
        var healed = await healing;
        if (waiting.Count > 0)
        {
            Trouble(FormattableString.Invariant($"{fault.Name} {what}: after {_plan.Patience.TotalSeconds:0} s no post was answered to {waiting.Count} devices: {string.Join(", ", waiting.Take(5).Select(static d => $"{d.Name} in {d.Chat}"))}"));
        }

        return new FaultRecord(
            fault,
            what,
            Stopwatch.GetElapsedTime(began, ended),
            fleet.Devices.Max(static d => d.LongestSilence),
            waiting.Count > 0 ? null : Stopwatch.GetElapsedTime(ended, answered),
            healed,
            fleet.Devices.Sum(static d => d.Watch.Breaks) - breaks,
            fleet.Devices.Max(static d => d.Watch.LongestBreak));
    }

    private async Task<TimeSpan> Heal(LocalCluster cluster, long since)
    {
        try
        {
            await cluster.Heal();
        }
        catch (ScriptException error)
        {
            Trouble(error.Message);
        }

        return Stopwatch.GetElapsedTime(since);
    }

    private async Task EnoughAcked(Fleet fleet, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Calm);
        while (_problems.Count == 0 && fleet.Acked < _plan.Acked && Stopwatch.GetElapsedTime(_began) < _plan.Longest)
        {
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private static async Task<IReadOnlyDictionary<Guid, long>> Heads(LocalCluster cluster, IReadOnlyList<Guid> chats, CancellationToken cancel)
    {
        await using var log = Log(cluster);
        return await log.Heads(chats, cancel);
    }

    /// <summary>A new one each time: connections from before a fault are of no use.</summary>
    private static FinalLog Log(LocalCluster cluster) => new(cluster.Connection, Path.Combine(cluster.Folder, "data", "keys", "master.key"));

    private async Task<Verdict> Judge(LocalCluster cluster, Fleet fleet, IReadOnlyList<Guid> chats, CancellationToken cancel)
    {
        await fleet.Finish();
        await using var log = Log(cluster);
        var heads = await log.Heads(chats, cancel);
        foreach (var behind in await fleet.AllHave(heads, _plan.Patience, cancel))
        {
            Trouble($"{behind.Name} in {behind.Chat} has {behind.Watch.Last} of {heads[behind.Chat]}");
        }

        foreach (var ended in fleet.Ended)
        {
            Trouble($"over for good: {ended}");
        }

        foreach (var device in fleet.Devices)
        {
            device.Watch.Fence(heads[device.Chat]);
        }

        foreach (var failure in fleet.Devices.SelectMany(static d => d.Failures).GroupBy(static f => f.Key))
        {
            Say($"not acknowledged: {failure.Key}, {failure.Sum(static f => f.Value)} times");
        }

        await log.Record(_recorder, heads, cancel);
        Say($"{_history.Count} events are judged");
        return HistoryChecker.Check(_history);
    }

    private void Trouble(string what)
    {
        _problems.Add(what);
        Say($"{what}");
    }

    private void Say(FormattableString line) =>
        _say(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_began).TotalSeconds,6:0.0} {FormattableString.Invariant(line)}"));
}
