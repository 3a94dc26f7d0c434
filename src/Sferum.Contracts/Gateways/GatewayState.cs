using Sferum.Operators;

namespace Sferum.Gateways;

/// <summary>How a gateway is, in its own words.</summary>
[GenerateSerializer, Immutable, Alias("sferum.gateway.state")]
public sealed record GatewayState
{
    /// <summary>Version of its binary.</summary>
    [Id(0)] public required string Version { get; init; }

    /// <summary>Since when it runs.</summary>
    [Id(1)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Open connections.</summary>
    [Id(2)] public required int Connections { get; init; }

    /// <summary>How many connections it takes.</summary>
    [Id(3)] public required int Limit { get; init; }

    /// <summary>Whether it is being emptied and lets nobody in.</summary>
    [Id(4)] public required bool Draining { get; init; }

    /// <summary>When its certificates end; null without TLS inside the cluster.</summary>
    [Id(5)] public CertificateEnds? Certificates { get; init; }
}

/// <summary>A gateway as a silo knows it.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="State">How it is; null when it did not answer in time.</param>
[GenerateSerializer, Immutable, Alias("sferum.gateway.seen")]
public sealed record SeenGateway([property: Id(0)] string Gateway, [property: Id(1)] GatewayState? State);
