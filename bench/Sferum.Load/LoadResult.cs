using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sferum.Load;

/// <summary>
/// What a run found: one line of JSON with exactly these fields. Counts of posts and deliveries, latencies and processor time are of the measured time,
/// after the warm-up; what was lost, doubled or out of place is of the whole run.
/// </summary>
internal sealed record LoadResult
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Posts sent.</summary>
    public required long Sent { get; init; }

    /// <summary>Posts that were answered with their number.</summary>
    public required long Acked { get; init; }

    /// <summary>Events that came to a connection.</summary>
    public required long Delivered { get; init; }

    /// <summary>Acked posts that a connection never got, counted per connection.</summary>
    public required long Lost { get; init; }

    /// <summary>Events that a connection got again.</summary>
    public required long Doubled { get; init; }

    /// <summary>Events that came after one of a higher number.</summary>
    public required long OutOfOrder { get; init; }

    /// <summary>How often a number was jumped over on the wire, whether or not it was read afterwards.</summary>
    public required long Holes { get; init; }

    [JsonPropertyName("ack_p50_ms")]
    public double? AckP50 { get; init; }

    [JsonPropertyName("ack_p99_ms")]
    public double? AckP99 { get; init; }

    [JsonPropertyName("delivery_p50_ms")]
    public double? DeliveryP50 { get; init; }

    [JsonPropertyName("delivery_p99_ms")]
    public double? DeliveryP99 { get; init; }

    /// <summary>Processor time of the server's processes; null when none was named.</summary>
    public double? ServerCpuSeconds { get; init; }

    public double? DeliveriesPerCpuSecond { get; init; }

    /// <summary>Resident memory that the connections added, before the first post.</summary>
    public double? IdleKbPerConnection { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
