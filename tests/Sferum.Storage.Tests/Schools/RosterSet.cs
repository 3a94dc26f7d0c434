using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sferum.People;
using Sferum.TestServers;

namespace Sferum.Schools;

/// <summary>A set of roster files that a test bends before it is read.</summary>
internal sealed class RosterSet
{
    private RosterSet(Dictionary<string, string> files) => Files = files;

    public Dictionary<string, string> Files { get; }

    public static string Root { get; } = FindRoot();

    public static string NineSchools
    {
        get
        {
            var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "oneroster-1.1-nine-schools.zip"));
            return File.Exists(path) ? path : throw new FileNotFoundException("The nine-school roster must lie in shared/data beside the project's folder.", path);
        }
    }

    public static RosterSet Small(string version = "1.1") => new(
        Directory.EnumerateFiles(Path.Combine(Root, "tests", "data", $"oneroster-{version}-small"), "*.csv")
            .ToDictionary(static f => Path.GetFileName(f), static f => File.ReadAllText(f), StringComparer.Ordinal));

    public RosterSet With(string file, Func<string, string> change)
    {
        var changed = change(Files[file]);
        Assert.NotEqual(Files[file], changed);
        return new(new Dictionary<string, string>(Files, StringComparer.Ordinal) { [file] = changed });
    }

    public RosterSet With(string file, string line, string instead) => With(file, t => t.Replace(line, instead, StringComparison.Ordinal));

    public static RosterSet Of(Dictionary<string, string> files) => new(files);

    public RosterSet Without(string file)
    {
        var files = new Dictionary<string, string>(Files, StringComparer.Ordinal);
        Assert.True(files.Remove(file));
        return new(files);
    }

    public RosterSet All(Func<string, string> change) => new(Files.ToDictionary(static f => f.Key, f => change(f.Value), StringComparer.Ordinal));

    public string ToFolder(TempFolder temp, Encoding? encoding = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(temp.Path, Guid.CreateVersion7().ToString("N"))).FullName;
        foreach (var (name, text) in Files)
        {
            File.WriteAllText(Path.Combine(folder, name), text, encoding ?? new UTF8Encoding(false));
        }

        return folder;
    }

    public string ToZip(TempFolder temp, string inside = "")
    {
        var path = Path.Combine(temp.Path, Guid.CreateVersion7().ToString("N") + ".zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in Files)
        {
            using var entry = zip.CreateEntry(inside + name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return path;
    }

    public static RosterReader Reader() => new(new PlainPhones(), new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sferum.Cluster.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside a checkout.");
        }

        return folder;
    }

    /// <summary>Russian mobile numbers only: enough for the reader, whose own rule this is not.</summary>
    internal sealed class PlainPhones : IPhones
    {
        public string? Normalise(string text)
        {
            var digits = string.Concat(text.Where(char.IsAsciiDigit));
            digits = digits.Length == 10 ? "7" + digits : digits.Length == 11 && digits[0] == '8' ? "7" + digits[1..] : digits;
            return digits.Length == 11 && digits.StartsWith("79", StringComparison.Ordinal) ? "+" + digits : null;
        }
    }
}
