using System.Diagnostics;
using System.Text;
using Sferum.TestServers;

namespace Sferum.Files;

/// <summary>clamd as a process of its own, with a database that is made here: nothing is fetched from anywhere.</summary>
public sealed class ClamServer : IAsyncLifetime
{
    /// <summary>It scans nothing larger.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    private const string Mark = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";
    private readonly TempFolder _folder = new();
    private Process? _process;

    /// <summary>Its socket.</summary>
    public string Address => Path.Combine(_folder.Path, "clamd.sock");

    public async ValueTask InitializeAsync()
    {
        var signatures = Directory.CreateDirectory(Path.Combine(_folder.Path, "signatures")).FullName;
        await File.WriteAllTextAsync(Path.Combine(signatures, "test.ndb"), $"Sferum.Test:0:*:{Convert.ToHexString(Encoding.ASCII.GetBytes(Mark)).ToLowerInvariant()}\n");
        var settings = Path.Combine(_folder.Path, "clamd.conf");
        await File.WriteAllTextAsync(settings, $"""
            LocalSocket {Address}
            DatabaseDirectory {signatures}
            Foreground yes
            StreamMaxLength {MostBytes}
            TemporaryDirectory {_folder.Path}

            """);
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/clamd", ["--config-file", settings]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Said.Line(_process, "Self checking");
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
