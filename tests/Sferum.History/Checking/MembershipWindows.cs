namespace Sferum.History;

/// <summary>Which numbers of a chat each person may see. Somebody of whom nothing was recorded may see all.</summary>
internal sealed class MembershipWindows
{
    private readonly Dictionary<int, List<Absence>> _absences = [];
    private readonly long _grace;

    public MembershipWindows(ChatHistory chat, long grace)
    {
        _grace = grace;
        var acts = new Dictionary<int, List<Entry>>();
        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var entry = ref chat[i];
            if (entry.Type is not (HistoryEventType.Revoked or HistoryEventType.Admitted)) continue;
            if (!acts.TryGetValue(entry.Person, out var ofPerson)) acts.Add(entry.Person, ofPerson = []);
            ofPerson.Add(entry);
        }

        foreach (var (person, ofPerson) in acts) _absences.Add(person, Absences([.. ofPerson.OrderBy(act => act.Number)]));
    }

    /// <summary>Whether the event at this number, got at this time, is one that the person must not get any more.</summary>
    public bool Leaks(int person, int number, Way way, long at)
    {
        if (!_absences.TryGetValue(person, out var absences)) return false;
        foreach (var absence in absences)
        {
            var until = way == Way.Live ? absence.Until : absence.ReadsFrom;
            if (number > absence.After && number < until && absence.IsEnd && at > absence.AckedAt + _grace) return true;
        }

        return false;
    }

    /// <summary>Whether a message that was begun at this time and got this number was sent by somebody who was known to be out.</summary>
    public bool MustRefuse(int person, int number, long began) => Leaks(person, number, Way.Live, began);

    /// <summary>The parts of a run of numbers that are owed to the person. The row that ends a membership may be delivered or not.</summary>
    public IEnumerable<(int From, int To)> Owed(int person, (int From, int To) run)
    {
        if (!_absences.TryGetValue(person, out var absences)) return [run];
        return Cut(absences, run);
    }

    private static IEnumerable<(int From, int To)> Cut(List<Absence> absences, (int From, int To) run)
    {
        var from = run.From;
        foreach (var absence in absences)
        {
            if (absence.Until <= from) continue;
            if (absence.After > run.To) break;
            if (absence.After > from) yield return (from, absence.After - 1);
            from = Math.Max(from, absence.Until);
        }

        if (from <= run.To) yield return (from, run.To);
    }

    private static List<Absence> Absences(List<Entry> acts)
    {
        var absences = new List<Absence>();
        if (acts[0].Type == HistoryEventType.Admitted) absences.Add(new Absence(0, acts[0].Number, acts[0].Related, 0, IsEnd: false));
        for (var i = 0; i < acts.Count; i++)
        {
            if (acts[i].Type != HistoryEventType.Revoked) continue;
            var back = acts.FindIndex(i + 1, act => act.Type == HistoryEventType.Admitted);
            absences.Add(back < 0
                ? new Absence(acts[i].Number, int.MaxValue, int.MaxValue, acts[i].At, IsEnd: true)
                : new Absence(acts[i].Number, acts[back].Number, acts[back].Related, acts[i].At, IsEnd: true));
        }

        return absences;
    }

    /// <summary>Numbers above After and below Until were written while the person was out; those from ReadsFrom on may be read after the return.</summary>
    private readonly record struct Absence(int After, int Until, int ReadsFrom, long AckedAt, bool IsEnd);
}
