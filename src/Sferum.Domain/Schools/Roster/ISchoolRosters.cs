using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// A school's administrator brings a roster into the own school: first a preview, then exactly that, as one act. Rows of other schools are refused; people
/// of other schools are neither changed nor taken out of their classes.
/// </summary>
public interface ISchoolRosters
{
    /// <summary>What an import would do. Changes nothing.</summary>
    /// <param name="caller">The school's administrator.</param>
    /// <param name="upload">The file.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The preview; a refusal when nothing of the file can be used (<c>roster.unusable.…</c>).</returns>
    ValueTask<Outcome<RosterPreview>> Preview(Caller caller, RosterUpload upload, CancellationToken cancel);

    /// <summary>Imports.</summary>
    /// <param name="caller">The school's administrator.</param>
    /// <param name="upload">The file, the same as in the preview.</param>
    /// <param name="revision">The preview's revision.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What was done; <c>roster.refused.stale</c> when it is not what the preview showed any more.</returns>
    ValueTask<Outcome<Enacted<RosterPreview>>> Import(Caller caller, RosterUpload upload, string revision, CancellationToken cancel);
}

/// <summary>A file that somebody sends.</summary>
/// <param name="Zip">A zip archive with a OneRoster set.</param>
/// <param name="Org">Which org of the file the own school is, where neither an earlier file nor its number says so.</param>
/// <param name="Encoding">What the files are written in: see <c>RosterReader</c>.</param>
/// <param name="Leave">What is allowed.</param>
public sealed record RosterUpload(ReadOnlyMemory<byte> Zip, string? Org, string? Encoding, RosterLeave Leave)
{
    /// <summary>The largest archive.</summary>
    public const int MaxZip = 16 * 1024 * 1024;

    /// <summary>The most that its files may be when unpacked.</summary>
    public const long MaxUnpacked = 64L * 1024 * 1024;
}

/// <summary>What an import would do, or has done.</summary>
/// <param name="Revision">The name of what was looked at: an import that would do something else is refused.</param>
/// <param name="Version">Which OneRoster it is.</param>
/// <param name="Matches">Which stored school each school of the file is.</param>
/// <param name="Counts">How many things of a kind are made, changed and ended.</param>
/// <param name="Problems">What is wrong with single rows, and what was passed over.</param>
/// <param name="Refusal">Why it would be refused as it is; null when it would not.</param>
public sealed record RosterPreview(
    string Revision, RosterVersion Version, IReadOnlyList<SchoolMatch> Matches, IReadOnlyDictionary<string, RosterCount> Counts, RosterProblems Problems, Refusal? Refusal);
