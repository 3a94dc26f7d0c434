using System.Collections.Concurrent;

namespace Sferum.Load.Posting;

/// <summary>What happened beside the plan, counted by its name.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IEnumerable<string> Lines => _counts.OrderByDescending(static c => c.Value).Select(static c => $"{c.Value} × {c.Key}");

    public void Add(string what) => _counts.AddOrUpdate(what, 1, static (_, n) => n + 1);
}
