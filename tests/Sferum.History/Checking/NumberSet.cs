namespace Sferum.History;

/// <summary>A set of numbers kept as runs: as good as free while numbers come without holes.</summary>
internal sealed class NumberSet
{
    private readonly List<(int From, int To)> _runs = [];

    public void Clear() => _runs.Clear();

    public bool Contains(int number)
    {
        var place = After(number) - 1;
        return place >= 0 && _runs[place].To >= number;
    }

    /// <summary>Whether nothing is missing between two numbers.</summary>
    public bool Covers(int from, int to)
    {
        if (from > to) return true;
        var place = After(from) - 1;
        return place >= 0 && _runs[place].To >= to;
    }

    public void Add(int number)
    {
        var next = After(number);
        var joinsLast = next > 0 && _runs[next - 1].To >= number - 1;
        if (joinsLast && _runs[next - 1].To >= number) return;
        var joinsNext = next < _runs.Count && _runs[next].From == number + 1;
        if (joinsLast && joinsNext)
        {
            _runs[next - 1] = (_runs[next - 1].From, _runs[next].To);
            _runs.RemoveAt(next);
        }
        else if (joinsLast) _runs[next - 1] = (_runs[next - 1].From, number);
        else if (joinsNext) _runs[next] = (number, _runs[next].To);
        else _runs.Insert(next, (number, number));
    }

    /// <summary>The runs of numbers from <paramref name="from"/> to <paramref name="to"/> that are not in the set.</summary>
    public IEnumerable<(int From, int To)> Missing(int from, int to)
    {
        for (var place = Math.Max(0, After(from) - 1); place < _runs.Count && from <= to; place++)
        {
            var run = _runs[place];
            if (run.From > to) break;
            if (run.From > from) yield return (from, run.From - 1);
            from = Math.Max(from, run.To + 1);
        }

        if (from <= to) yield return (from, to);
    }

    /// <summary>The place of the first run that begins above a number.</summary>
    private int After(int number)
    {
        if (_runs.Count == 0 || _runs[^1].From <= number) return _runs.Count;
        int low = 0, high = _runs.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_runs[middle].From > number) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
