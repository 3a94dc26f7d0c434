namespace Sferum.Operators;

/// <summary>How the deployment is. A part that did not answer in time is null: nothing is known of it now, and the others are told all the same.</summary>
public sealed record ClusterDto
{
    /// <summary>When it was looked at (Unix ms), by the clock of the gateway that answers.</summary>
    public required long At { get; init; }

    /// <summary>Version of the gateway that answers.</summary>
    public required string Version { get; init; }

    /// <summary>Silos that are there, and those that were lost in the last 24 hours and in whose place no other has come; at most 100.</summary>
    public IReadOnlyList<SiloDto>? Silos { get; init; }

    /// <summary>Gateways, by name.</summary>
    public IReadOnlyList<GatewayDto>? Gateways { get; init; }

    /// <summary>Media servers, by name; empty where there are none.</summary>
    public IReadOnlyList<MediaNodeDto>? MediaNodes { get; init; }

    /// <summary>What waits in the database.</summary>
    public IReadOnlyList<QueueDto>? Queues { get; init; }

    /// <summary>Chats in which a message took long in the last hour, the slowest first; at most 20.</summary>
    public IReadOnlyList<SlowChatDto>? SlowChats { get; init; }

    /// <summary>The database.</summary>
    public DatabaseDto? Database { get; init; }

    /// <summary>Imports and rollovers of the last 30 days, the latest first; at most 20.</summary>
    public IReadOnlyList<FinishedWorkDto>? Works { get; init; }

    /// <summary>Certificates inside the cluster, those that end first at the beginning; empty without TLS.</summary>
    public IReadOnlyList<CertificateDto>? Certificates { get; init; }
}

/// <summary>A silo.</summary>
public sealed record SiloDto
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where other processes reach it.</summary>
    public required string Address { get; init; }

    /// <summary><c>joining</c>, <c>active</c>, <c>leaving</c>, <c>gone</c>; <c>silent</c> when it is active for the others and did not answer.</summary>
    public required string Status { get; init; }

    /// <summary>Since when it runs (Unix ms); null when the list of silos can't be read.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When it last said that it lives (Unix ms), about every half minute.</summary>
    public long? SeenAt { get; init; }

    /// <summary>Version of its binary; null when it did not answer.</summary>
    public string? Version { get; init; }

    /// <summary>Actors that are awake there.</summary>
    public int? Activations { get; init; }

    /// <summary>Processors of its machine in use, in percent.</summary>
    public double? Cpu { get; init; }

    /// <summary>Bytes of memory in use.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of memory that it may use.</summary>
    public long? MemoryLimit { get; init; }
}

/// <summary>A gateway.</summary>
public sealed record GatewayDto
{
    /// <summary>Its name; after a restart it has another.</summary>
    public required string Name { get; init; }

    /// <summary><c>serving</c>, <c>draining</c>, or <c>silent</c> when it did not answer.</summary>
    public required string Status { get; init; }

    /// <summary>Version of its binary.</summary>
    public string? Version { get; init; }

    /// <summary>Since when it runs (Unix ms).</summary>
    public long? StartedAt { get; init; }

    /// <summary>Open connections.</summary>
    public int? Connections { get; init; }

    /// <summary>How many it takes.</summary>
    public int? Limit { get; init; }
}

/// <summary>A media server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status"><c>serving</c>, <c>draining</c>, <c>away</c> when it can't be used, <c>silent</c> when nobody said in time.</param>
/// <param name="Sessions">Video sessions there.</param>
/// <param name="Legs">Connections of browsers there.</param>
public sealed record MediaNodeDto(string Name, string Status, int? Sessions, int? Legs);

/// <summary>A queue.</summary>
/// <param name="Kind"><c>roster_acts</c>, <c>letters</c>, <c>scheduled_messages</c>, <c>notifications</c>, <c>files</c>, <c>movements</c>, <c>erasures</c>.</param>
/// <param name="Waiting">How much is due; counted up to 10,000.</param>
/// <param name="Since">Since when the oldest of it is due (Unix ms).</param>
public sealed record QueueDto(string Kind, int Waiting, long? Since);

/// <summary>A chat in which a message took long.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Kind">Its kind; null when nobody knows.</param>
/// <param name="School">Its school's name.</param>
/// <param name="TookMs">How long its slowest message took.</param>
/// <param name="At">When that was (Unix ms).</param>
public sealed record SlowChatDto(Guid ChatId, string? Kind, string? School, long TookMs, long At);

/// <summary>The database.</summary>
/// <param name="RoundTripMs">How long a question without work took.</param>
/// <param name="Server">Which server, with its version.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Connections">Connections of all processes.</param>
/// <param name="MostConnections">How many it takes.</param>
/// <param name="Migration">The last file of the schema that was applied.</param>
public sealed record DatabaseDto(double RoundTripMs, string Server, long Bytes, int? Connections, int? MostConnections, string Migration);

/// <summary>A long work that was finished.</summary>
/// <param name="Act">Its code in the record.</param>
/// <param name="Words">The same in the caller's language.</param>
/// <param name="School">The school's name.</param>
/// <param name="At">When (Unix ms).</param>
public sealed record FinishedWorkDto(string Act, string Words, string? School, long At);

/// <summary>A certificate.</summary>
/// <param name="Process">Name of the silo or gateway in whose files it stands.</param>
/// <param name="Kind"><c>own</c> or <c>authority</c>.</param>
/// <param name="EndsAt">When it ends (Unix ms).</param>
public sealed record CertificateDto(string Process, string Kind, long EndsAt);
