using System.Text;

namespace Sferum.Schools;

/// <summary>manifest.csv: which OneRoster it is, and which files are whole.</summary>
internal sealed class RosterManifest
{
    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);

    private RosterManifest() { }

    public RosterVersion Version { get; private set; }

    public static RosterManifest Read(IRosterFiles files, Encoding? encoding)
    {
        var file = RosterFile.Manifest;
        if (!files.Has(file.FileName))
        {
            throw new UnusableRosterException(RosterWhy.FileMissing, file.FileName);
        }

        var manifest = new RosterManifest();
        var problems = new RosterProblems();
        using (var csv = new RosterCsv(file, files.Open(file.FileName), encoding, problems))
        {
            // The same name twice: the last counts. Some exporters even write the header twice.
            while (csv.Read())
            {
                manifest._properties[csv["propertyName"].Trim()] = csv["value"].Trim();
            }
        }

        if (problems.Count > 0)
        {
            throw new UnusableRosterException(RosterWhy.HeaderMalformed, file.FileName);
        }

        var version = manifest._properties.GetValueOrDefault("oneroster.version", "");
        manifest.Version = version switch
        {
            "1.1" or "1.1.0" => RosterVersion.V11,
            "1.2" or "1.2.0" or "1.2.1" => RosterVersion.V12,
            _ => throw new UnusableRosterException(RosterWhy.VersionUnknown, file.FileName, ("value", RosterProblem.Shown(version))),
        };
        return manifest;
    }

    /// <summary>Whether a file is to be read. A required one, or one that the manifest promises, must be there; changes only (delta) are not taken.</summary>
    public bool Names(RosterFile file, IRosterFiles files)
    {
        var there = files.Has(file.FileName);
        var mode = _properties.GetValueOrDefault("file." + file.Name, there ? "bulk" : "absent");
        var wanted = mode.ToUpperInvariant() switch
        {
            "BULK" => true,
            "ABSENT" => false,
            "DELTA" => throw new UnusableRosterException(RosterWhy.Delta, file.FileName),
            _ => throw new UnusableRosterException(RosterWhy.ModeUnknown, file.FileName, ("value", RosterProblem.Shown(mode))),
        };
        return (wanted && there) || (!wanted && !file.Required)
            ? wanted
            : throw new UnusableRosterException(RosterWhy.FileMissing, file.FileName);
    }
}
