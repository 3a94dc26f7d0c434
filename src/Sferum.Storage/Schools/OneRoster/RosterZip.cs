using System.Globalization;
using System.IO.Compression;

namespace Sferum.Schools;

/// <summary>
/// A zip archive from a stranger. Entries are found by name and never written anywhere; what they claim is bounded before they are opened, and
/// what comes out is held against the claim.
/// </summary>
internal sealed class RosterZip : IRosterFiles
{
    public const int MaxEntries = 256;
    public const long MaxBytes = 2L << 30;
    public const int MaxRatio = 200;
    private const long SmallEnough = 1 << 20;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public RosterZip(string path)
        : this(ZipFile.OpenRead(path), Path.GetFileName(path), MaxBytes)
    {
    }

    /// <param name="zip">The archive; closed with this.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="max">The most that its files may be when unpacked.</param>
    public RosterZip(ZipArchive zip, string name, long max)
    {
        _zip = zip;
        try
        {
            Survey(name, max);
        }
        catch
        {
            _zip.Dispose();
            throw;
        }
    }

    public bool Has(string fileName) => _entries.ContainsKey(fileName);

    public Stream Open(string fileName)
    {
        var entry = _entries[fileName];
        return new WholeEntryStream(entry.Open(), entry);
    }

    public void Dispose() => _zip.Dispose();

    private void Survey(string name, long max)
    {
        if (_zip.Entries.Count > MaxEntries)
        {
            throw new UnusableRosterException(RosterWhy.ZipTooMany, name, ("limit", MaxEntries.ToString(CultureInfo.InvariantCulture)));
        }

        long bytes = 0;
        foreach (var entry in _zip.Entries)
        {
            bytes += entry.Length;
            if (entry.Length < 0 || bytes > max)
            {
                throw new UnusableRosterException(RosterWhy.ZipTooLarge, name, ("limit", (max >> 20).ToString(CultureInfo.InvariantCulture)));
            }

            if (entry.Length > SmallEnough && entry.Length / MaxRatio > entry.CompressedLength)
            {
                throw new UnusableRosterException(RosterWhy.ZipSuspicious, RosterProblem.Shown(entry.Name));
            }

            // Some pack the folder and not its files: the folder's name is of no interest.
            if (entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !_entries.TryAdd(entry.Name, entry))
            {
                throw new UnusableRosterException(RosterWhy.FileTwice, RosterProblem.Shown(entry.Name));
            }
        }
    }
}
