namespace Sferum.Load.Judging;

/// <summary>
/// The numbers of one chat as one connection gets them. What came twice, what came late and what never came are kept apart, so that a loss cannot hide
/// behind a double. One caller at a time.
/// </summary>
internal sealed class NumberLine
{
    private HashSet<long>? _missing;
    private long _first;

    /// <summary>The highest number that came.</summary>
    public long Last { get; private set; }

    public long Doubled { get; private set; }

    public long OutOfOrder { get; private set; }

    /// <summary>How often a number was jumped over.</summary>
    public long Holes { get; private set; }

    /// <summary>A number came.</summary>
    public void Take(long number)
    {
        if (number == Last + 1 && Last > 0)
        {
            Last = number;
        }
        else
        {
            TakeElsewhere(number);
        }
    }

    /// <summary>How many numbers of a range never came.</summary>
    /// <param name="from">The first that had to come.</param>
    /// <param name="to">The last.</param>
    /// <returns>The count.</returns>
    public long Lost(long from, long to)
    {
        if (to < from)
        {
            return 0;
        }

        if (Last == 0)
        {
            return to - from + 1;
        }

        var before = Math.Max(0, Math.Min(_first, to + 1) - from);
        var after = Math.Max(0, to - Math.Max(Last, from - 1));
        return before + after + (_missing?.Count(n => n >= from && n <= to) ?? 0);
    }

    private void TakeElsewhere(long number)
    {
        if (Last == 0)
        {
            (_first, Last) = (number, number);
        }
        else if (number > Last)
        {
            Holes++;
            _missing ??= [];
            for (var jumped = Last + 1; jumped < number; jumped++)
            {
                _missing.Add(jumped);
            }

            Last = number;
        }
        else if (number < _first)
        {
            // What lay before the first is late too; it opens no hole that was seen.
            _missing ??= [];
            for (var between = number + 1; between < _first; between++)
            {
                _missing.Add(between);
            }

            _first = number;
            OutOfOrder++;
        }
        else if (_missing?.Remove(number) == true)
        {
            OutOfOrder++;
        }
        else
        {
            Doubled++;
        }
    }
}
