using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Sferum.Faults;

/// <summary>The cluster of <c>deploy/local/up</c>, each part a process in a network namespace of its own, the database on a small disk. Owned: disposing it stops all.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    public const string Postgres = "postgres";

    /// <summary>The checkout.</summary>
    public static readonly string Root = Find();

    /// <summary>What is tried is the order of things, not the limits on how much one person may ask.</summary>
    public static readonly string[] Bounds =
    [
        "Sferum__Gateway__CommandsPerSecond=100000", "Sferum__Gateway__CommandBurst=1000000", "Sferum__Gateway__RequestsPerSecond=100000",
        "Sferum__Gateway__RequestBurst=1000000", "Sferum__SignIn__RequestBurst=1000000", "Sferum__SignIn__RequestsPerSecond=100000",
        "Sferum__Gateway__ConnectionsPerPerson=1000", "Sferum__Gateway__Drain__MovesPerSecond=50",
    ];

    private readonly string _scripts;
    private readonly RunPlan _plan;

    private LocalCluster(RunPlan plan, string root)
    {
        (_plan, _scripts) = (plan, Path.Combine(root, "deploy", "local"));
        Host = Path.Combine(root, "src", "Sferum.Host", "bin", plan.Configuration, "net10.0", "Sferum.Host.dll");
        Silos = Names("silo", plan.Silos);
        Gateways = Names("gateway", plan.Gateways);
    }

    public string Folder => _plan.Folder;

    public IReadOnlyList<string> Silos { get; }

    public IReadOnlyList<string> Gateways { get; }

    /// <summary>The host's assembly.</summary>
    public string Host { get; }

    /// <summary>The reverse proxy.</summary>
    public Uri Page => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_plan.Port}"));

    public string Connection => File.ReadAllText(Path.Combine(Folder, "connection"));

    /// <summary>This machine's address in the network of the namespaces.</summary>
    public string Address => File.ReadLines(Path.Combine(Folder, "cluster")).First(static l => l.StartsWith("subnet=", StringComparison.Ordinal))["subnet=".Length..] + ".1";

    public static async Task<LocalCluster> Up(RunPlan plan, CancellationToken cancel)
    {
        var cluster = new LocalCluster(plan, Root);
        string[] numbers = ["--silos", Text(plan.Silos), "--gateways", Text(plan.Gateways), "--port", Text(plan.Port), "--disk", Text(plan.Disk)];
        await Script.Run(
            Path.Combine(cluster._scripts, "up"),
            [plan.Folder, "--no-demo", "--no-build", "--namespaces", "--configuration", plan.Configuration, .. numbers, .. Bounds.SelectMany(static b => (string[])["--set", b])],
            cancel: cancel);
        return cluster;
    }

    /// <summary>One act of <c>deploy/local/part</c>.</summary>
    public Task<string> Part(string action, params IEnumerable<string> rest) => Script.Run(Path.Combine(_scripts, "part"), [action, Folder, .. rest]);

    public Task Signal(string part, string signal) => Part("signal", part, signal);

    public async Task<bool> Runs(string part)
    {
        try
        {
            await Part("pid", part);
            return true;
        }
        catch (ScriptException)
        {
            return false;
        }
    }

    /// <summary>Starts what is not running and waits until everything can serve, as whoever keeps processes alive does.</summary>
    public async Task Heal()
    {
        await Part("start", Postgres);
        await Task.WhenAll(Silos.Concat(Gateways).Select(Heal));
    }

    /// <summary>The gateway with the most connections: with two of them the other one may have none, after it was away.</summary>
    public string BusiestGateway()
    {
        var connections = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections().CountBy(static c => c.RemoteEndPoint.Address).ToDictionary();
        return Gateways.MaxBy(g => connections.GetValueOrDefault(AddressOf(g)))!;
    }

    /// <summary>A setting of one part alone, from its next start on.</summary>
    public void Set(string part, string key, string value) => File.WriteAllText(Path.Combine(Folder, "settings." + part), $"{key}={value}\n");

    /// <summary>A command of the host on this cluster's database.</summary>
    public Task<string> Command(IEnumerable<string> arguments, CancellationToken cancel) => Script.Run(
        "dotnet",
        [Host, "--data", Path.Combine(Folder, "data"), .. arguments],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Sferum__Postgres__ConnectionString"] = Connection },
        cancel);

    public async ValueTask DisposeAsync() => await Down(Folder);

    public static Task Down(string folder) => Script.Run(Path.Combine(Root, "deploy", "local", "down"), [folder]);

    /// <summary>A silo that was declared dead ends when it learns of it, maybe only now: it is started once more.</summary>
    private async Task Heal(string part)
    {
        for (var tries = 1; ; tries++)
        {
            await Part("start", part);
            try
            {
                await Part("ready", part);
                return;
            }
            catch (ScriptException) when (tries < 3)
            {
                if (await Runs(part))
                {
                    throw;
                }
            }
        }
    }

    private IPAddress AddressOf(string gateway) => IPAddress.Parse(Address[..^1] + Text(50 + int.Parse(gateway["gateway-".Length..], CultureInfo.InvariantCulture)));

    private static string[] Names(string kind, int count) => [.. Enumerable.Range(1, count).Select(n => $"{kind}-{Text(n)}")];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sferum.Cluster.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The runner is outside a checkout.");
        }

        return folder;
    }
}
