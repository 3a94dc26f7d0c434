using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Sferum.Calls;
using Sferum.Gateways;
using Sferum.Live;

namespace Sferum.Operators;

/// <summary>A silo as the list of silos has it.</summary>
internal sealed record ListedSilo(SiloAddress Address, string Name, SiloStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? SeenAt)
{
    public string Key => Address.ToParsableString();
}

/// <summary>
/// Asks the parts of the deployment how they are. Each question has its own time: who does not answer in it is unknown (null), whatever the reason, and the
/// others wait for nobody.
/// </summary>
internal sealed class ClusterParts(IClusterClient cluster, Silos known, TimeProvider clock, ILogger<ClusterParts> log)
{
    /// <summary>A silo asks its gateways for two seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Lately = TimeSpan.FromHours(24);

    /// <summary>The gateways' actor for the list of silos has the key 0: it must not wait for an operator's question.</summary>
    private const int OwnManagement = 1;
    private const int MostSilos = 100;

    /// <summary>Silos by name. Of those that are gone the ones of the last day, where no other has come to the same place.</summary>
    public async Task<IReadOnlyList<ListedSilo>?> Silos()
    {
        var listed = await Try("silos", async () =>
        {
            var now = clock.GetUtcNow();
            var all = (await cluster.GetGrain<IManagementGrain>(OwnManagement).GetDetailedHosts()).Select(static m => new ListedSilo(
                m.SiloAddress, m.SiloName ?? m.HostName, m.Status, Utc(m.StartTime), Utc(m.IAmAliveTime))).ToList();
            var places = all.Where(static s => s.Status != SiloStatus.Dead).Select(static s => s.Address.Endpoint).ToHashSet();
            return (IReadOnlyList<ListedSilo>)[.. all
                .Where(s => s.Status != SiloStatus.Dead || (now - s.SeenAt < Lately && places.Add(s.Address.Endpoint)))
                .OrderBy(static s => s.Status == SiloStatus.Dead).ThenByDescending(static s => s.SeenAt).Take(MostSilos)
                .OrderBy(static s => s.Status == SiloStatus.Dead).ThenBy(static s => s.Name, StringComparer.Ordinal)];
        });

        // The list lies in the database. Without it there are still those that this gateway speaks with.
        return listed ?? (known.Current.Count == 0 ? null : [.. known.Current.Select(static key =>
        {
            var address = SiloAddress.FromParsableString(key);
            return new ListedSilo(address, address.Endpoint.ToString(), SiloStatus.Active, null, null);
        })]);
    }

    public Task<SiloState?> Silo(string key) => Try("a silo", async () => await cluster.GetGrain<ISiloGrain>(key).State());

    /// <summary>Gateways as the first silo knows them that answers.</summary>
    public async Task<IReadOnlyList<SeenGateway>?> Gateways(IEnumerable<string> silos)
    {
        foreach (var silo in silos.Take(2))
        {
            if (await Try("gateways", async () => await cluster.GetGrain<IFeedGrain>(silo).Gateways()) is { } gateways)
            {
                return gateways;
            }
        }

        return null;
    }

    public async Task<MediaNodeDto> MediaNode(string name)
    {
        var load = await Try("a media server", async () => new Answer(await cluster.GetGrain<IMediaNodeGrain>(name).Load()));
        return load is null ? new MediaNodeDto(name, "silent", null, null)
            : load.Load is not { } carries ? new MediaNodeDto(name, "away", null, null)
            : new MediaNodeDto(name, carries.Draining ? "draining" : "serving", carries.Sessions, carries.Legs);
    }

    /// <summary>Asks the database for something; null when it has not come in time, and then it is not worked on any more.</summary>
    public async Task<T?> Try<T>(string what, Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancel)
        where T : class
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        enough.CancelAfter(Patience);
        return await Try(what, async () => await ask(enough.Token));
    }

    /// <summary>Asks for something; null when it has not come in time.</summary>
    private async Task<T?> Try<T>(string what, Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask().WaitAsync(Patience, clock);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.PartUnknown(error, what);
            return null;
        }
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>That it was said, and what: a server that can't be used is an answer, too.</summary>
    private sealed record Answer(MediaLoad? Load);
}
