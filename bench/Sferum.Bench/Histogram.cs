namespace Sferum;

/// <summary>Counts of values in log-linear buckets: 64 per power of two, so a quantile is right to 1.6 %. Safe for many writers.</summary>
internal sealed class Histogram
{
    private const int StepsBits = 6;
    private const int Steps = 1 << StepsBits;

    private readonly long[] _counts = new long[(64 - StepsBits + 1) * Steps];
    private long _sum;

    public long Count => _counts.Sum();

    public double Mean => Count is > 0 and var count ? (double)_sum / count : 0;

    public void Add(long value)
    {
        Interlocked.Increment(ref _counts[Bucket(Math.Max(value, 0))]);
        Interlocked.Add(ref _sum, value);
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _sum = 0;
    }

    /// <summary>The largest value of the bucket in which the quantile lies.</summary>
    public long Quantile(double quantile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(Count * quantile));
        for (var i = 0; i < _counts.Length; i++)
        {
            if ((rank -= _counts[i]) <= 0)
            {
                return Top(i);
            }
        }

        return 0;
    }

    private static int Bucket(long value)
    {
        var shift = Math.Max(0, 63 - long.LeadingZeroCount(value) - StepsBits);
        return (int)((shift << StepsBits) + (value >> (int)shift));
    }

    private static long Top(int bucket)
    {
        var shift = Math.Max(0, (bucket >> StepsBits) - 1);
        return (((long)bucket - ((long)shift << StepsBits) + 1) << shift) - 1;
    }
}
