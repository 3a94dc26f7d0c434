using System.Diagnostics.Metrics;

namespace Sferum.Chats;

/// <summary>What the lanes tell about themselves.</summary>
internal static class AppendMeter
{
    /// <summary>Nobody knows whether the row was committed.</summary>
    public const string Unknown = "Unknown";

    private static readonly Meter Meter = new("Sferum.Chats");

    private static readonly Histogram<int> Batch = Meter.CreateHistogram<int>("sferum.chat.append.batch", "{row}", "Rows of one commit.");
    private static readonly UpDownCounter<int> Queue = Meter.CreateUpDownCounter<int>("sferum.chat.append.queue", "{row}", "Rows that wait for a commit.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("sferum.chat.append.duration", "s", "From the call to its answer.");
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("sferum.chat.append.rows", "{row}", "Answered appends.");

    /// <summary>Every outcome is counted from zero: the first one that is not "placed" must be seen as an increase.</summary>
    public static void Begin()
    {
        Queue.Add(0);
        foreach (var outcome in Enum.GetNames<AppendStatus>().Append(Unknown))
        {
            Rows.Add(0, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    public static void Committed(int rows) => Batch.Record(rows);

    public static void Queued(int rows) => Queue.Add(rows);

    public static void Answered(string outcome, TimeSpan duration)
    {
        Rows.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        Duration.Record(duration.TotalSeconds);
    }
}
