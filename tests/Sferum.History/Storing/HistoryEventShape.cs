using static Sferum.History.HistoryEventType;

namespace Sferum.History;

/// <summary>What each type of event must carry.</summary>
internal static class HistoryEventShape
{
    public static bool HasObserver(HistoryEventType type) =>
        type is Opened or Resumed or Seen or TooFar or Fenced or Read or HistoryEventType.Unread or Closed;

    public static bool IsAttempt(HistoryEventType type) => type is Invoke or Ok or Refused or Unknown;

    public static void Demand(in HistoryEvent said)
    {
        var type = said.Type;
        if (HasObserver(type) != said.Observer is { Length: > 0 }) throw Wrong(type, "observer");
        if (HasObserver(type) && said.Connection < 1) throw Wrong(type, "connection");
        if (type is not (Opened or Closed) && said.Chat == Guid.Empty) throw Wrong(type, "chat");
        if ((IsAttempt(type) || type is Opened or Revoked or Admitted) && said.Person == Guid.Empty) throw Wrong(type, "person");
        if (IsAttempt(type) && said.Request == Guid.Empty) throw Wrong(type, "request");
        if (IsAttempt(type) && said.Body == 0) throw Wrong(type, "body");
        if (!Fits(said.Number, type is Ok or Seen or LogRow or Revoked or Admitted ? 1 : 0)) throw Wrong(type, "number");
        if (!Fits(said.Related, 0)) throw Wrong(type, "related");
        if (said.Posts is { } posts ? !Fits(posts, 0) : type == HistoryEventType.Unread) throw Wrong(type, "posts");
        if (said.Holds is { } holds ? type != Read || !Ascending(holds) : type == Read) throw Wrong(type, "holds");
    }

    private static bool Fits(long number, long least) => number >= least && number < int.MaxValue;

    private static bool Ascending(IReadOnlyList<NumberRange> holds)
    {
        var last = 0L;
        foreach (var range in holds)
        {
            if (range.From <= last || range.To < range.From || !Fits(range.To, 1)) return false;
            last = range.To;
        }

        return true;
    }

    private static BadHistoryException Wrong(HistoryEventType type, string field) => new($"{type}: \"{field}\" is missing or wrong");
}
