namespace Sferum.Settings;

/// <summary>
/// How long a stop may take. Whoever starts the process (Kubernetes, systemd) kills it when its own patience is over, so the parts must fit into it:
/// the pause before the signal, the gateway's draining, the silo's stop, and a reserve.
/// </summary>
internal sealed class StopSettings
{
    /// <summary>What passes between "this process goes" and its signal (Kubernetes: <c>preStop</c>), while proxies learn of it.</summary>
    public TimeSpan PreStop { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What requests under way, actors and the silo have to come to an end.</summary>
    public TimeSpan Silo { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Left over for everything else.</summary>
    public TimeSpan Reserve { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After this the process is killed (Kubernetes: <c>terminationGracePeriodSeconds</c>, systemd: <c>TimeoutStopSec</c>).</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>The longest that a stop can take, with the draining of its gateway.</summary>
    public TimeSpan Needed(DrainOptions drain) => PreStop + drain.Most + Silo + Reserve;
}
