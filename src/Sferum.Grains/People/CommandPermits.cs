namespace Sferum.People;

/// <summary>The permits of one person for commands: so many at once, so many per second in the long run. Used from one activation only.</summary>
internal sealed class CommandPermits(TimeProvider time)
{
    private double? _left;
    private long _at;

    /// <summary>Gives out what there is.</summary>
    public PermitLease Lease(int wanted, double perSecond, int burst)
    {
        var now = time.GetTimestamp();
        var grown = _left is null ? burst : time.GetElapsedTime(_at, now).TotalSeconds * perSecond;
        var left = Math.Min(burst, (_left ?? 0) + grown);
        var count = (int)Math.Clamp(Math.Floor(left), 0, Math.Max(0, wanted));
        (_left, _at) = (left - count, now);
        var wait = left - count >= 1 ? 0 : (1 - (left - count)) / Math.Max(perSecond, 0.001) * 1000;
        return new PermitLease(count, (int)Math.Min(60_000, Math.Ceiling(wait)));
    }
}
