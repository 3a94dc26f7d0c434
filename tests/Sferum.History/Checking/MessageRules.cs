using System.Runtime.CompilerServices;

namespace Sferum.History;

/// <summary>Each message of the log was sent by somebody and not refused, and stands there once.</summary>
internal static class MessageRules
{
    public static void Judge(ChatHistory chat, ChatLog log, Fates fates, Findings findings)
    {
        var nameless = new Dictionary<(int Person, ulong Body), int>();
        foreach (var number in log.Numbers)
        {
            ref readonly var row = ref log.Row(number);
            if (row.Person == 0) continue;
            if (row.Request == Guid.Empty)
            {
                if (row.Kind == EventKind.Posted && row.Body != 0 && number > log.Baseline && !log.IsChanged(number)) Nameless(chat, row, fates, nameless, findings);
                continue;
            }

            if (row.Kind == EventKind.Posted && number > log.Baseline && !fates.IsPossible(row.Person, row.Request, log.IsChanged(number) ? 0 : row.Body))
            {
                Phantom(chat, row, fates, findings);
            }

            Once(chat, row, fates, findings);
        }
    }

    /// <summary>Says that a message cannot have come to be, and why.</summary>
    public static void Phantom(ChatHistory chat, in Entry row, Fates fates, Findings findings)
    {
        ref var first = ref fates.First(row.Person, row.Request);
        var why = Unsafe.IsNullRef(ref first) || first.Tries == 0 ? "nobody sent it"
            : first.MayBeThere ? "it was never sent with this body"
            : "each try of it was refused";
        findings.Add(ViolationKind.Phantom, chat.Chat, row.Number, $"{Told.Row(row)}: {why}", row.Person);
    }

    private static void Once(ChatHistory chat, in Entry row, Fates fates, Findings findings)
    {
        ref var fate = ref fates.First(row.Person, row.Request);
        if (Unsafe.IsNullRef(ref fate)) fate = ref fates.Of(row.Person, row.Request, row.Body);
        if (fate.LoggedAs == 0) fate.LoggedAs = row.Number;
        else findings.Add(ViolationKind.DoubledInLog, chat.Chat, row.Number, $"request {row.Request} stands at {fate.LoggedAs} and at {row.Number}", row.Person);
    }

    /// <summary>A log that does not tell request ids: there may be as many equal messages of an author as were sent.</summary>
    private static void Nameless(ChatHistory chat, in Entry row, Fates fates, Dictionary<(int Person, ulong Body), int> left, Findings findings)
    {
        if (left.Count == 0)
        {
            foreach (var (key, count) in fates.PossibleByBody()) left.Add(key, count);
        }

        if (!left.TryGetValue((row.Person, row.Body), out var remaining)) Phantom(chat, row, fates, findings);
        else if (remaining > 0) left[(row.Person, row.Body)] = remaining - 1;
        else findings.Add(ViolationKind.DoubledInLog, chat.Chat, row.Number, $"more messages with body {row.Body:x16} than were sent", row.Person);
    }
}
