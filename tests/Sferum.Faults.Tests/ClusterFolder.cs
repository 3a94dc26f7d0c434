namespace Sferum.Faults;

/// <summary>Where a test's cluster keeps its data, logs and pids: below the folder that test.sh looks through for clusters that a test left running.</summary>
internal sealed class ClusterFolder : IDisposable
{
    public const string Variable = "SFERUM_TEST_CLUSTERS";

    private readonly bool _isOurs = Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 };

    public ClusterFolder()
    {
        var root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Directory.CreateTempSubdirectory("sferum-clusters-").FullName;
        Path = Directory.CreateDirectory(System.IO.Path.Combine(root, Guid.CreateVersion7().ToString("N"))).FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The database runs as another user and has to pass.
            File.SetUnixFileMode(root, File.GetUnixFileMode(root) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    public string Path { get; }

    public void Dispose()
    {
        if (_isOurs)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
