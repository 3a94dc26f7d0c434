namespace Sferum.Audit;

/// <summary>
/// A chain as it is walked, row by row. A row that does not follow the one before it is suspected; at the end it is told from its neighbours what
/// happened: a row may be altered, may stand in another's place, or may be as it was and only follow one that stands elsewhere now.
/// </summary>
internal sealed class AuditLinks
{
    private readonly List<Suspect> _suspects = [];
    private readonly List<AuditFault> _faults = [];

    public long Last { get; private set; }

    public long Rows { get; private set; }

    public byte[] Hash { get; private set; } = AuditRow.Beginning;

    /// <summary>The next row.</summary>
    /// <param name="row">What stands in it.</param>
    /// <param name="hash">The hash that is stored with it.</param>
    /// <param name="resealed">Whether its content does not open in this place.</param>
    public void Add(AuditRow row, byte[] hash, bool resealed)
    {
        // Behind a gap nobody knows what the row followed; the gap is the fault.
        var gap = row.Number != Last + 1;
        if (gap)
        {
            Fault(AuditFaultKind.Missing, Last + 1, row.Number - 1);
        }
        else if (!row.Hash(Hash).AsSpan().SequenceEqual(hash))
        {
            if (_suspects.Count < ChainVerdict.MaxFaults)
            {
                _suspects.Add(new Suspect(row, Hash, hash));
            }

            resealed = false;
        }

        if (resealed)
        {
            Fault(AuditFaultKind.Resealed, row.Number, row.Number);
        }

        (Last, Hash, Rows) = (row.Number, hash, Rows + 1);
    }

    /// <summary>There are no more rows up to the head.</summary>
    public void End(long number, byte[] hash)
    {
        if (Last < number)
        {
            Fault(AuditFaultKind.Missing, Last + 1, number);
        }
        else if (!Hash.AsSpan().SequenceEqual(hash))
        {
            Fault(AuditFaultKind.HeadDiffers, number, number);
        }
    }

    public void Fault(AuditFaultKind kind, long number, long other)
    {
        if (_faults.Count < ChainVerdict.MaxFaults)
        {
            _faults.Add(new AuditFault(kind, number, other));
        }
    }

    public IReadOnlyList<AuditFault> Faults()
    {
        var hashes = _suspects.SelectMany(static s => new[] { s.Before, s.Stored, s.Row.Hash(s.Before) }).ToList();
        foreach (var suspect in _suspects)
        {
            if (WrittenAs(suspect, hashes) is not { } number)
            {
                Fault(AuditFaultKind.Altered, suspect.Row.Number, suspect.Row.Number);
            }
            else if (number != suspect.Row.Number)
            {
                Fault(AuditFaultKind.Misplaced, suspect.Row.Number, number);
            }
        }

        return [.. _faults.OrderBy(static f => f.Number)];
    }

    /// <summary>The number under which the row was written with this hash; null when it never was as it is now.</summary>
    private long? WrittenAs(Suspect suspect, List<byte[]> hashes)
    {
        foreach (var number in _suspects.Select(static s => s.Row.Number).Prepend(suspect.Row.Number))
        {
            var row = suspect.Row with { Number = number };
            if (hashes.Exists(before => row.Hash(before).AsSpan().SequenceEqual(suspect.Stored)))
            {
                return number;
            }
        }

        return null;
    }

    private sealed record Suspect(AuditRow Row, byte[] Before, byte[] Stored);
}
