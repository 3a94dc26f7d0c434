using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.People;

namespace Sferum.Live;

/// <summary>Makes the people of this gateway known to the cluster, so that changes of their chats and ended sessions are told here.</summary>
internal sealed class PersonLinks(
    IClusterClient cluster, GatewayPorts ports, LocalPeople people, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<PersonLinks> log)
{
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(5);
    private static readonly ParallelOptions Parallelism = new() { MaxDegreeOfParallelism = 32 };

    /// <summary>Done when the cluster knows that the person is here.</summary>
    public async Task Attach(LocalPerson person)
    {
        await person.Turn.WaitAsync();
        try
        {
            if (person.AttachedAt is { } at && clock.GetElapsedTime(at) < options.Value.Renewal)
            {
                return;
            }

            var now = clock.GetTimestamp();
            await cluster.GetGrain<IUserGrain>(person.Id.Value).Attach(ports.Name, ports.For(person.Id));
            person.AttachedAt = now;
        }
        finally
        {
            person.Turn.Release();
        }
    }

    /// <summary>Makes all who are here known anew: where somebody is stood in the memory of a silo that is gone.</summary>
    public Task Renew()
    {
        foreach (var person in people.All)
        {
            person.AttachedAt = person.Connections.Length > 0 ? null : person.AttachedAt;
        }

        return Sweep();
    }

    /// <summary>Renews those who are here, and takes back those who have gone.</summary>
    public Task Sweep() => Parallel.ForEachAsync(people.All, Parallelism, async (person, _) =>
    {
        try
        {
            if (person.Connections.Length > 0)
            {
                await Attach(person);
            }
            else if (clock.GetElapsedTime(person.EmptySince) >= Lingering)
            {
                await Detach(person);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.AttachFailed(error);
        }
    });

    /// <summary>Taken back before the person is forgotten: whoever comes in between waits for the turn, and is made known after it.</summary>
    private async Task Detach(LocalPerson person)
    {
        await person.Turn.WaitAsync();
        try
        {
            if (person.Connections.Length == 0 && person.AttachedAt is not null)
            {
                person.AttachedAt = null;
                await cluster.GetGrain<IUserGrain>(person.Id.Value).Detach(ports.Name);
            }

            people.TryForget(person);
        }
        finally
        {
            person.Turn.Release();
        }
    }
}
