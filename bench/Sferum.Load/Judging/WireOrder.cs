namespace Sferum.Load.Judging;

/// <summary>Counts the holes in what a server pushes on one connection; what a client reads to fill them does not count.</summary>
internal sealed class WireOrder
{
    private long _last;

    public long Holes { get; private set; }

    /// <summary>Events came that follow each other.</summary>
    public void Jump(long first, long last)
    {
        if (_last > 0 && first > _last + 1)
        {
            Holes++;
        }

        _last = Math.Max(_last, last);
    }

    /// <summary>The client resumes: what it missed comes with the answer.</summary>
    public void Forget() => _last = 0;
}
