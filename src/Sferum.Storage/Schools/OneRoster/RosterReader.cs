using System.IO.Compression;
using System.Text;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Reads a OneRoster 1.1 or 1.2 set of CSV files from a zip archive or a folder. Changes nothing.</summary>
/// <param name="phones">Reads phones.</param>
/// <param name="time">Tells what has begun and what is over.</param>
public sealed class RosterReader(IPhones phones, TimeProvider time)
{
    private const int ProgressEvery = 5_000;

    /// <summary>Reads.</summary>
    /// <param name="path">A zip archive or a folder.</param>
    /// <param name="encoding">What the files are written in: <c>utf-8</c> (also when null), or <c>windows-1251</c>.</param>
    /// <param name="progress">Told of rows read, file by file.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>The roster with all that is wrong with single rows; or why nothing of it can be used.</returns>
    public Outcome<RosterRead> Read(string path, string? encoding = null, IProgress<RosterProgress>? progress = null, CancellationToken cancel = default)
    {
        return Read(Path.GetFileName(path), () => Open(path), encoding, progress, cancel);
    }

    /// <summary>Reads what somebody has sent: smaller archives than an operator's.</summary>
    /// <param name="zip">A zip archive.</param>
    /// <param name="encoding">As above.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>The roster with all that is wrong with single rows; or why nothing of it can be used.</returns>
    public Outcome<RosterRead> Read(ReadOnlyMemory<byte> zip, string? encoding = null, CancellationToken cancel = default) => Read(
        "roster.zip",
        () => new RosterZip(new ZipArchive(new MemoryStream(zip.ToArray(), writable: false)), "roster.zip", RosterUpload.MaxUnpacked),
        encoding,
        progress: null,
        cancel);

    private Outcome<RosterRead> Read(string name, Func<IRosterFiles> open, string? encoding, IProgress<RosterProgress>? progress, CancellationToken cancel)
    {
        try
        {
            var code = EncodingOf(encoding);
            using var files = open();
            return ReadAll(files, code, progress, cancel);
        }
        catch (UnusableRosterException e)
        {
            return e.Refusal;
        }
        catch (InvalidDataException)
        {
            return Why(RosterWhy.ZipBroken, name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Why(RosterWhy.Unreadable, name);
        }
    }

    private RosterRead ReadAll(IRosterFiles files, Encoding? encoding, IProgress<RosterProgress>? progress, CancellationToken cancel)
    {
        var manifest = RosterManifest.Read(files, encoding);
        var named = RosterFile.Of(manifest.Version).Where(f => manifest.Names(f, files)).ToList();
        var problems = new RosterProblems();
        var draft = new RosterDraft(manifest.Version, DateOnly.FromDateTime(time.GetLocalNow().DateTime), phones, problems);
        foreach (var file in named)
        {
            using var csv = new RosterCsv(file, files.Open(file.FileName), encoding, problems);
            long rows = 0;
            while (csv.Read())
            {
                draft.Add(file, csv);
                if (++rows % ProgressEvery == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    progress?.Report(new RosterProgress(file.FileName, rows, null));
                }
            }

            progress?.Report(new RosterProgress(file.FileName, rows, rows));
        }

        return new RosterRead(manifest.Version, draft.Finish(), problems);
    }

    private static IRosterFiles Open(string path) =>
        Directory.Exists(path) ? new RosterFolder(path)
        : File.Exists(path) ? new RosterZip(path)
        : throw new UnusableRosterException(RosterWhy.NotFound, RosterProblem.Shown(path));

    private static Encoding? EncodingOf(string? name) => name?.ToUpperInvariant() switch
    {
        null or "" or "UTF-8" => null,
        "WINDOWS-1251" => CodePagesEncodingProvider.Instance.GetEncoding(1251),
        _ => throw new UnusableRosterException(RosterWhy.EncodingUnknown, "", ("value", RosterProblem.Shown(name))),
    };

    private static Refusal Why(string code, string file) =>
        new(code, Args: new Dictionary<string, string>(StringComparer.Ordinal) { ["file"] = RosterProblem.Shown(file) });
}

/// <summary>What was read.</summary>
/// <param name="Version">Which OneRoster it was.</param>
/// <param name="Roster">What holds now.</param>
/// <param name="Problems">What is wrong with single rows.</param>
public sealed record RosterRead(RosterVersion Version, Roster Roster, RosterProblems Problems);

/// <summary>How far an import is.</summary>
/// <param name="What">A file, or a school.</param>
/// <param name="Done">Rows done.</param>
/// <param name="Total">Rows in all; null while nobody knows.</param>
public readonly record struct RosterProgress(string What, long Done, long? Total);
