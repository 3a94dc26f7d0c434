using System.Diagnostics;
using System.Globalization;
using Sferum.History;
using Sferum.Live;

namespace Sferum.Faults;

/// <summary>One drill: a cluster under load, copies as docs/operations.md says, the loss of everything but the copies, and a cluster made of them.</summary>
internal sealed class RestoreDrill : IDisposable
{
    private const int LateDevices = 3;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly RestorePlan _plan;
    private readonly Action<string> _say;
    private readonly OperationsPage _page;
    private readonly RestoreResult _result;
    private readonly DrillHistory _history = new();
    private readonly HistoryRecorder _recorder;
    private readonly Random _random;
    private readonly HttpClient _http;
    private readonly long _began = Stopwatch.GetTimestamp();

    private RestoreDrill(RestorePlan plan, Action<string> say)
    {
        (_plan, _say, _page, _result) = (plan, say, new OperationsPage(plan), new RestoreResult(plan));
        (_recorder, _random) = (new HistoryRecorder(_history, TimeProvider.System), new Random(plan.Seed));
        _http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{plan.Port}")) };
    }

    public static async Task<RestoreResult> Go(RestorePlan plan, Action<string> say, CancellationToken cancel)
    {
        using var drill = new RestoreDrill(plan, say);
        Directory.CreateDirectory(plan.Folder);
        try
        {
            await drill.Run(cancel);
        }
        catch (Exception error) when (error is ScriptException or InvalidOperationException or TimeoutException)
        {
            drill._result.Fail(error.Message);
        }
        finally
        {
            foreach (var folder in new[] { plan.Folder, plan.Restored }.Where(static f => File.Exists(Path.Combine(f, "cluster"))))
            {
                await LocalCluster.Down(folder);
            }
        }

        return drill._result;
    }

    public void Dispose() => _http.Dispose();

    private string Connection => File.ReadAllText(Path.Combine(_plan.Folder, "connection"));

    private string RestoredConnection => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_plan.Port + 40};Username=sferum;Password={File.ReadAllText(Path.Combine(_plan.Restored, "postgres", "password"))};Database=postgres");

    private async Task Run(CancellationToken cancel)
    {
        await _page.Run(_page.Holding("deploy/local/up \"$DIR\""), cancel);
        var schools = new List<DrillSchool>();
        for (var i = 1; i <= _plan.Schools; i++)
        {
            schools.Add(await DrillSchool.Seed(_plan, _page, i, _http, Connection, cancel));
        }

        var all = schools.SelectMany(static s => s.Devices).ToList();
        var chats = all.Select(static a => a.Chat!.Value).Distinct().ToList();
        var away = all.GroupBy(static a => a.Chat).Take(LateDevices).Select(static g => g.Last()).ToList();
        var accounts = all.Except(away).ToList();
        var load = new RunPlan { Seed = _plan.Seed, Folder = _plan.Folder, Window = 2, Patience = _plan.Patience };
        var heads = await Heads(Connection, _plan.Folder, chats, cancel);
        foreach (var (chat, head) in heads)
        {
            _recorder.Baseline(chat, head);
        }

        await using var fleet = await Fleet.Connect(_recorder, accounts, heads, [_http.BaseAddress!], load, cancel);
        var late = away.ConvertAll(a => new LateDevice(a, _http));
        using var probing = new SferumClient(_http, new ClientOptions { Session = schools[0].Pair[0].Session(TimeProvider.System) });
        await using var probe = probing.Connect(new Deaf(), static o => o with { LongestPause = TimeSpan.FromSeconds(1) });
        fleet.Post(_plan.Rate, _random);
        Say($"{accounts.Count} devices in {chats.Count} chats of {schools.Count} schools post");

        var erased = schools[0].Pair[1];
        await Says(erased, cancel);
        await Acked(chats, 0, cancel);
        var copyBegan = await Copy(cancel);
        await Erased.Erase(schools[0].Admin, erased.Person, Connection, _plan.Patience, cancel);
        File.Delete(Path.Combine(_plan.Folder, "copy.keys"));
        await Timed("sferum backup-keys", cancel);
        Say($"somebody was erased after the copy, and the keys were copied anew");
        await Acked(chats, _recorder.Now(), cancel);

        await Task.WhenAll(late.Select(static l => l.GoAway()));
        var (killed, split) = await Lose(fleet, cancel);
        var finished = fleet.Finish();
        var first = FirstPost(probe, schools[0].Pair[0].Chat!.Value, killed);
        var restored = await Restore(killed, chats, erased.Person, cancel);
        _result.Recovered = await first;
        Say($"first acknowledged post {_result.Recovered.TotalSeconds:0.0} s after the disaster");
        await Erased.Erase(schools[0].Admin, erased.Person, RestoredConnection, _plan.Patience, cancel);
        Lost(copyBegan, split, restored);
        await finished;
        await GoOn(fleet, late, restored, cancel);
        await Judge(fleet, copyBegan, split, restored, erased.Person, cancel);
        schools.ForEach(static s => s.Admin.Dispose());
        await Task.WhenAll(late.Select(static l => l.DisposeAsync().AsTask()));
    }

    /// <summary>The copies of the page, made under load. Returns when they began.</summary>
    private async Task<long> Copy(CancellationToken cancel)
    {
        var began = _recorder.Now();
        _result.AckedBeforeTheCopy = _history.AckedBefore(began).Count;
        _result.Backup = await Timed("sferum backup ", cancel);
        _result.Keys = await Timed("sferum backup-keys", cancel);
        await Timed("cp ", cancel);
        _result.CopyBytes = new FileInfo(Path.Combine(_plan.Folder, "copy.dump")).Length;
        Say($"copied in {_result.Backup.TotalSeconds:0.0} s");
        return began;
    }

    /// <summary>Runs those lines of the page's block on copies that begin so.</summary>
    private async Task<TimeSpan> Timed(string beginning, CancellationToken cancel)
    {
        var lines = _page.Holding("sferum backup ").Split('\n').Where(l => l.StartsWith(beginning, StringComparison.Ordinal));
        var began = Stopwatch.GetTimestamp();
        await _page.Run(string.Join('\n', lines), cancel);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Somebody who will be erased says something that will be in the copy.</summary>
    private async Task Says(Account account, CancellationToken cancel)
    {
        using var client = new SferumClient(_http, new ClientOptions { Session = account.Session(TimeProvider.System) });
        await using var line = client.Connect(new Deaf());
        for (var i = 0; i < 3; i++)
        {
            var said = await line.PostAsync(account.Chat!.Value, "Меня сотрут после копии", cancel: cancel);
            if (!said.IsDone)
            {
                throw new InvalidOperationException($"Nothing could be said: {said.Refusal?.Code}");
            }
        }
    }

    /// <summary>Waits until in each chat so many posts were acknowledged since a moment.</summary>
    private async Task Acked(IReadOnlyList<Guid> chats, long since, CancellationToken cancel)
    {
        await Until("enough is acknowledged in each chat", () =>
        {
            var counts = _history.AckedBefore(long.MaxValue).Where(e => e.At > since).CountBy(static e => e.Chat).ToDictionary();
            return Task.FromResult(chats.All(c => counts.GetValueOrDefault(c) >= _plan.Apart));
        }, cancel);
    }

    /// <summary>Everything dies at once, and nothing is left but the copies and the certificates. Returns when it began, and from when on nobody could have had an answer.</summary>
    private async Task<(long Killed, long Split)> Lose(Fleet fleet, CancellationToken cancel)
    {
        var killed = Stopwatch.GetTimestamp();
        await _page.Run("for part in silo-1 silo-2 silo-3 gateway-1 gateway-2 proxy postgres; do deploy/local/part signal \"$DIR\" $part KILL & done; wait", cancel);
        await Until("no device has a line", () => Task.FromResult(fleet.Devices.All(static d => d.Watch.IsDown)), cancel);
        Directory.Delete(Path.Combine(_plan.Folder, "postgres"), recursive: true);
        Directory.Delete(Path.Combine(_plan.Folder, "data"), recursive: true);
        Say($"all is killed, the database and the keys are gone");
        return (killed, _recorder.Now());
    }

    private async Task<TimeSpan> FirstPost(LiveConnection probe, Guid chat, long killed)
    {
        var reply = await probe.PostAsync(chat, "Слышно?", patience: _plan.Patience * 3);
        if (!reply.IsDone)
        {
            _result.Fail($"the first post after the disaster: {reply.Refusal?.Code ?? "nobody knows"}");
        }

        return Stopwatch.GetElapsedTime(killed);
    }

    /// <summary>The page's way back, looked at where the database is filled and nobody works on it yet. Returns the heads of the restored chats.</summary>
    private async Task<IReadOnlyDictionary<Guid, long>> Restore(long killed, IReadOnlyList<Guid> chats, Guid erased, CancellationToken cancel)
    {
        var names = Path.Combine(_plan.Restored, "erase-again");
        var block = _page.Holding(" restore-keys ", $" >'{names}' || [ $? = 1 ]\ntouch \"$NEW/filled\"; until [ -f \"$NEW/counted\" ]; do sleep 0.05; done");
        var running = _page.Run(block, cancel);
        using var timer = new PeriodicTimer(Glance);
        while (!File.Exists(Path.Combine(_plan.Restored, "filled")))
        {
            if (running.IsCompleted)
            {
                await running;
            }

            await timer.WaitForNextTickAsync(cancel);
        }

        _result.Restored = Stopwatch.GetElapsedTime(killed);
        var (copy, database) = (await TableCounts.OfCopy(Path.Combine(_plan.Folder, "copy.dump"), cancel), await TableCounts.OfDatabase(RestoredConnection, cancel));
        database.Remove("person_key"); // Restored from the other file.
        (_result.Tables, _result.Rows) = (database.Count, database.Values.Sum());
        foreach (var difference in TableCounts.Differences(copy, database))
        {
            _result.Fail(difference);
        }

        var named = (await File.ReadAllLinesAsync(names, cancel)).Where(static l => l.Contains('-', StringComparison.Ordinal)).ToList();
        if (named.Count != 1 || !named[0].Contains(erased.ToString(), StringComparison.Ordinal))
        {
            _result.Fail($"restore-keys named {string.Join("; ", named)} and not only {erased}");
        }

        if (!(await Erased.Left(erased, RestoredConnection, cancel)).SequenceEqual(["a name", "words"]))
        {
            _result.Fail($"of the erased the copy holds {string.Join(", ", await Erased.Left(erased, RestoredConnection, cancel))} and not a name and words without a key");
        }

        var heads = await Heads(RestoredConnection, _plan.Restored, chats, cancel);
        await File.WriteAllTextAsync(Path.Combine(_plan.Restored, "counted"), "", cancel);
        await running;
        _result.Ready = Stopwatch.GetElapsedTime(killed);
        Say($"restored after {_result.Restored.TotalSeconds:0.0} s, ready after {_result.Ready.TotalSeconds:0.0} s");
        return heads;
    }

    /// <summary>What was acknowledged and is in no log any more.</summary>
    private void Lost(long copyBegan, long split, IReadOnlyDictionary<Guid, long> restored)
    {
        var gone = _history.AckedBefore(split).Where(e => e.Number > restored[e.Chat]).ToList();
        _result.Gone = gone.Count;
        if (gone.Count > 0)
        {
            _result.GoneAge = (TimeSpan.FromTicks(split - gone.Min(static e => e.At)), TimeSpan.FromTicks(split - gone.Max(static e => e.At)));
        }

        if (gone.Exists(e => e.At < copyBegan))
        {
            _result.Fail("messages are gone that were acknowledged before the copy began");
        }
    }

    /// <summary>Everybody is back and learned what was taken back; then they write until the old numbers are passed, and those who were away come.</summary>
    private async Task GoOn(Fleet fleet, IReadOnlyList<LateDevice> late, IReadOnlyDictionary<Guid, long> restored, CancellationToken cancel)
    {
        await Until("every device has a line again", () => Task.FromResult(fleet.Devices.All(static d => !d.Watch.IsDown)), cancel, () => string.Join("; ", fleet.Ended));
        _result.Devices = fleet.Devices.Count;
        foreach (var device in fleet.Devices)
        {
            switch (device.Watch.TakenBack)
            {
                case { } taken when taken.Had > restored[device.Chat]:
                    _result.TakenBack++;
                    break;
                default:
                    _result.Fail($"{device.Name} was shown numbers beyond {restored[device.Chat]} and was not told that they are taken back");
                    break;
            }
        }

        fleet.Post(_plan.Rate, _random);
        var (heads, example, known) = (restored, late[0], late[0].Known);
        await Until(
            "the restored chats have passed their old numbers",
            async () =>
            {
                heads = await Heads(RestoredConnection, _plan.Restored, [.. restored.Keys], cancel);
                return late.All(l => heads[l.Chat] > l.Known);
            },
            cancel);
        var confused = 0;
        foreach (var device in late)
        {
            confused += await device.ComeBack(_plan.Patience, cancel) ? 0 : 1;
        }

        if (confused > 0)
        {
            _result.Find(string.Create(CultureInfo.InvariantCulture, $"{confused} of {late.Count} devices that were away at the disaster and came back when the restored chat had passed their number were not told that anything was taken back. One knew {known}; the chat was restored to {restored[example.Chat]} and stood at {heads[example.Chat]}: it keeps {known - restored[example.Chat]} messages that are in no log, and is not sent those that have their numbers now."));
        }

        await fleet.Finish();
    }

    private async Task Judge(Fleet fleet, long copyBegan, long split, IReadOnlyDictionary<Guid, long> restored, Guid erased, CancellationToken cancel)
    {
        var chats = restored.Keys.ToList();
        await using var log = Log(RestoredConnection, _plan.Restored);
        var heads = await log.Heads(chats, cancel);
        foreach (var behind in await fleet.AllHave(heads, _plan.Patience, cancel))
        {
            _result.Fail($"{behind.Name} has {behind.Watch.Last} of {heads[behind.Chat]}");
        }

        foreach (var device in fleet.Devices)
        {
            device.Watch.Fence(heads[device.Chat]);
        }

        var kept = _history.Kept(copyBegan, split, restored);
        await log.Record(new HistoryRecorder(kept, TimeProvider.System), restored, cancel);
        _result.Judge("kept", _result.Kept = HistoryChecker.Check(kept));
        var after = _history.After(split, restored);
        await log.Record(new HistoryRecorder(after, TimeProvider.System), heads, cancel);
        _result.Judge("after", _result.After = HistoryChecker.Check(after));
        var left = await Erased.Left(erased, RestoredConnection, cancel);
        if (left.Count > 0)
        {
            _result.Fail($"of the erased there is {string.Join(", ", left)}");
        }
    }

    private static async Task<IReadOnlyDictionary<Guid, long>> Heads(string connection, string folder, IReadOnlyList<Guid> chats, CancellationToken cancel)
    {
        await using var log = Log(connection, folder);
        return await log.Heads(chats, cancel);
    }

    private static FinalLog Log(string connection, string folder) => new(connection, Path.Combine(folder, "data", "keys", "master.key"));

    private async Task Until(string what, Func<Task<bool>> isSo, CancellationToken cancel, Func<string>? why = null)
    {
        using var timer = new PeriodicTimer(Glance);
        for (var began = Stopwatch.GetTimestamp(); !await isSo();)
        {
            if (Stopwatch.GetElapsedTime(began) > _plan.Patience)
            {
                throw new TimeoutException($"It did not come to it that {what}. {why?.Invoke()}");
            }

            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private void Say(FormattableString line) =>
        _say(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_began).TotalSeconds,6:0.0} {FormattableString.Invariant(line)}"));

    /// <summary>Somebody who only speaks.</summary>
    private sealed class Deaf : ILiveObserver
    {
        public bool OnEvents(Guid chat, IReadOnlyList<Chats.ChatEventDto> events, EventSource source) => true;
    }
}
