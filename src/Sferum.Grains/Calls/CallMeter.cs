using System.Diagnostics.Metrics;

namespace Sferum.Calls;

/// <summary>What is measured about video sessions. No ids or names in tags.</summary>
internal static class CallMeter
{
    public const string Name = "Sferum.Calls";
    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Started = Meter.CreateCounter<long>("sferum.call.started", description: "Sessions that began.");

    public static readonly Counter<long> Ended = Meter.CreateCounter<long>("sferum.call.ended", description: "Sessions that ended.");

    public static readonly UpDownCounter<int> Running = Meter.CreateUpDownCounter<int>("sferum.call.running", "{session}", "Sessions whose actors are here.");

    public static readonly UpDownCounter<int> Participants = Meter.CreateUpDownCounter<int>("sferum.call.participants", "{person}", "People inside them, with a line.");

    public static readonly Counter<long> Moved = Meter.CreateCounter<long>("sferum.call.moved", description: "Sessions that lost their media server and went to another one.");

    /// <summary>Counts from now on, and not from the first event.</summary>
    public static void Begin() => Moved.Add(0);
}
