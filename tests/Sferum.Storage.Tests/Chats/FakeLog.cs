using System.Collections.Concurrent;

namespace Sferum.Chats;

/// <summary>A log in memory that fails as it is told.</summary>
internal sealed class FakeLog : ILogWriter
{
    private readonly Dictionary<(Guid, long), PendingRow> _rows = [];

    /// <summary>What happens at the next writes, one after another; then all goes well.</summary>
    public ConcurrentQueue<Func<IReadOnlyList<PendingRow>, Task>> Next { get; } = new();

    public List<int> Batches { get; } = [];

    public async Task<bool> Write(IReadOnlyList<PendingRow> rows)
    {
        if (Next.TryDequeue(out var next))
        {
            await next(rows);
        }

        Batches.Add(rows.Count);
        if (rows.Any(r => _rows.ContainsKey((r.Tail.Chat.Value, r.Place.Number)) || _rows.Values.Any(o => o.Request == r.Request)))
        {
            return false;
        }

        foreach (var row in rows)
        {
            _rows[(row.Tail.Chat.Value, row.Place.Number)] = row;
        }

        return true;
    }

    public Task<TakenRows> Taken(IReadOnlyList<PendingRow> rows) => Task.FromResult(new TakenRows(
        _rows.Values.ToDictionary(r => r.Request, r => new TakenRow(r.Place, r.At, r.Row.BodyHash)), _rows.Keys.ToHashSet()));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
