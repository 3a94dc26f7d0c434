namespace Sferum.History;

/// <summary>How strict a check is.</summary>
public sealed record CheckOptions
{
    /// <summary>How long after an acknowledged revocation events may still arrive that were on their way. P8 allows 2 s; a run that puts a fence behind the revocation allows nothing.</summary>
    public TimeSpan RevocationGrace { get; init; } = TimeSpan.Zero;

    /// <summary>How fast a hole is to be filled (P4). An observer cut within this time of opening a hole is excused for it.</summary>
    public TimeSpan RepairWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether holes filled later than <see cref="RepairWithin"/> are violations. Off where the fetch itself is disturbed on purpose.</summary>
    public bool JudgeLateRepairs { get; init; }

    /// <summary>How many violations of each kind are kept with their evidence; all are counted.</summary>
    public int KeepOfEachKind { get; init; } = 100;
}
