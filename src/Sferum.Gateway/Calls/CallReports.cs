using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Sferum.Live;

namespace Sferum.Calls;

/// <summary>
/// What browsers tell of their media, as measures. Anybody may tell what they like of their own: each word is bounded, and so is how often one connection
/// says anything. No ids and no names in it.
/// </summary>
internal sealed class CallReports
{
    public const string Name = "Sferum.Calls";

    private readonly ConditionalWeakTable<LocalConnection, TokenBucket> _shares = [];
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _joins;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _received;
    private readonly Counter<long> _lost;

    public CallReports(IMeterFactory factory, TimeProvider clock)
    {
        _clock = clock;
        var meter = factory.Create(Name);
        _joins = meter.CreateHistogram<double>("sferum.call.join.duration", "s", "From coming in until media flows, as browsers tell.");
        _failures = meter.CreateCounter<long>("sferum.call.ice.failures", "{failure}", "Ways to a media server that were lost or not found, as browsers tell.");
        _received = meter.CreateCounter<long>("sferum.call.packets.received", "{packet}", "Packets of media that reached browsers, as they tell.");
        _lost = meter.CreateCounter<long>("sferum.call.packets.lost", "{packet}", "Packets of media that did not reach browsers, as they tell.");
    }

    /// <summary>Takes a report of a connection that is in a session.</summary>
    public Outcome<Unit> Take(LocalConnection connection, ReportCallRequest report)
    {
        if (report.JoinMs < 0 || report.JoinMs > CallLimits.ReportedJoin.TotalMilliseconds
            || report.IceFailures is < 0 or > CallLimits.ReportedFailures
            || report.Received is < 0 or > CallLimits.ReportedPackets
            || report.Lost is < 0 or > CallLimits.ReportedPackets)
        {
            return Refusals.Malformed;
        }

        var share = _shares.GetValue(connection, _ => new TokenBucket(1 / CallLimits.ReportEach.TotalSeconds, burst: 1, _clock));
        if (!share.TryTake(1, out var wait))
        {
            return Refusals.TooMany with { RetryAfterMs = (int)Math.Ceiling(wait.TotalMilliseconds) };
        }

        if (report.JoinMs is { } ms)
        {
            _joins.Record(ms / 1000.0);
        }

        _failures.Add(report.IceFailures);
        _received.Add(report.Received);
        _lost.Add(report.Lost);
        return default(Unit);
    }
}
