using System.Diagnostics.Metrics;

namespace Sferum.Chats;

/// <summary>What is measured about chats. No ids or names in tags.</summary>
internal static class ChatMeter
{
    public const string Name = "Sferum.Chats";
    private static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> PostDuration = Meter.CreateHistogram<double>(
        "sferum.chat.post.duration", "s", "From the call of the actor to the answer after the commit.");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("sferum.chat.refused", description: "Refused commands, by code.");

    public static readonly Counter<long> Ended = Meter.CreateCounter<long>(
        "sferum.chat.activation.ended", description: "Activations that ended because of a rival or an unknown outcome.");

    /// <summary>Counts from now on, and not from the first event.</summary>
    public static void Begin() => Ended.Add(0);
}
