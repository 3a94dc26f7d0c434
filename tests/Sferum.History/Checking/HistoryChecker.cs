namespace Sferum.History;

/// <summary>
/// Judges a recorded history against the promises, chat by chat. What it says is sound for what was recorded: it does not guess about
/// an unknown outcome, and a history that cannot show anything is a failure, not a success.
/// </summary>
public static class HistoryChecker
{
    /// <summary>Judges the history. Do not write to it meanwhile.</summary>
    public static Verdict Check(RecordedHistory history, CheckOptions? options = null)
    {
        options ??= new CheckOptions();
        var findings = new Findings(history, options);
        foreach (var chat in ChatHistory.Split(history)) Judge(chat, findings, options);
        DemandProof(history, findings);
        return findings.Verdict();
    }

    private static void Judge(ChatHistory chat, Findings findings, CheckOptions options)
    {
        var log = new ChatLog(chat, findings);
        var windows = new MembershipWindows(chat, options.RevocationGrace.Ticks);
        var fates = new Fates(chat, findings);
        fates.Summarise(findings.Summary);
        LogRules.Judge(chat, log, findings);
        MessageRules.Judge(chat, log, fates, findings);
        AckRules.Judge(chat, log, fates, windows, findings);
        AgreementRules.Judge(chat, log, fates, windows, findings);
        ReadRules.Judge(chat, log, windows, findings);
        new DeliveryRules(chat, log, windows, findings, options).Judge();
    }

    private static void DemandProof(RecordedHistory history, Findings findings)
    {
        if (history.Count == 0) findings.Problem($"nothing was recorded");
        else if (findings.Summary.Sent == 0) findings.Problem($"no message was sent");
        else if (findings.Summary.Acked == 0) findings.Problem($"no message was acknowledged");
    }
}
