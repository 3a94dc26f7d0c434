namespace Sferum.Live;

/// <summary>Full jitter between a shortest pause and a ceiling that doubles up to a longest one. It never says "give up".</summary>
internal static class Backoff
{
    public static TimeSpan Pause(int attempt, TimeSpan shortest, TimeSpan longest, Random random)
    {
        var ceiling = Math.Min(longest.TotalMilliseconds, shortest.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempt, 1, 20)));
        var over = Math.Max(0, ceiling - shortest.TotalMilliseconds);
        return shortest + TimeSpan.FromMilliseconds(random.NextDouble() * over);
    }
}
