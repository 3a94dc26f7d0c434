namespace Sferum.History;

/// <summary>The final log of a chat: what stands at each number, by the word of whoever read it after the run.</summary>
internal sealed class ChatLog
{
    private readonly ChatHistory _chat;
    private readonly Dictionary<int, int> _rows = [];
    private readonly HashSet<int> _changed = [];
    private readonly List<int> _posted = [];

    public ChatLog(ChatHistory chat, Findings findings)
    {
        _chat = chat;
        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var entry = ref chat[i];
            if (entry.Type == HistoryEventType.Baseline) Baseline = Math.Max(Baseline, entry.Number);
            if (entry.Type is HistoryEventType.LogRow or HistoryEventType.Seen && entry.Kind is EventKind.Edited or EventKind.Deleted) _changed.Add(entry.Related);
            if (entry.Type == HistoryEventType.LogRow && !_rows.TryAdd(entry.Number, i)) Compare(entry, findings);
            if (entry.Type == HistoryEventType.LogHead) (WasRead, Head, ReadAt) = (true, Math.Max(Head, entry.Number), Math.Max(ReadAt, entry.At));
        }

        Numbers = [.. _rows.Keys.Order()];
        if (Numbers.Length > 0) Head = Math.Max(Head, Numbers[^1]);
        foreach (var number in Numbers)
        {
            if (chat[_rows[number]].Kind == EventKind.Posted) _posted.Add(number);
        }
    }

    /// <summary>Whether somebody said that the whole log was given; without it the absence of a row means nothing.</summary>
    public bool WasRead { get; }

    public long ReadAt { get; }

    public int Head { get; }

    public int Baseline { get; }

    /// <summary>The numbers that have a row, ascending.</summary>
    public int[] Numbers { get; }

    public bool Has(int number) => _rows.ContainsKey(number);

    /// <summary>The row at a number that has one.</summary>
    public ref readonly Entry Row(int number) => ref _chat[_rows[number]];

    /// <summary>Whether the text at this number was changed later, so that it is shown as it is now and not as it was sent.</summary>
    public bool IsChanged(int number) => _changed.Contains(number);

    /// <summary>Whether any number of a run can have been delivered: a hole of the log is told once, not again by each observer.</summary>
    public bool HasAny(int from, int to)
    {
        if (!WasRead) return true;
        var place = Array.BinarySearch(Numbers, from);
        if (place < 0) place = ~place;
        return place < Numbers.Length && Numbers[place] <= to;
    }

    /// <summary>How many messages stand above <paramref name="after"/>, up to <paramref name="upTo"/>.</summary>
    public int PostsBetween(int after, int upTo) => Below(upTo + 1) - Below(after + 1);

    /// <summary>Whether two accounts of one number can both be true; what one of them does not know is not compared.</summary>
    public bool Agree(in Entry one, in Entry other) =>
        one.Kind == other.Kind
        && (one.Person == other.Person || one.Person == 0 || other.Person == 0)
        && (one.Request == other.Request || one.Request == Guid.Empty || other.Request == Guid.Empty)
        && (one.Body == other.Body || one.Body == 0 || other.Body == 0 || IsChanged(one.Number));

    private int Below(int number)
    {
        var place = _posted.BinarySearch(number);
        return place < 0 ? ~place : place;
    }

    private void Compare(in Entry again, Findings findings)
    {
        ref readonly var first = ref Row(again.Number);
        if (first.Kind != again.Kind || first.Person != again.Person || first.Request != again.Request)
        {
            findings.Add(
                ViolationKind.OrderDisagreement, _chat.Chat, again.Number, $"two readings of the log differ: {Told.Row(first)} and {Told.Row(again)}", first.Person, again.Person);
        }
    }
}

/// <summary>How an event is told in evidence.</summary>
internal static class Told
{
    public static string Row(in Entry entry) => FormattableString.Invariant($"{entry.Kind} request {entry.Request} body {entry.Body:x16}");

    public static string Range(int from, int to) => from == to ? FormattableString.Invariant($"{from}") : FormattableString.Invariant($"{from}..{to}");
}
