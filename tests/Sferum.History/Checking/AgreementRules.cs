namespace Sferum.History;

/// <summary>Everybody sees the same at a number, nobody sees what was never sent, nobody sees what came after leaving.</summary>
internal static class AgreementRules
{
    public static void Judge(ChatHistory chat, ChatLog log, Fates fates, MembershipWindows windows, Findings findings)
    {
        var witnesses = new Dictionary<int, int>();
        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var seen = ref chat[i];
            if (seen.Type != HistoryEventType.Seen) continue;
            var viewer = chat.PersonOf(seen);
            if (seen.Way is Way.Live or Way.Resume) findings.Summary.Delivered++;
            if (windows.Leaks(viewer, seen.Number, seen.Way, seen.At))
            {
                findings.Add(ViolationKind.EventAfterRevocation, chat.Chat, seen.Number, $"{chat.NameOf(seen)} saw {seen.Number} ({seen.Way}) at {seen.At}", viewer);
            }

            if (log.Has(seen.Number)) WithLog(chat, seen, log, fates, findings);
            else if (witnesses.TryAdd(seen.Number, i)) WithoutLog(chat, seen, log, fates, findings);
            else Compare(chat, seen, chat[witnesses[seen.Number]], chat.NameOf(chat[witnesses[seen.Number]]), log, findings);
        }
    }

    private static void WithLog(ChatHistory chat, in Entry seen, ChatLog log, Fates fates, Findings findings)
    {
        if (!Compare(chat, seen, log.Row(seen.Number), "the log", log, findings)) Possible(chat, seen, log, fates, findings);
    }

    private static void WithoutLog(ChatHistory chat, in Entry seen, ChatLog log, Fates fates, Findings findings)
    {
        Possible(chat, seen, log, fates, findings);
        if (!log.WasRead || seen.Number <= log.Head || seen.At > log.ReadAt) return;
        findings.Add(
            ViolationKind.SeenNotLogged, chat.Chat, seen.Number, $"{chat.NameOf(seen)} saw {Told.Row(seen)} at {seen.Number}, and the log ends at {log.Head}", chat.PersonOf(seen), seen.Person);
    }

    private static void Possible(ChatHistory chat, in Entry seen, ChatLog log, Fates fates, Findings findings)
    {
        if (seen.Kind != EventKind.Posted || seen.Number <= log.Baseline || seen.Person == 0 || seen.Request == Guid.Empty) return;
        if (!fates.IsPossible(seen.Person, seen.Request, log.IsChanged(seen.Number) ? 0 : seen.Body)) MessageRules.Phantom(chat, seen, fates, findings);
    }

    private static bool Compare(ChatHistory chat, in Entry seen, in Entry other, string witness, ChatLog log, Findings findings)
    {
        if (seen.Posts >= 0 && other.Posts >= 0 && seen.Posts != other.Posts)
        {
            findings.Add(
                ViolationKind.PostsDisagreement, chat.Chat, seen.Number, $"{chat.NameOf(seen)} was told {seen.Posts} posts at {seen.Number}, {witness} {other.Posts}", chat.PersonOf(seen));
        }

        if (log.Agree(seen, other)) return true;
        findings.Add(
            ViolationKind.OrderDisagreement,
            chat.Chat,
            seen.Number,
            $"{chat.NameOf(seen)} saw {Told.Row(seen)} at {seen.Number}, {witness} has {Told.Row(other)}",
            chat.PersonOf(seen),
            seen.Person,
            other.Person);
        return false;
    }
}
