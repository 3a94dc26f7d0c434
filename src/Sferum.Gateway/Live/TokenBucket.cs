namespace Sferum.Live;

/// <summary>So many at once, so many per second in the long run. Two numbers and no timer, because there is one for each connection.</summary>
internal sealed class TokenBucket(double perSecond, double burst, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly double _most = burst;
    private double _tokens = burst;
    private long _at = clock.GetTimestamp();

    /// <summary>Takes tokens; when there are too few, takes none and tells how long to wait.</summary>
    public bool TryTake(double count, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(_most, _tokens + (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            if (_tokens >= count)
            {
                _tokens -= count;
                wait = TimeSpan.Zero;
                return true;
            }

            wait = TimeSpan.FromSeconds((count - _tokens) / perSecond);
            return false;
        }
    }
}
