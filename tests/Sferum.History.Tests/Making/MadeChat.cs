namespace Sferum.History;

/// <summary>A chat as it should be: a log, its members, and which numbers each person may see.</summary>
internal sealed class MadeChat(Guid id)
{
    private readonly Dictionary<Guid, List<(long After, long Until)>> _absences = [];
    private readonly HashSet<Guid> _out = [];

    public Guid Id => id;

    public List<ChatEvent> Log { get; } = [];

    public Dictionary<Guid, long> Answers { get; } = [];

    public long Head => Log.Count;

    public long Baseline { get; set; }

    public bool IsMember(Guid person) => !_out.Contains(person);

    public bool MaySee(Guid person, long number) =>
        !_absences.TryGetValue(person, out var absences) || !absences.Exists(absence => number > absence.After && number < absence.Until);

    public long Append(EventKind kind, Guid author, Guid request, ulong body, long target = 0)
    {
        var posts = (Log.Count == 0 ? 0 : Log[^1].Posts!.Value) + (kind == EventKind.Posted ? 1 : 0);
        Log.Add(new ChatEvent(Head + 1, kind, author, request, body, target, posts));
        return Head;
    }

    public long Leave(Guid person, Guid by, Guid request)
    {
        var number = Append(EventKind.Membership, by, request, 0);
        _out.Add(person);
        Absences(person).Add((number, long.MaxValue));
        return number;
    }

    /// <summary>Somebody who was never a member, before the first row.</summary>
    public void Without(Guid person)
    {
        _out.Add(person);
        Absences(person).Add((0, long.MaxValue));
    }

    public long Join(Guid person, Guid by, Guid request, bool readsAll)
    {
        var number = Append(EventKind.Membership, by, request, 0);
        _out.Remove(person);
        var absences = Absences(person);
        absences[^1] = (absences[^1].After, readsAll ? 0 : number);
        return number;
    }

    private List<(long After, long Until)> Absences(Guid person)
    {
        if (!_absences.TryGetValue(person, out var absences)) _absences.Add(person, absences = []);
        return absences;
    }
}
