using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>
/// Writes read marks behind, for all chats of the silo together: about once a second, the highest mark of each person in each chat. Marks that are
/// lost with a silo come again with the next one.
/// </summary>
internal sealed partial class ReadMarkWriter(IChatMarks marks, TimeProvider time, ILogger<ReadMarkWriter> log) : BackgroundService
{
    internal const int PerWrite = 1000;
    internal const int Limit = 100_000;
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private Dictionary<(ChatId Chat, PersonId Person), long> _pending = [];

    /// <summary>Notes a mark. Beyond the limit new ones are dropped: the database is away, and they come again.</summary>
    public void Add(ChatId chat, PersonId person, long number)
    {
        lock (_lock)
        {
            var key = (chat, person);
            if (_pending.TryGetValue(key, out var earlier))
            {
                _pending[key] = Math.Max(earlier, number);
            }
            else if (_pending.Count < Limit)
            {
                _pending[key] = number;
                if (_pending.Count == 1)
                {
                    _some.Release();
                }
            }
        }
    }

    public override void Dispose()
    {
        _some.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _some.WaitAsync(stoppingToken);
                await Task.Delay(Behind, time, stoppingToken);
                await Write();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Write();
        }
    }

    private async Task Write()
    {
        List<ReadMark> due;
        lock (_lock)
        {
            due = [.. _pending.Select(static p => new ReadMark(p.Key.Chat, p.Key.Person, p.Value))];
            _pending = [];
        }

        for (var from = 0; from < due.Count; from += PerWrite)
        {
            try
            {
                // Not cancelled at the end of the process: what was taken would be lost.
                await marks.Read(due.GetRange(from, Math.Min(PerWrite, due.Count - from)), CancellationToken.None);
            }
            catch (Exception e)
            {
                LogLost(log, e, due.Count - from);
                return;
            }
        }
    }
}
