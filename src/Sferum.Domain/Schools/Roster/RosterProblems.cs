using System.Globalization;

namespace Sferum.Schools;

/// <summary>Why a row of a roster file, or one value in it, cannot be taken.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">The column; null when it is about the whole row.</param>
/// <param name="Code">See <see cref="RosterWhy"/>.</param>
/// <param name="Args">Values named in the sentence. Never a phone.</param>
public sealed record RosterProblem(string File, long Line, string? Column, string Code, IReadOnlyDictionary<string, string>? Args = null)
{
    private const int MaxShown = 60;

    /// <summary>A value from a file as a message may show it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The beginning of it, without what could trick a terminal.</returns>
    public static string Shown(string value)
    {
        var shown = value.Length > MaxShown ? value[..MaxShown] + "…" : value;
        return string.Concat(shown.Select(static c => char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '·' : c));
    }
}

/// <summary>What was found in a roster: the first problems word for word, the rest counted; and what was passed over without being wrong.</summary>
public sealed class RosterProblems
{
    /// <summary>How many problems are kept word for word.</summary>
    public const int Kept = 1_000;

    private readonly List<RosterProblem> _first = [];
    private readonly Dictionary<string, int> _notes = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them, in the order in which they were found.</summary>
    public IReadOnlyList<RosterProblem> First => _first;

    /// <summary>What was passed over, counted by code.</summary>
    public IReadOnlyDictionary<string, int> Notes => _notes;

    public void Add(RosterProblem problem)
    {
        Count++;
        if (_first.Count < Kept)
        {
            _first.Add(problem);
        }
    }

    public void Note(string code, int count = 1)
    {
        if (count > 0)
        {
            _notes[code] = _notes.GetValueOrDefault(code) + count;
        }
    }
}
