using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sferum.Images;

/// <summary>
/// The content of an image like the one that Microsoft publishes for programs without a shell: the ASP.NET Core runtime, the libraries it loads, ICU and
/// time zones, and nothing else. Made of this machine's own files, because tests reach no registry.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class BaseImage
{
    private const string DotnetInside = "usr/share/dotnet";

    // Loaded by name at run time, so that no list of needed libraries holds them.
    private static readonly string[] Loaded = ["libssl.so.3", "libcrypto.so.3", "libicuuc.so.*", "libicui18n.so.*", "libicudata.so.*"];

    /// <summary>Writes the layer, packed.</summary>
    public static void Write(string file)
    {
        using var packed = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        using var tar = new TarWriter(packed);
        var written = new HashSet<string>(StringComparer.Ordinal);
        var runtime = Runtime();
        foreach (var (from, to) in runtime.Concat(Libraries([.. runtime.Select(static r => r.From)])).Concat(Folder("/usr/share/zoneinfo", "usr/share/zoneinfo")))
        {
            if (written.Add(to))
            {
                Add(tar, from, to);
            }
        }
    }

    private static List<(string From, string To)> Runtime()
    {
        // …/dotnet/shared/Microsoft.NETCore.App/10.0.x
        var core = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/');
        var root = Path.GetFullPath(Path.Combine(core, "..", "..", ".."));
        var web = Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)!;
        return [
            (Path.Combine(root, "dotnet"), $"{DotnetInside}/dotnet"),
            .. new[] { core, web, Path.Combine(root, "host") }.SelectMany(f => Folder(f, $"{DotnetInside}/{Path.GetRelativePath(root, f)}")),
        ];
    }

    /// <summary>What the runtime's own libraries need, with what is loaded by name.</summary>
    private static IEnumerable<(string From, string To)> Libraries(IReadOnlyList<string> runtime)
    {
        var native = runtime.Where(static f => f.EndsWith(".so", StringComparison.Ordinal)).ToList();
        var folder = Path.GetDirectoryName(Needed([native[0]]).First(static f => f.Contains("libc.so", StringComparison.Ordinal)))!;
        var named = Loaded.SelectMany(l => Directory.GetFiles(folder, l)).ToList();
        return named.Concat(Needed([.. native, .. named])).Select(static f => (f, f.TrimStart('/')));
    }

    private static IEnumerable<string> Needed(string[] libraries)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", libraries) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var said = ldd.StandardOutput.ReadToEnd();
        ldd.WaitForExit();
        return said.Split('\n').Select(static l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(static w => w.StartsWith('/')))
            .OfType<string>().Where(static f => !f.EndsWith(':') && File.Exists(f)).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<(string From, string To)> Folder(string from, string to) =>
        Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(f => (f, $"{to}/{Path.GetRelativePath(from, f)}"));

    private static void Add(TarWriter tar, string from, string to)
    {
        using var content = File.OpenRead(from);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, to) { Mode = File.GetUnixFileMode(from), DataStream = content });
    }
}
