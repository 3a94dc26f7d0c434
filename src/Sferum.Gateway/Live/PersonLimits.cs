using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// What a person may ask over all connections and all gateways together. Permits are taken in slices from the person's actor, so most commands ask
/// nobody. While no silo answers, the share of the connection alone holds.
/// </summary>
internal sealed class PersonLimits(
    IClusterClient cluster, LocalPeople people, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<PersonLimits> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Unasked = TimeSpan.FromSeconds(5);
    private long _unaskedUntil = long.MinValue;

    /// <summary>Takes permits; the refusal when there are none now.</summary>
    public ValueTask<Refusal?> Take(LocalConnection connection, int cost)
    {
        var person = people.Find(connection.Caller.Person);
        return person is null || person.Permits.TryTake(cost, clock.GetTimestamp()) ? default : new(Fetch(person, cost));
    }

    private async Task<Refusal?> Fetch(LocalPerson person, int cost)
    {
        var permits = person.Permits;
        await permits.Turn.WaitAsync();
        try
        {
            if (permits.TryTake(cost, clock.GetTimestamp()) || clock.GetTimestamp() < Volatile.Read(ref _unaskedUntil))
            {
                return null;
            }

            var o = options.Value;
            var perSecond = o.CommandsPerSecond * o.PersonShare;
            var wanted = (int)Math.Clamp(perSecond, Math.Max(cost, o.PermitSlice), 1000);
            var lease = await cluster.GetGrain<IUserGrain>(person.Id.Value)
                .LeasePermits(wanted, perSecond, (int)Math.Min(int.MaxValue, o.CommandBurst * o.PersonShare)).AsTask().WaitAsync(Patience, clock);
            var now = clock.GetTimestamp();
            permits.Add(lease.Count, now, now + (long)(o.PermitsLast.TotalSeconds * clock.TimestampFrequency));
            return permits.TryTake(cost, now) ? null : Refusals.TooMany with { RetryAfterMs = Math.Max(50, lease.RetryAfterMs) };
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A limit is no reason to turn people away. Said once, however many were asking.
            var now = clock.GetTimestamp();
            if (Interlocked.Exchange(ref _unaskedUntil, now + (long)(Unasked.TotalSeconds * clock.TimestampFrequency)) < now)
            {
                log.PermitsUnknown(error);
            }

            return null;
        }
        finally
        {
            permits.Turn.Release();
        }
    }
}
