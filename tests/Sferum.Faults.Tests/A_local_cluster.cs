namespace Sferum.Faults;

/// <summary>deploy/local/up and down, as people use them.</summary>
public sealed class A_local_cluster
{
    private const int Port = 29080;

    [Fact]
    public async Task Comes_up_serves_and_leaves_nothing_running()
    {
        using var folder = new ClusterFolder();
        var said = await Up(folder);
        try
        {
            Assert.Contains($"http://127.0.0.1:{Port}", said, StringComparison.Ordinal);
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
            Assert.Equal("""{"status":"ready","cluster":"active","database":"current"}""", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
            Assert.Equal(said, await Up(folder));
        }
        finally
        {
            await LocalCluster.Down(folder.Path);
        }

        await LocalCluster.Down(folder.Path);
        Assert.Empty(Owned(folder.Path));
    }

    [Fact]
    public async Task That_cannot_start_says_why_and_stops_what_it_began()
    {
        using var folder = new ClusterFolder();
        var failed = await Assert.ThrowsAsync<ScriptException>(() => Up(folder, "--set", "Sferum__Cluster__Name="));
        Assert.Contains("Sferum:Cluster:Name", failed.Message, StringComparison.Ordinal);
        Assert.Empty(Owned(folder.Path));
    }

    private static Task<string> Up(ClusterFolder folder, params string[] more) => Script.Run(
        Path.Combine(LocalCluster.Root, "deploy", "local", "up"),
        [folder.Path, "--no-build", "--silos", "1", "--gateways", "1", "--port", $"{Port}", .. more]);

    /// <summary>Processes whose command line or working files name the folder.</summary>
    private static IEnumerable<string> Owned(string folder) => Directory.GetDirectories("/proc").Where(static p => Path.GetFileName(p).All(char.IsAsciiDigit))
        .Select(static p =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(p, "cmdline"));
            }
            catch (IOException)
            {
                return ""; // Gone meanwhile.
            }
        }).Where(c => c.Contains(folder, StringComparison.Ordinal));
}
