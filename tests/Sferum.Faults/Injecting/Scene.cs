namespace Sferum.Faults;

/// <summary>What a fault can lay hands on; the spare clients are people in no chat.</summary>
internal sealed record Scene(LocalCluster Cluster, Lines Lines, Fleet Fleet, IReadOnlyList<SferumClient> Spare, RunPlan Plan, Random Random)
{
    public string AnySilo() => Any(Cluster.Silos);

    public string AnyGateway() => Any(Cluster.Gateways);

    public string Any(IReadOnlyList<string> parts) => parts[Random.Next(parts.Count)];

    /// <summary>A time between two, chosen by the seed.</summary>
    public TimeSpan Between(double from, double to) => TimeSpan.FromSeconds(from + (Random.NextDouble() * (to - from)));

    public static Task Wait(TimeSpan time, CancellationToken cancel) => Task.Delay(time, cancel);
}

/// <summary>The lines that can be made slow: between one gateway and the database, and between half of the clients and the gateways.</summary>
internal sealed record Lines(TcpLine Database, TcpLine Clients);
