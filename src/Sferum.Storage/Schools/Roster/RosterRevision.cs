using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Schools;

/// <summary>
/// The name of what a preview showed: SHA-256 over the file, what was allowed, and how much of what the import would change. What happens in the school
/// meanwhile and makes no difference to the import, does not make the preview stale.
/// </summary>
internal static class RosterRevision
{
    public static string Of(RosterUpload upload, RosterPlan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(upload.Zip.Span));
        var shown = new StringBuilder();
        shown.Append(CultureInfo.InvariantCulture, $"{upload.Leave.SkipBadRows}|{upload.Leave.AllowLargeRemoval}|{plan.Problems.Count}");
        foreach (var match in plan.Matches)
        {
            shown.Append(CultureInfo.InvariantCulture, $"|{match.Kind}:{match.School.SourcedId.Length}:{match.School.SourcedId}");
        }

        foreach (var (kind, count) in plan.Schools.SelectMany(static s => s.Counts))
        {
            shown.Append(CultureInfo.InvariantCulture, $"|{kind}:{count.New}:{count.Changed}:{count.Ended}");
        }

        hash.AppendData(Encoding.UTF8.GetBytes(shown.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
