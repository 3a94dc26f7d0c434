namespace Sferum;

/// <summary>Which part of the system a process plays.</summary>
internal enum HostRole
{
    /// <summary>Everything in one process.</summary>
    All,

    /// <summary>Actors only.</summary>
    Silo,

    /// <summary>Clients' connections only; the actors run in silos.</summary>
    Gateway,
}

/// <summary>What is chosen on the command line.</summary>
internal sealed record HostChoices
{
    public HostRole Role { get; init; } = HostRole.All;

    /// <summary>The folder for the database and keys; null: <c>Sferum:Data</c>, or <c>./data</c>.</summary>
    public string? Data { get; init; }

    /// <summary>How often <c>--demo</c> was said: once for this machine, twice for a place that others can reach.</summary>
    public int Demo { get; init; }

    public bool HasSilo => Role is HostRole.All or HostRole.Silo;

    public bool HasGateway => Role is HostRole.All or HostRole.Gateway;
}
