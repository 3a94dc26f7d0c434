using System.Diagnostics;
using Sferum.Load.Accounts;
using Sferum.Load.Counting;
using Sferum.Load.Full;
using Sferum.Load.Posting;
using Sferum.Load.Processes;

namespace Sferum.Load;

/// <summary>One run: connect, let it warm up, measure, let it come to rest, judge.</summary>
internal sealed class LoadRun(LoadPlan plan, TextWriter notes)
{
    private const int OpenedAtOnce = 48;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly LoadCounts _counts = new();
    private readonly ServerProcesses _server = new(plan.ServerPids, plan.WithChildren);

    public async Task<LoadResult> Run(CancellationToken cancel)
    {
        using var book = plan.Accounts is { } file ? AccountBook.Open(file) : null;
        var places = book is null ? Places.Invented(plan) : Places.Of(plan, book.Accounts);
        if (book is not null && plan.Mode == LoadMode.Count)
        {
            await KeepTokens(book, places, cancel);
        }

        var random = new Random(plan.Seed);
        var chats = places.Chats.Select(id => new LoadChat(id, plan.Window, _counts, new Random(random.Next()))).ToList();
        await using IFleet fleet = plan.Mode == LoadMode.Count ? new CountingFleet(plan) : new FullFleet(plan, book);
        var memoryBefore = Memory();
        await Connect(fleet, places, chats, cancel);
        await Task.Delay(Settle, cancel);
        var idle = (Memory() - memoryBefore) / (double)places.Connections.Count;

        var pump = new Pump(chats, plan.Rate);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        chats.ForEach(static c => c.Open());
        var pumping = Task.Run(() => pump.Run(stop.Token), cancel);
        await Task.Delay(plan.WarmUp, cancel);
        var (before, cpuBefore) = Begin(chats);
        await Task.Delay(plan.Lasts, cancel);
        var (after, cpuAfter) = End(chats);

        chats.ForEach(static c => c.Close());
        await stop.CancelAsync();
        await pumping;
        await ComeToRest(chats, cancel);
        await Note(fleet, chats, pump);
        return Judge(chats, after - before, _server.AreKnown ? cpuAfter - cpuBefore : null, _server.AreKnown ? idle : null);
    }

    private async Task KeepTokens(AccountBook book, Places places, CancellationToken cancel)
    {
        if (plan.WarmUp + plan.Lasts > FreshTokens.Longest)
        {
            throw new LoadException($"A run that counts lasts {FreshTokens.Longest.TotalMinutes:0} minutes at most: sockets close when their token runs out. Take --mode full.");
        }

        await new FreshTokens(book, plan.Urls, notes).Last(
            [.. places.Connections.Select(static p => p.Account!)], plan.WarmUp + plan.Lasts + plan.Drain + TimeSpan.FromMinutes(1), cancel);
    }

    private async Task Connect(IFleet fleet, Places places, IReadOnlyList<LoadChat> chats, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, places.Connections.Count),
            new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancel },
            async (i, opening) =>
            {
                var place = places.Connections[i];
                var chat = place.Chat < 0 ? null : chats[place.Chat];
                var line = await fleet.Open(i, place, chat, opening);
                chat?.Join(line);
            });
        await notes.WriteLineAsync($"{places.Connections.Count} connections in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
    }

    private (Figures Counts, double Cpu) Begin(IReadOnlyList<LoadChat> chats)
    {
        _counts.Measure(on: true);
        return (Figures.Of(chats), _server.CpuSeconds());
    }

    private (Figures Counts, double Cpu) End(IReadOnlyList<LoadChat> chats)
    {
        var end = (Figures.Of(chats), _server.CpuSeconds());
        _counts.Measure(on: false);
        return end;
    }

    private async Task ComeToRest(IReadOnlyList<LoadChat> chats, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < plan.Drain && !chats.All(static c => c.IsQuiet))
        {
            await Task.Delay(Look, cancel);
        }
    }

    private async Task Note(IFleet fleet, IReadOnlyList<LoadChat> chats, Pump pump)
    {
        var refused = chats.Sum(static c => c.Refused);
        if (refused > 0 || pump.Stalls > 0)
        {
            await notes.WriteLineAsync($"{refused} posts refused or unknown, {pump.Stalls} stalls");
        }

        foreach (var remark in fleet.Remarks)
        {
            await notes.WriteLineAsync(remark);
        }
    }

    private LoadResult Judge(IReadOnlyList<LoadChat> chats, Figures measured, double? cpu, double? idle)
    {
        var lines = chats.SelectMany(static c => c.Members.Select(m => (Chat: c, m.Numbers, m.Holes))).ToList();
        return new LoadResult
        {
            Sent = measured.Sent,
            Acked = measured.Acked,
            Delivered = measured.Delivered,
            Lost = lines.Sum(static l => l.Chat.Numbers is { } n ? l.Numbers.Lost(n.First, n.Last) : 0),
            Doubled = lines.Sum(static l => l.Numbers.Doubled),
            OutOfOrder = lines.Sum(static l => l.Numbers.OutOfOrder),
            Holes = lines.Sum(static l => l.Holes),
            AckP50 = Quantile(_counts.Acks, 0.5),
            AckP99 = Quantile(_counts.Acks, 0.99),
            DeliveryP50 = Quantile(_counts.Deliveries, 0.5),
            DeliveryP99 = Quantile(_counts.Deliveries, 0.99),
            ServerCpuSeconds = cpu is { } used ? Math.Round(used, 2) : null,
            DeliveriesPerCpuSecond = cpu is > 0 and { } seconds ? Math.Round(measured.Delivered / seconds) : null,
            IdleKbPerConnection = idle is { } kb ? Math.Round(kb, 1) : null,
        };
    }

    private long Memory() => _server.AreKnown ? _server.ResidentKb() : 0;

    private static double? Quantile(Histogram histogram, double quantile) =>
        histogram.Count == 0 ? null : Math.Round(histogram.Quantile(quantile) / 1000.0, 3);

    private readonly record struct Figures(long Sent, long Acked, long Delivered)
    {
        public static Figures Of(IReadOnlyList<LoadChat> chats) =>
            new(chats.Sum(static c => c.Sent), chats.Sum(static c => c.Acked), chats.Sum(static c => c.Delivered));

        public static Figures operator -(Figures a, Figures b) => new(a.Sent - b.Sent, a.Acked - b.Acked, a.Delivered - b.Delivered);
    }
}
