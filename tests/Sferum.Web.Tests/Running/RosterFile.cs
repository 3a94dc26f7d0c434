using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Sferum.TestServers;

namespace Sferum.Running;

/// <summary>One school's part of the practice district's own lists with more lines in it, as an archive.</summary>
internal sealed class RosterFile
{
    private readonly Dictionary<string, StringBuilder> _files;

    /// <param name="other">The school of which nothing is taken.</param>
    public RosterFile(string other) =>
        _files = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Sferum.Host", "Demo", "roster"), "*.csv").ToDictionary(
            static path => Path.GetFileName(path),
            path => new StringBuilder().AppendJoin('\n', File.ReadAllLines(path).Where(line => !line.Contains(other, StringComparison.Ordinal))).Append('\n'));

    /// <summary>Adds a line to one of its tables.</summary>
    public RosterFile With(string file, string line)
    {
        _files[file].Append(line).Append('\n');
        return this;
    }

    public FilePayload Archive()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in _files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return new() { Name = "lists.zip", MimeType = "application/zip", Buffer = bytes.ToArray() };
    }
}
