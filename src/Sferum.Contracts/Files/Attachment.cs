namespace Sferum.Files;

/// <summary>A file as a message shows it. Nothing of it changes once it can be posted.</summary>
[GenerateSerializer, Immutable, Alias("sferum.file.attachment")]
public sealed record Attachment
{
    /// <summary>The file.</summary>
    [Id(0)] public required FileId Id { get; init; }

    /// <summary>What it is shown as.</summary>
    [Id(1)] public required FileKind Kind { get; init; }

    /// <summary>Its cleaned name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Its media type, known by its content.</summary>
    [Id(3)] public required string Type { get; init; }

    /// <summary>Bytes of what is downloaded.</summary>
    [Id(4)] public required long Size { get; init; }

    /// <summary>Pixels across, of a picture.</summary>
    [Id(5)] public int? Width { get; init; }

    /// <summary>Pixels down, of a picture.</summary>
    [Id(6)] public int? Height { get; init; }

    /// <summary>How long a voice message lasts, in milliseconds.</summary>
    [Id(7)] public int? DurationMs { get; init; }

    /// <summary>The shape of a voice message's sound: a byte for each of equally long parts, 255 for the loudest.</summary>
    [Id(8)] public byte[]? Peaks { get; init; }
}
