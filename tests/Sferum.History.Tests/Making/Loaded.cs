namespace Sferum.History;

/// <summary>Small steps that tests share.</summary>
internal static class Loaded
{
    public static RecordedHistory From(IEnumerable<HistoryEvent> events)
    {
        var history = new RecordedHistory();
        foreach (var recorded in events) history.Write(recorded);
        return history;
    }

    /// <summary>As a protocol tells it that shows request ids to their author only.</summary>
    public static List<HistoryEvent> WithoutRequests(IEnumerable<HistoryEvent> events) =>
        [.. events.Select(recorded => recorded.Type is HistoryEventType.Seen or HistoryEventType.LogRow ? recorded with { Request = Guid.Empty } : recorded)];

    public static string Text(Verdict verdict)
    {
        using var text = new StringWriter();
        VerdictText.Write(verdict, text);
        return text.ToString();
    }
}
