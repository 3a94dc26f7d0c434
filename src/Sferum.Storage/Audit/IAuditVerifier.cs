namespace Sferum.Audit;

/// <summary>Checks the record against itself: every row's hash, the row before it, the head of its chain, the seal of its content.</summary>
public interface IAuditVerifier
{
    /// <summary>
    /// Walks chains in batches while people go on. What it can't see is a tail that was cut together with the head, or a chain that was written anew with
    /// the key: whoever fears that keeps the heads that it shows somewhere else and compares.
    /// </summary>
    /// <param name="chain">One school's chain, the zero id for the deployment's; null for all.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>A verdict for each chain.</returns>
    IAsyncEnumerable<ChainVerdict> Verify(Guid? chain, CancellationToken cancel);
}

/// <summary>What was found out about a chain.</summary>
/// <param name="Chain">The school; the zero id for the deployment.</param>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Head">The hash of the last of them.</param>
/// <param name="Faults">What is wrong, in the order of the chain; at most <see cref="MaxFaults"/>.</param>
public sealed record ChainVerdict(Guid Chain, long Rows, IReadOnlyList<byte> Head, IReadOnlyList<AuditFault> Faults)
{
    /// <summary>More faults of a chain are not told.</summary>
    public const int MaxFaults = 64;
}

/// <summary>Something that is wrong with a chain.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">The row; of several the first.</param>
/// <param name="Other">The last of several; of a misplaced row the number it was written with.</param>
public sealed record AuditFault(AuditFaultKind Kind, long Number, long Other);

/// <summary>Kinds of faults.</summary>
public enum AuditFaultKind
{
    /// <summary>The row is not as it was written (or its hash, or the hash of the row before it).</summary>
    Altered,

    /// <summary>Rows that were there are gone.</summary>
    Missing,

    /// <summary>The row stands in another's place.</summary>
    Misplaced,

    /// <summary>The content is not what was sealed for this place, although the hashes fit.</summary>
    Resealed,

    /// <summary>The head of the chain names another hash than the last row has.</summary>
    HeadDiffers,

    /// <summary>Rows behind the head of the chain.</summary>
    BehindHead,
}
