namespace Sferum.Schools;

/// <summary>Where the files of a roster lie.</summary>
internal interface IRosterFiles : IDisposable
{
    bool Has(string fileName);

    /// <summary>Opens a file for reading from its beginning to its end, once.</summary>
    Stream Open(string fileName);
}

/// <summary>A folder with files.</summary>
internal sealed class RosterFolder : IRosterFiles
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

    public RosterFolder(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }))
        {
            if (!_paths.TryAdd(Path.GetFileName(path), path))
            {
                throw new UnusableRosterException(RosterWhy.FileTwice, Path.GetFileName(path));
            }
        }
    }

    public bool Has(string fileName) => _paths.ContainsKey(fileName);

    public Stream Open(string fileName) => new FileStream(_paths[fileName], FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan);

    public void Dispose()
    {
        // Nothing is held open.
    }
}
