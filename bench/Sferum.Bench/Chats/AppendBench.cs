using System.CommandLine;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Durable appends: callers that post one message after another, each waiting for its commit.</summary>
internal sealed class AppendBench(IChatLog log, int chats, int callers, TimeSpan warmUp, TimeSpan duration)
{
    private const string Text = "Завтра на первом уроке контрольная по алгебре: возьмите тетради и линейки!"; // 137 bytes

    private readonly Histogram _latency = new();
    private readonly Histogram _batches = new();
    private readonly long[] _refused = new long[Enum.GetValues<AppendStatus>().Length];
    private volatile bool _counting;
    private volatile bool _stopping;

    public static Command Command()
    {
        var postgres = new Option<string?>("--postgres") { Description = "Connection string of an empty PostgreSQL database." };
        var data = new Option<string?>("--data") { Description = "Folder for SQLite." };
        var chats = new Option<int>("--chats") { DefaultValueFactory = _ => 1000 };
        var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 512, Description = "Posts in flight at once." };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 20 };
        var warmUp = new Option<int>("--warm-up") { DefaultValueFactory = _ => 5 };
        var lanes = new Option<int>("--lanes") { DefaultValueFactory = _ => new ChatLogOptions().Lanes };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => new ChatLogOptions().BatchRows };
        var command = new Command("append", "Acked posts per second, after commit.") { postgres, data, chats, callers, seconds, warmUp, lanes, batch };
        command.SetAction(async (parsed, cancel) =>
        {
            var options = new ChatLogOptions { Lanes = parsed.GetValue(lanes), BatchRows = parsed.GetValue(batch) };
            await using var services = new ServiceCollection().AddLogging().AddSingleton(options)
                .AddSferumStorage(new StorageOptions { ConnectionString = parsed.GetValue(postgres), DataFolder = parsed.GetValue(data) })
                .BuildServiceProvider();
            await services.GetRequiredService<Schema>().Migrate(cancel);
            var bench = new AppendBench(
                services.GetRequiredService<IChatLog>(), parsed.GetValue(chats), parsed.GetValue(callers),
                TimeSpan.FromSeconds(parsed.GetValue(warmUp)), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            var result = await bench.Run(cancel);
            result["database"] = parsed.GetValue(postgres) is null ? "sqlite" : "postgresql";
            result["lanes"] = parsed.GetValue(postgres) is null ? 1 : options.Lanes;
            Console.WriteLine(JsonSerializer.Serialize(result));
        });
        return command;
    }

    private async Task<Dictionary<string, object>> Run(CancellationToken cancel)
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, l) =>
            {
                if (instrument.Name == "sferum.chat.append.batch")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, rows, _, _) =>
        {
            if (_counting)
            {
                _batches.Add(rows);
            }
        });
        listener.Start();

        var tails = Enumerable.Range(0, chats).Select(_ => log.Open(ChatId.New(), default)).ToArray();
        var running = Enumerable.Range(0, callers).Select(i => Task.Run(() => Call(tails, i), cancel)).ToArray();
        await Task.Delay(warmUp, cancel);
        _counting = true;
        var begun = Stopwatch.GetTimestamp();
        await Task.Delay(duration, cancel);
        _counting = false;
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var acked = _latency.Count;
        _stopping = true;
        await Task.WhenAll(running);
        return new Dictionary<string, object>
        {
            ["bench"] = "append",
            ["chats"] = chats,
            ["callers"] = callers,
            ["seconds"] = Math.Round(seconds, 1),
            ["acked_per_s"] = Math.Round(acked / seconds),
            ["p50_ms"] = _latency.Quantile(0.5) / 1000.0,
            ["p99_ms"] = _latency.Quantile(0.99) / 1000.0,
            ["batch_mean"] = Math.Round(_batches.Mean, 1),
            ["batch_p50"] = _batches.Quantile(0.5),
            ["batch_p99"] = _batches.Quantile(0.99),
            ["refused"] = _refused.Sum(),
        };
    }

    private async Task Call(IChatTail[] tails, int caller)
    {
        var author = new PersonId(Guid.CreateVersion7());
        for (var i = caller; !_stopping; i += callers)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await tails[i % tails.Length].Append(new NewRow
            {
                Kind = ChatEventKind.Posted,
                Author = author,
                RequestId = Guid.CreateVersion7(),
                At = TimeProvider.System.GetUtcNow(),
                Text = Text,
                BodyHash = new byte[16],
            });
            if (answer.Status != AppendStatus.Placed)
            {
                Interlocked.Increment(ref _refused[(int)answer.Status]);
            }
            else if (_counting)
            {
                _latency.Add((long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
            }
        }
    }
}
