namespace Sferum.History;

/// <summary>The numbers of a run.</summary>
public sealed record Summary
{
    /// <summary>Events recorded.</summary>
    public long Events { get; internal set; }

    /// <summary>Messages sent: different (chat, author, request id).</summary>
    public long Sent { get; internal set; }

    /// <summary>Of these, acknowledged at least once.</summary>
    public long Acked { get; internal set; }

    /// <summary>Of these, refused at each try.</summary>
    public long Refused { get; internal set; }

    /// <summary>Of these, neither: they may be there, at most once.</summary>
    public long Unknown { get; internal set; }

    /// <summary>Events pushed to observers, live or by resume.</summary>
    public long Delivered { get; internal set; }

    /// <summary>Acknowledged and not there.</summary>
    public long Lost { get; internal set; }

    /// <summary>Twice in the log, or pushed twice to an observer.</summary>
    public long Doubled { get; internal set; }

    /// <summary>Runs of missing numbers, in logs and at observers.</summary>
    public long Holes { get; internal set; }

    /// <summary>Pushed below what had been pushed.</summary>
    public long OutOfOrder { get; internal set; }

    /// <summary>All violations, by kind; kinds without any are left out.</summary>
    public IReadOnlyDictionary<ViolationKind, long> Violations { get; internal set; } = new Dictionary<ViolationKind, long>();
}

/// <summary>What the checker says of a history.</summary>
/// <param name="Summary">The numbers.</param>
/// <param name="Violations">Broken promises with their evidence, at most <see cref="CheckOptions.KeepOfEachKind"/> of each kind.</param>
/// <param name="Problems">Why this history proves nothing: nothing recorded, a log that was not read, an outcome without its invoke.</param>
public sealed record Verdict(Summary Summary, IReadOnlyList<Violation> Violations, IReadOnlyList<string> Problems)
{
    /// <summary>0: promises kept. 1: some broken. 2: the history proves nothing.</summary>
    public int ExitCode => Summary.Violations.Count > 0 ? 1 : Problems.Count > 0 ? 2 : 0;
}
