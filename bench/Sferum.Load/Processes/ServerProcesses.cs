using System.Globalization;

namespace Sferum.Load.Processes;

/// <summary>What the server's processes have used, from /proc.</summary>
internal sealed class ServerProcesses(IReadOnlyList<int> pids, bool withChildren)
{
    /// <summary>Ticks of the kernel's clock per second, as it tells them to programs: 100 on every Linux.</summary>
    private const double TicksPerSecond = 100;

    public bool AreKnown => pids.Count > 0;

    /// <summary>Processor seconds used so far, by user and system.</summary>
    public double CpuSeconds() => pids.Sum(p => Ticks(p, withChildren)) / TicksPerSecond;

    /// <summary>Resident memory now, in KB; of the named processes only.</summary>
    public long ResidentKb() => pids.Sum(static p => Resident(File.ReadLines($"/proc/{p}/status")));

    /// <summary>User and system time of a line of /proc/PID/stat, with or without that of children that have ended.</summary>
    internal static long Ticks(string stat, bool ended)
    {
        // The name stands in brackets and may hold anything, brackets and blanks too.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var used = Field(11) + Field(12);
        return ended ? used + Field(13) + Field(14) : used;

        long Field(int i) => long.Parse(fields[i], CultureInfo.InvariantCulture);
    }

    internal static long Resident(IEnumerable<string> status)
    {
        var line = status.First(static l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    private static long Ticks(int pid, bool withChildren)
    {
        try
        {
            var own = Ticks(File.ReadAllText($"/proc/{pid}/stat"), withChildren);
            return withChildren ? own + Children(pid).Sum(static child => Ticks(child, withChildren: true)) : own;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LoadException($"There is no process {pid}.", error);
        }
    }

    private static IEnumerable<int> Children(int pid) =>
        File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static p => int.Parse(p, CultureInfo.InvariantCulture))
            .Where(static p => File.Exists($"/proc/{p}/stat"));
}
