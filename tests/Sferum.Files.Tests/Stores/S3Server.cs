using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sferum.TestServers;

namespace Sferum.Files;

/// <summary>A real S3 server of another project (s3rver, from npm) as a process of its own: it checks signatures and keeps objects in a folder.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private const string Bucket = "files";
    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>How to reach it; it knows this key and no other.</summary>
    public S3Settings Settings => new()
    {
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"), Bucket = Bucket, AccessKey = "S3RVER", SecretKey = "S3RVER", Prefix = "sferum/",
    };

    /// <summary>Objects of a file.</summary>
    public int Count(FileId file)
    {
        var folder = Path.Combine(_folder.Path, Bucket, "sferum", file.Value.ToString("N"));
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count() : 0;
    }

    public async ValueTask InitializeAsync()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Sferum.Files.Tests", "S3");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(folder, "server.mjs"), _folder.Path, _port.ToString(CultureInfo.InvariantCulture), Bucket },
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        await Said.Line(_process, "listening");
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
