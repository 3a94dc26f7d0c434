namespace Sferum.History;

/// <summary>Collects what the rules find.</summary>
internal sealed class Findings(RecordedHistory history, CheckOptions options)
{
    private const int KeptProblems = 20;

    private readonly SortedDictionary<ViolationKind, long> _counts = [];

    public Summary Summary { get; } = new() { Events = history.Count };

    public List<Violation> Violations { get; } = [];

    public List<string> Problems { get; } = [];

    /// <summary>Counts the violation, and keeps it unless there are many of its kind.</summary>
    public void Add(ViolationKind kind, int chat, long number, FormattableString evidence, params ReadOnlySpan<int> persons)
    {
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (_counts[kind] > options.KeepOfEachKind) return;
        var concerned = new List<Guid>(persons.Length);
        foreach (var person in persons)
        {
            if (person != 0 && !concerned.Contains(history.Persons[person])) concerned.Add(history.Persons[person]);
        }

        Violations.Add(new Violation(kind, history.Chats[chat], number, concerned, FormattableString.Invariant(evidence)));
    }

    public void Problem(FormattableString problem)
    {
        if (Problems.Count < KeptProblems) Problems.Add(FormattableString.Invariant(problem));
        else if (Problems.Count == KeptProblems) Problems.Add("and more");
    }

    public Verdict Verdict()
    {
        long Of(ViolationKind kind) => _counts.GetValueOrDefault(kind);
        Summary.Lost = Of(ViolationKind.LostAck);
        Summary.Doubled = Of(ViolationKind.DoubledInLog) + Of(ViolationKind.SeenTwice);
        Summary.Holes = Of(ViolationKind.HoleInLog) + Of(ViolationKind.HoleSeen);
        Summary.OutOfOrder = Of(ViolationKind.OutOfOrder);
        Summary.Violations = _counts;
        return new Verdict(Summary, Violations, Problems);
    }
}
