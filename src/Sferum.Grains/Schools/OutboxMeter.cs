using System.Diagnostics.Metrics;

namespace Sferum.Schools;

/// <summary>What is measured about acts on the roster on their way to the chats.</summary>
internal static class OutboxMeter
{
    private static readonly Meter Meter = new("Sferum.Schools");

    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("sferum.outbox.failed", "{act}", "Tries to tell a committed act that failed; each is made again.");

    /// <summary>Counts from now on, and not from the first event.</summary>
    public static void Begin() => Failed.Add(0);
}
