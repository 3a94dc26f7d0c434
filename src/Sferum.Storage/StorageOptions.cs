namespace Sferum.Storage;

/// <summary>Where the deployment keeps what it knows: one of the two.</summary>
public sealed record StorageOptions
{
    /// <summary>PostgreSQL: for more than one process, and for a district.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>SQLite: a folder for one process and a school; made when it is not there.</summary>
    public string? DataFolder { get; init; }
}
