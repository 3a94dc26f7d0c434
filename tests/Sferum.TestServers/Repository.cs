namespace Sferum.TestServers;

/// <summary>Where things lie in the working tree.</summary>
public static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The web client's sources.</summary>
    public static string Web => Path.Combine(Root, "src", "Sferum.Web");

    /// <summary>The host, built in the same configuration as the tests.</summary>
    public static string Host
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            var path = Path.Combine(Root, "src", "Sferum.Host", "bin", own.Parent!.Name, own.Name, "Sferum.Host.dll");
            return File.Exists(path) ? path : throw new FileNotFoundException("Build src/Sferum.Host first.", path);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sferum.Cluster.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Sferum.Cluster.sln was not found above the tests.");
    }
}
