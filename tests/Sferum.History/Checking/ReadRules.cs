namespace Sferum.History;

/// <summary>What a read answers: one's own acknowledged messages, no holes, a true count of unread.</summary>
internal static class ReadRules
{
    public static void Judge(ChatHistory chat, ChatLog log, MembershipWindows windows, Findings findings)
    {
        Dictionary<int, List<(int Number, long At)>>? acks = null;
        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var entry = ref chat[i];
            if (entry.Type == HistoryEventType.Unread) Unread(chat, entry, log, findings);
            if (entry.Type != HistoryEventType.Read) continue;
            acks ??= AcksOfReaders(chat);
            OwnWrites(chat, entry, acks, windows, findings);
            Page(chat, entry, log, windows, findings);
        }
    }

    private static void OwnWrites(
        ChatHistory chat, in Entry read, Dictionary<int, List<(int Number, long At)>> acks, MembershipWindows windows, Findings findings)
    {
        var reader = chat.PersonOf(read);
        if (!acks.TryGetValue(reader, out var own)) return;
        var to = read.Related == 0 ? int.MaxValue : read.Related;
        var place = own.BinarySearch((read.Number, long.MinValue));
        for (place = place < 0 ? ~place : place; place < own.Count && own[place].Number <= to; place++)
        {
            var ack = own[place];
            if (ack.At >= read.Began || Holds(chat.History.Holds(read), ack.Number) || !windows.Owed(reader, (ack.Number, ack.Number)).Any()) continue;
            findings.Add(
                ViolationKind.StaleRead, chat.Chat, ack.Number, $"acknowledged at {ack.At}; a read of {chat.NameOf(read)} begun at {read.Began} did not hold it", reader);
        }
    }

    private static void Page(ChatHistory chat, in Entry read, ChatLog log, MembershipWindows windows, Findings findings)
    {
        var holds = chat.History.Holds(read);
        var reader = chat.PersonOf(read);
        for (var i = 1; i < holds.Length; i++)
        {
            foreach (var (from, to) in windows.Owed(reader, ((int)holds[i - 1].To + 1, (int)holds[i].From - 1)))
            {
                if (!log.HasAny(from, to)) continue;
                findings.Add(ViolationKind.HoleSeen, chat.Chat, from, $"a page that {chat.NameOf(read)} read leaves out {Told.Range(from, to)}", reader);
            }
        }
    }

    private static void Unread(ChatHistory chat, in Entry told, ChatLog log, Findings findings)
    {
        // Not all rows between mark and head are known: nothing can be said.
        if (!log.WasRead || told.Number < log.Baseline || told.Related > log.Head) return;
        var right = log.PostsBetween(told.Number, told.Related);
        if (told.Posts == right) return;
        findings.Add(
            ViolationKind.UnreadDisagreement, chat.Chat, told.Related, $"{chat.NameOf(told)} was told {told.Posts} unread from {told.Number} to {told.Related}, there are {right}", chat.PersonOf(told));
    }

    private static Dictionary<int, List<(int Number, long At)>> AcksOfReaders(ChatHistory chat)
    {
        var acks = new Dictionary<int, List<(int Number, long At)>>();
        for (var i = 0; i < chat.Count; i++)
        {
            if (chat[i].Type == HistoryEventType.Read) acks.TryAdd(chat.PersonOf(chat[i]), []);
        }

        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var entry = ref chat[i];
            if (entry.Type == HistoryEventType.Ok && acks.TryGetValue(entry.Person, out var own)) own.Add((entry.Number, entry.At));
        }

        foreach (var own in acks.Values) own.Sort();
        return acks;
    }

    private static bool Holds(NumberRange[] holds, int number) => Array.Exists(holds, range => range.From <= number && number <= range.To);
}
