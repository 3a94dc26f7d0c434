using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Sferum.Rendering;

namespace Sferum.Images;

/// <summary>
/// An unpacked image, started as a container engine starts a restricted one: its user, no rights and no way to gain any, its root not to be written,
/// processes of its own. Only the network is this machine's. Needs root.
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    // The environment is the image's, its path too: programs of this machine are called by their places.
    private const string Script = """
        set -e
        root=$1 user=$2
        shift 2
        /usr/bin/mount --bind "$root" "$root"
        /usr/bin/mount -t proc proc "$root/proc"
        /usr/bin/mount --rbind /dev "$root/dev"
        /usr/bin/mount -t tmpfs -o size=256m,mode=1777 tmpfs "$root/tmp"
        /usr/bin/mount -t tmpfs -o "size=256m,mode=700,uid=${user%:*},gid=${user#*:}" tmpfs "$root/data"
        /usr/bin/mount -o remount,bind,ro "$root"
        exec /usr/bin/setpriv --no-new-privs --bounding-set=-all,+sys_chroot,+setuid,+setgid /usr/sbin/chroot --userspec="$user" "$root" "$@"
        """;

    private readonly ConcurrentQueue<string> _said = new();
    private readonly Process _process;

    private Container(Process process) => _process = process;

    /// <summary>What it has said.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>The state of the process inside, as the kernel tells it.</summary>
    public Dictionary<string, string> Status
    {
        get
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{_process.Id}");
            var child = File.ReadAllText($"/proc/{id}/task/{id}/children").Trim();
            return File.ReadLines($"/proc/{child}/status").Select(static l => l.Split(':', 2)).ToDictionary(static p => p[0], static p => p[1].Trim(), StringComparer.Ordinal);
        }
    }

    public static Container Start(ImageArchive image, params (string Key, string Value)[] settings)
    {
        foreach (var folder in new[] { "proc", "dev", "tmp", "data" })
        {
            Directory.CreateDirectory(Path.Combine(image.Root, folder));
        }

        var start = new ProcessStartInfo(
            "/usr/bin/unshare",
            ["--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-c", Script, "container", image.Root, image.Settings.Text("User")!,
                .. image.Settings.List("Entrypoint").Concat(image.Settings.List("Cmd")).Select(static e => e.ToString())])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var pair in image.Settings.List("Env").Select(static e => e.ToString().Split('=', 2)))
        {
            start.Environment[pair[0]] = pair[1];
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var container = new Container(Process.Start(start)!);
        container._process.OutputDataReceived += (_, said) => container._said.Enqueue(said.Data ?? "");
        container._process.ErrorDataReceived += (_, said) => container._said.Enqueue(said.Data ?? "");
        container._process.BeginOutputReadLine();
        container._process.BeginErrorReadLine();
        return container;
    }

    /// <summary>Asks for readiness until it is there.</summary>
    public async Task<JsonNode> Ready(string address)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            Assert.False(_process.HasExited, Said);
            try
            {
                using var answer = await http.GetAsync(new Uri(address + "/health/ready"), patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token))!;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            await Task.Delay(100, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // The user that it changed to has cut the tie by which it would die with its parent.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
