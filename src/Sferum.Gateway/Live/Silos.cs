using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Sferum.Live;

/// <summary>Which silos are there, as seen from a gateway, which may be no silo itself.</summary>
internal sealed class Silos(IClusterClient cluster, ILogger<Silos> log)
{
    /// <summary>Keys of the silos' reader tables.</summary>
    public IReadOnlyList<string> Current { get; private set; } = [];

    /// <summary>Asks again; true when silos have come or gone. While nobody answers, the last list stays.</summary>
    public async Task<bool> Refresh()
    {
        try
        {
            var hosts = await cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(TimeSpan.FromSeconds(5));
            string[] now = [.. hosts.Where(static h => h.Value == SiloStatus.Active).Select(static h => h.Key.ToParsableString()).Order(StringComparer.Ordinal)];
            if (now.AsSpan().SequenceEqual(Current.ToArray()))
            {
                return false;
            }

            Current = now;
            log.SilosChanged(string.Join(", ", now));
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.SilosUnknown(error);
            return false;
        }
    }
}
