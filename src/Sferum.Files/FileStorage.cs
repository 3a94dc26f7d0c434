namespace Sferum.Files;

/// <summary>Where bytes of files lie and who looks into them.</summary>
public sealed record FileStorage
{
    /// <summary>The folder for the bytes; not used when there is <see cref="S3"/>.</summary>
    public required string Folder { get; init; }

    /// <summary>The bucket for the bytes; null for the folder.</summary>
    public S3Settings? S3 { get; init; }

    /// <summary>The virus scanner: <c>host:port</c>, or the path of its socket; null for none.</summary>
    public string? Clamd { get; init; }

    /// <summary>The program that reads recordings; null for the one of this machine's path.</summary>
    public string? Ffmpeg { get; init; }

    /// <summary>How much may be sent and kept.</summary>
    public FileLimits Limits { get; init; } = new();
}

/// <summary>A bucket.</summary>
public sealed record S3Settings
{
    /// <summary>Where the store answers.</summary>
    public required string Url { get; init; }

    /// <summary>The bucket; it is there already.</summary>
    public required string Bucket { get; init; }

    /// <summary>The region that requests are signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whose request it is.</summary>
    public required string AccessKey { get; init; }

    /// <summary>Proves it.</summary>
    public required string SecretKey { get; init; }

    /// <summary>What all keys begin with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Says nothing of the keys.</summary>
    public override string ToString() => $"{Bucket} at {Url}";
}
