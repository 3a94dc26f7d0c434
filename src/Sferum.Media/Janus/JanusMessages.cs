using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sferum.Calls;

/// <summary>What is said to Janus: https://janus.conf.meetecho.com/docs/rest.html.</summary>
internal sealed record JanusRequest
{
    public required string Janus { get; init; }

    public string? Transaction { get; init; }

    public string? Apisecret { get; init; }

    public long? SessionId { get; init; }

    public long? HandleId { get; init; }

    public string? Plugin { get; init; }

    public RoomRequest? Body { get; init; }

    public Jsep? Jsep { get; init; }

    public JanusCandidate? Candidate { get; init; }
}

/// <summary>What it says, as an answer or by itself.</summary>
internal sealed record JanusMessage
{
    public string? Janus { get; init; }

    public string? Transaction { get; init; }

    /// <summary>The handle that it is about.</summary>
    public long Sender { get; init; }

    public JanusId? Data { get; init; }

    public JanusError? Error { get; init; }

    public PluginData? Plugindata { get; init; }

    public Jsep? Jsep { get; init; }

    /// <summary>Why a connection has ended.</summary>
    public string? Reason { get; init; }
}

internal sealed record JanusId(long Id);

internal sealed record JanusError(int Code, string? Reason);

internal sealed record PluginData(RoomEvent? Data);

internal sealed record Jsep(string Type, string Sdp);

/// <summary>A candidate, or that there are no more.</summary>
internal sealed record JanusCandidate
{
    public string? Candidate { get; init; }

    [JsonPropertyName("sdpMid")]
    public string? SdpMid { get; init; }

    [JsonPropertyName("sdpMLineIndex")]
    public int? SdpMLineIndex { get; init; }

    public bool? Completed { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.General, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JanusRequest))]
[JsonSerializable(typeof(JanusMessage))]
internal sealed partial class JanusJson : JsonSerializerContext;
