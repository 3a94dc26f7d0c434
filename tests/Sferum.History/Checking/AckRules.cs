namespace Sferum.History;

/// <summary>What an ack promises: the message is in the log at that number, for good, and under no other number or body.</summary>
internal static class AckRules
{
    public static void Judge(ChatHistory chat, ChatLog log, Fates fates, MembershipWindows windows, Findings findings)
    {
        var acks = 0;
        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var ack = ref chat[i];
            if (ack.Type != HistoryEventType.Ok) continue;
            acks++;
            var isNew = Again(chat, ack, fates, findings);
            if (isNew && log.WasRead) Durable(chat, ack, log, fates, findings);
            if (windows.MustRefuse(ack.Person, ack.Number, ack.Began))
            {
                findings.Add(
                    ViolationKind.AcceptedAfterRevocation, chat.Chat, ack.Number, $"request {ack.Request}, begun at {ack.Began}, was acknowledged as {ack.Number}", ack.Person);
            }
        }

        if (acks > 0 && !log.WasRead) findings.Problem($"chat {chat.History.Chats[chat.Chat]} has {acks} acks, and its final log was not recorded");
    }

    /// <summary>Compares the ack with earlier ones of the same message; returns whether it says something new.</summary>
    private static bool Again(ChatHistory chat, in Entry ack, Fates fates, Findings findings)
    {
        ref var first = ref fates.First(ack.Person, ack.Request);
        if (first.AckedBody == 0) first.AckedBody = ack.Body;
        else if (first.AckedBody != ack.Body)
        {
            findings.Add(
                ViolationKind.OtherBodyAccepted, chat.Chat, ack.Number, $"request {ack.Request} was acknowledged with body {first.AckedBody:x16} and with {ack.Body:x16}", ack.Person);
        }

        ref var fate = ref fates.Of(ack.Person, ack.Request, ack.Body);
        if (fate.AckedAs == ack.Number) return false;
        if (fate.AckedAs == 0) fate.AckedAs = ack.Number;
        else findings.Add(ViolationKind.RetryGotOtherNumber, chat.Chat, ack.Number, $"request {ack.Request} was acknowledged as {fate.AckedAs} and as {ack.Number}", ack.Person);
        return true;
    }

    private static void Durable(ChatHistory chat, in Entry ack, ChatLog log, Fates fates, Findings findings)
    {
        var elsewhere = fates.First(ack.Person, ack.Request).LoggedAs is var at and > 0 ? FormattableString.Invariant($"it stands at {at}") : "it stands nowhere";
        if (!log.Has(ack.Number))
        {
            if (ack.Number > log.Head && ack.At > log.ReadAt) findings.Problem($"number {ack.Number} was acknowledged after the log had been read");
            else findings.Add(ViolationKind.LostAck, chat.Chat, ack.Number, $"request {ack.Request} was acknowledged as {ack.Number}, which the log does not have; {elsewhere}", ack.Person);
            return;
        }

        ref readonly var row = ref log.Row(ack.Number);
        var asLogged = ack with { Kind = row.Kind };
        if (!log.Agree(asLogged, row))
        {
            findings.Add(
                ViolationKind.LostAck, chat.Chat, ack.Number, $"request {ack.Request} body {ack.Body:x16} was acknowledged as {ack.Number}, where stands {Told.Row(row)}; {elsewhere}", ack.Person, row.Person);
        }
    }
}
