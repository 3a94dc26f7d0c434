using System.Text.Json.Serialization;

namespace Sferum.Files;

/// <summary>A file as a message shows it. What does not apply to its kind is left out.</summary>
public sealed record AttachmentDto
{
    /// <summary>The file: <c>GET /api/files/{id}</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>picture</c>, <c>voice</c> or <c>other</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its cleaned name.</summary>
    public required string Name { get; init; }

    /// <summary>Its media type, known by its content. What a browser would run is <c>application/octet-stream</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Bytes of what is downloaded.</summary>
    public required long Size { get; init; }

    /// <summary>Pixels across, of a picture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Width { get; init; }

    /// <summary>Pixels down, of a picture.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Height { get; init; }

    /// <summary>How long a voice message lasts, in milliseconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DurationMs { get; init; }

    /// <summary>The shape of a voice message's sound: a byte for each of equally long parts, 255 for the loudest. Base64 in JSON, bytes in MessagePack.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Peaks { get; init; }
}

/// <summary>Where one's own upload stands.</summary>
public sealed record UploadDto
{
    /// <summary>The file that it becomes.</summary>
    public required Guid Id { get; init; }

    /// <summary>One of <see cref="UploadStates"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Bytes that have come.</summary>
    public required long Offset { get; init; }

    /// <summary>Bytes that were announced.</summary>
    public required long Length { get; init; }

    /// <summary>When it is removed unless a message sends it (Unix ms).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExpiresAt { get; init; }

    /// <summary>What can be posted, once it is ready.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttachmentDto? File { get; init; }

    /// <summary>Why it is not taken, when it is refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalDto? Refusal { get; init; }
}

/// <summary>The values of <see cref="UploadDto.Status"/>.</summary>
public static class UploadStates
{
    /// <summary>Bytes are still to come.</summary>
    public const string Uploading = "uploading";

    /// <summary>All bytes have come; the server looks into them. Ask again in a moment.</summary>
    public const string Checking = "checking";

    /// <summary>It can be posted.</summary>
    public const string Ready = "ready";

    /// <summary>It is not taken.</summary>
    public const string Refused = "refused";
}

/// <summary>A file that somebody shared in a chat.</summary>
/// <param name="Number">The message.</param>
/// <param name="At">When (Unix ms).</param>
/// <param name="AuthorId">Who posted it.</param>
/// <param name="File">The file.</param>
public sealed record SharedFileDto(long Number, long At, Guid AuthorId, AttachmentDto File);

/// <summary>A page of a chat's files, the newest first.</summary>
/// <param name="Files">At most 100.</param>
/// <param name="Next">Names the next page; null on the last.</param>
public sealed record SharedFilesPage(IReadOnlyList<SharedFileDto> Files, string? Next);
