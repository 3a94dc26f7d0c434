using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum.Live;

/// <summary>
/// Empties this gateway before it stops, and is the one place that knows that it is being emptied: the door lets nobody in, readiness says no, clients
/// are asked to move and those that don't are closed. Knows connections, not how their sockets are written.
/// </summary>
internal sealed class Draining(
    LocalPeople people, ISocketWriter writer, IOptions<GatewayOptions> options, LiveMeter meter, TimeProvider clock, ILogger<Draining> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly DrainOptions _options = options.Value.Drain;
    private volatile bool _isOn;

    /// <summary>Nobody comes in any more.</summary>
    public bool IsOn => _isOn;

    /// <summary>Done when nobody is connected any more, or when the time for it is over.</summary>
    /// <param name="cancel">Stop at once: who is still here is cut off and resumes elsewhere by number.</param>
    public async Task Drain(CancellationToken cancel = default)
    {
        _isOn = true;
        var here = people.AllConnections();
        if (here.Length == 0)
        {
            return;
        }

        if (!_options.IsAlone)
        {
            log.DrainBegan(here.Length);
            var spread = Ask(here);
            await Empty(spread + _options.Slack, cancel);
        }

        var left = people.AllConnections();
        if (left.Length > 0 && !cancel.IsCancellationRequested)
        {
            log.DrainCloses(left.Length);
            meter.DrainClosed(_options.IsAlone ? 0 : left.Length);
            foreach (var connection in left)
            {
                // A close that allows to come back. Official clients take an abort for good.
                connection.Hub.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            }

            await Empty(_options.Closing, cancel);
        }

        log.DrainEnded(people.Count);
    }

    /// <summary>Asks some of the connections to move, although this gateway goes on: how the load is evened after another one has joined.</summary>
    /// <returns>How many were asked.</returns>
    public int Shed(int connections)
    {
        var all = people.AllConnections();
        Random.Shared.Shuffle(all);
        var some = all[..Math.Clamp(connections, 0, all.Length)];
        Ask(some);
        return some.Length;
    }

    /// <summary>A connection that came through the door while it was being shut is asked to move as well.</summary>
    public void Meet(LocalConnection newcomer)
    {
        if (_isOn && !_options.IsAlone)
        {
            Ask([newcomer]);
        }
    }

    private TimeSpan Ask(LocalConnection[] some)
    {
        var spread = _options.SpreadOf(some.Length);
        writer.Write(some, new LiveMessage(HubNames.Events.GoAway, new GoAway((int)spread.TotalMilliseconds)));
        return spread;
    }

    private async Task Empty(TimeSpan patience, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (people.Count > 0 && !cancel.IsCancellationRequested && clock.GetElapsedTime(began) < patience)
        {
            await Task.Delay(Look, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
