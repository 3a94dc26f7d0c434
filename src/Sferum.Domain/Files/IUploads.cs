using Sferum.People;

namespace Sferum.Files;

/// <summary>A file that somebody announces.</summary>
/// <param name="Name">As the sender calls it; cleaned when it is kept.</param>
/// <param name="Length">Its bytes, all of them.</param>
/// <param name="IsVoice">Whether it is sent as a voice message.</param>
/// <param name="RequestId">Chosen by the client: the same announcement again is the same upload; null when the client chose none.</param>
public sealed record NewUpload(string? Name, long Length, bool IsVoice, Guid? RequestId);

/// <summary>Where a file stands on its way in.</summary>
public enum UploadStatus
{
    /// <summary>Bytes are still coming.</summary>
    Uploading = 1,

    /// <summary>All bytes are here, and nobody has looked into them yet: in quarantine.</summary>
    Checking = 2,

    /// <summary>It can be posted.</summary>
    Ready = 3,

    /// <summary>It was looked into and is not taken.</summary>
    Refused = 4,
}

/// <summary>An upload as its uploader sees it.</summary>
public sealed record Upload
{
    /// <summary>The file.</summary>
    public required FileId Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required UploadStatus Status { get; init; }

    /// <summary>Bytes that are here.</summary>
    public required long Received { get; init; }

    /// <summary>Bytes that were announced.</summary>
    public required long Length { get; init; }

    /// <summary>When it is gone unless a message sends it; null once one has.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What can be posted; null before it is ready.</summary>
    public Attachment? File { get; init; }

    /// <summary>Why it is not taken; null while it may be.</summary>
    public Refusal? Why { get; init; }
}

/// <summary>A part of an upload that lies in the store of bytes.</summary>
/// <param name="At">The place of its first byte.</param>
/// <param name="Id">Under which it lies there.</param>
/// <param name="Length">Its bytes.</param>
public sealed record UploadPiece(long At, Guid Id, long Length);

/// <summary>
/// Uploads: rows only, the bytes lie in <see cref="IFileStore"/>. An upload belongs to who began it; to everybody else it does not exist. Of two writers
/// at the same place one is told to look again (compare-and-set on the bytes received).
/// </summary>
public interface IUploads
{
    /// <summary>Begins an upload and takes its bytes from the quotas of the person and the school.</summary>
    /// <param name="caller">Who; with a role that may upload, looked up now.</param>
    /// <param name="upload">What.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The upload, or the earlier one with the same request id; refused when it is too large or there is no space for it.</returns>
    ValueTask<Outcome<Upload>> Begin(Caller caller, NewUpload upload, CancellationToken cancel);

    /// <summary>One's own upload.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Null when it is not there, or somebody else's.</returns>
    ValueTask<Upload?> Find(Caller caller, FileId id, CancellationToken cancel);

    /// <summary>Takes note of a part that lies in the store. The last one closes the upload: from then on it is looked into.</summary>
    /// <param name="caller">Whose upload.</param>
    /// <param name="id">Which.</param>
    /// <param name="piece">The part; it begins where the upload ends.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Bytes received; <see cref="Refusals.UploadElsewhere"/> when the upload ends elsewhere by now: the part counts for nothing.</returns>
    ValueTask<Outcome<long>> Append(Caller caller, FileId id, UploadPiece piece, CancellationToken cancel);

    /// <summary>Takes an upload back, or a file that no message has sent.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>False when there is nothing to take back. The bytes go soon after.</returns>
    ValueTask<bool> Cancel(Caller caller, FileId id, CancellationToken cancel);
}
