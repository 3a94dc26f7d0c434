namespace Sferum.History;

/// <summary>How far one observer got in one chat.</summary>
internal sealed class Subscription(int observer, int person)
{
    public int Observer => observer;

    public int Person => person;

    /// <summary>Whether anything is owed yet; then all above <see cref="Start"/>.</summary>
    public bool Started { get; set; }

    public int Start { get; set; }

    /// <summary>The highest number that reached it other than by browsing.</summary>
    public int Top { get; set; }

    /// <summary>All it got, in whatever way.</summary>
    public NumberSet Seen { get; } = new();

    public int Connection { get; private set; }

    /// <summary>The number it named when it resumed on this connection.</summary>
    public int? ResumedFrom { get; private set; }

    /// <summary>What it was pushed since it resumed or connected.</summary>
    public NumberSet Pushed { get; } = new();

    public int LastPushed { get; set; }

    /// <summary>It was told that it is too far behind, and has not resumed since.</summary>
    public bool Excused { get; set; }

    /// <summary>Since when it misses a number that it is owed.</summary>
    public long? HoleSince { get; set; }

    /// <summary>All above a number is owed; what of it has been got by other ways has been got.</summary>
    public void GoOnFrom(int number) => (Started, Start, Top, Excused, HoleSince) = (true, number, number, false, null);

    /// <summary>A connection begins, or the observer names a number on it.</summary>
    public void Begin(int connection, int? resumedFrom)
    {
        Connection = connection;
        ResumedFrom = resumedFrom;
        LastPushed = resumedFrom ?? 0;
        Pushed.Clear();
    }

    /// <summary>From here on, all above <paramref name="number"/> is owed and nothing of it has come.</summary>
    public void StartAt(int number)
    {
        GoOnFrom(number);
        Seen.Clear();
    }
}
