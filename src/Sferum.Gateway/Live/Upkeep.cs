using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.Chats;

namespace Sferum.Live;

/// <summary>What a gateway does by the clock. There is no timer per connection, room or person: a few rounds look after all of them.</summary>
internal sealed class Upkeep(
    LocalRooms rooms, LocalPeople people, PersonLinks links, Follows follows, MissedNews news, StaleTokens tokens, ISocketWriter writer, IChatReader reader,
    IOptions<GatewayOptions> options, TimeProvider clock, ILogger<Upkeep> log) : BackgroundService
{
    private const int ChatsPerRead = 1000;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>So long before its token runs out a connection is asked to move to one with a fresh token. A bad line has the rest of the time for its tries.</summary>
    private static readonly TimeSpan RenewAhead = TimeSpan.FromSeconds(60);
    private static readonly LiveMessage Renew = new(HubNames.Events.GoAway, new GoAway((int)TimeSpan.FromSeconds(20).TotalMilliseconds, Renew: true));
    private long _headsAt;
    private bool _mayHaveMissed;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await follows.End();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Every(Often, CatchUp, stoppingToken),
        Every(Second, Connections, stoppingToken),
        Every(Second, links.Sweep, stoppingToken),
        Every(Second, Silos, stoppingToken),
        Every(options.Value.TokenCheck, tokens.Ask, stoppingToken));

    private async Task Every(TimeSpan period, Func<Task> round, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await Guarded(round);
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private async Task Guarded(Func<Task> round)
    {
        try
        {
            await round();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.UpkeepFailed(error);
        }
    }

    /// <summary>Rooms that were told of a head, but got no events up to it.</summary>
    private Task CatchUp()
    {
        foreach (var room in rooms.All)
        {
            room.CatchUp(Often);
        }

        return Task.CompletedTask;
    }

    /// <summary>Connections whose token runs out or has run out, and those that take nothing.</summary>
    private Task Connections()
    {
        var now = clock.GetUtcNow();
        foreach (var connection in people.All.SelectMany(static p => p.Connections))
        {
            writer.Check(connection);
            if (connection.ExpiresAt <= now)
            {
                connection.AskBack();
            }
            else if (connection.ExpiresAt - now <= RenewAhead && connection is { AskedToRenew: false, Ended: false })
            {
                connection.AskedToRenew = true;
                writer.Write(connection, Renew);
            }
        }

        rooms.Sweep(options.Value.EmptyRoom);
        return Task.CompletedTask;
    }

    /// <summary>Silos that came or went, and from time to time all heads: what was committed but never delivered is found here.</summary>
    private async Task Silos()
    {
        var changed = await follows.Sweep();
        if (changed || clock.GetElapsedTime(_headsAt) >= options.Value.Renewal)
        {
            _headsAt = clock.GetTimestamp();
            await CompareHeads();
        }

        _mayHaveMissed |= changed;
        if (_mayHaveMissed)
        {
            // Left standing when it fails: the store is away, and the next second tries again.
            await news.Ask();
            _mayHaveMissed = false;
        }
    }

    private async Task CompareHeads()
    {
        try
        {
            foreach (var some in rooms.All.Select(static r => r.Chat).Chunk(ChatsPerRead))
            {
                foreach (var (chat, head) in await reader.Heads(some, CancellationToken.None))
                {
                    rooms.Find(chat)?.Observe(head);
                }
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The store is away: try again at the next second.
            _headsAt = 0;
            log.HeadsUnknown(error);
        }
    }
}
