using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Sferum.Images;
using Sferum.Rendering;
using Sferum.TestServers;

namespace Sferum;

/// <summary>deploy/images/build, without a container engine and without a registry that others run: built, unpacked, booted.</summary>
[SupportedOSPlatform("linux")]
public sealed class The_image_of_the_host
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "busybox"];

    [Fact]
    public async Task Boots_without_a_shell_as_a_user_who_may_nothing_and_becomes_ready()
    {
        using var folder = new TempFolder();
        var layer = Path.Combine(folder.Path, "base.tar.gz");
        BaseImage.Write(layer);
        await using var registry = await Registry.Serve(layer);
        await Build(folder.Path, registry.Address);
        Assert.Contains("\"bomFormat\": \"CycloneDX\"", await File.ReadAllTextAsync(Path.Combine(folder.Path, "sbom.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var image = ImageArchive.Unpack(Path.Combine(folder.Path, "host.tar"), folder.Path);
        Assert.Equal("10001:10001", image.Settings.Text("User"));
        Assert.Equal(["/app/Sferum.Host"], image.Settings.List("Entrypoint").Select(static e => e.ToString()));
        Assert.Contains("Sferum__Data=/data", image.Settings.List("Env").Select(static e => e.ToString()));
        var files = Directory.GetFiles(image.Root, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, static f => Shells.Contains(Path.GetFileName(f)));
        Assert.DoesNotContain(files, static f => (File.GetUnixFileMode(f) & (UnixFileMode.SetUser | UnixFileMode.SetGroup)) != 0);
        Assert.True((File.GetUnixFileMode(Path.Combine(image.Root, "app", "Sferum.Pictures")) & UnixFileMode.OtherExecute) != 0);

        var address = $"http://127.0.0.1:{FreePort()}";
        await using var container = Container.Start(image, ("ASPNETCORE_URLS", address));
        var answer = await container.Ready(address);
        Assert.Equal("ready", answer.Text("status"));
        var status = container.Status;
        Assert.StartsWith("10001", status["Uid"], StringComparison.Ordinal);
        Assert.Equal(("1", "0000000000000000"), (status["NoNewPrivs"], status["CapEff"]));
    }

    private static async Task Build(string folder, string registry)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo(
            Path.Combine(Repository.Root, "deploy", "images", "build"), [folder, "--base", $"{registry}/base:1", "--configuration", configuration, "--no-build"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            // What is fetched is kept in the temporary folder: it goes with this one.
            Environment = { ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry, ["TMPDIR"] = folder, ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        using var build = Process.Start(start)!;
        var (said, complained) = (build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, await said + await complained);
    }

    private static string FreePort()
    {
        // Below the ports that the kernel gives to clients.
        for (;;)
        {
            var port = RandomNumberGenerator.GetInt32(15_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port.ToString(CultureInfo.InvariantCulture);
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
