using Orleans.Concurrency;
using Sferum.Chats;
using Sferum.Policy;

namespace Sferum.Operators;

/// <summary>What one silo tells the operator about itself. There is one on each silo, keyed by the silo's address: one that does not answer tells that, too.</summary>
[Alias("sferum.ISiloGrain"), Operation(Operation.Inside), GrainInterfaceType("sferum.silo")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>How the silo is.</summary>
    /// <returns>Its state now.</returns>
    [Alias("State"), AlwaysInterleave]
    ValueTask<SiloState> State();
}

/// <summary>How a silo is.</summary>
[GenerateSerializer, Immutable, Alias("sferum.silo.state")]
public sealed record SiloState
{
    /// <summary>Version of its binary.</summary>
    [Id(0)] public required string Version { get; init; }

    /// <summary>Actors that are awake on it; null when Orleans did not say in time.</summary>
    [Id(1)] public int? Activations { get; init; }

    /// <summary>How much of its machine's processors it uses, in percent.</summary>
    [Id(2)] public double Cpu { get; init; }

    /// <summary>Bytes of memory that it uses.</summary>
    [Id(3)] public long Memory { get; init; }

    /// <summary>Bytes of memory that it may use.</summary>
    [Id(4)] public long MemoryLimit { get; init; }

    /// <summary>When its certificates end; null without TLS inside the cluster.</summary>
    [Id(5)] public CertificateEnds? Certificates { get; init; }

    /// <summary>Names of the media servers that it knows.</summary>
    [Id(6)] public IReadOnlyList<string> MediaNodes { get; init; } = [];

    /// <summary>Chats on it in which a message took long lately, the slowest first; at most 20.</summary>
    [Id(7)] public IReadOnlyList<SlowChat> SlowChats { get; init; } = [];
}

/// <summary>When the certificates end that a process shows and believes inside the cluster.</summary>
/// <param name="Own">End of its own certificate.</param>
/// <param name="Authority">End of the first of the authorities that it believes.</param>
[GenerateSerializer, Immutable, Alias("sferum.certificate.ends")]
public sealed record CertificateEnds([property: Id(0)] DateTimeOffset Own, [property: Id(1)] DateTimeOffset Authority);

/// <summary>A chat in which a message took long.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Took">How long its slowest message took, from the call of the actor to the answer.</param>
/// <param name="At">When that was.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.slow")]
public sealed record SlowChat([property: Id(0)] ChatId Chat, [property: Id(1)] TimeSpan Took, [property: Id(2)] DateTimeOffset At);
