namespace Sferum.Files;

/// <summary>Something that is to be done with the bytes of a file.</summary>
public abstract record FileTask
{
    /// <summary>The file.</summary>
    public required FileId Id { get; init; }

    /// <summary>How often it was begun, this time included.</summary>
    public required int Tries { get; init; }
}

/// <summary>All bytes are here: look into them.</summary>
public sealed record CheckFile : FileTask
{
    /// <summary>Its cleaned name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it was sent as a voice message.</summary>
    public required bool IsVoice { get; init; }

    /// <summary>Its parts, in order.</summary>
    public required IReadOnlyList<UploadPiece> Pieces { get; init; }
}

/// <summary>Nobody may have it any more: take its bytes out of the store.</summary>
public sealed record RemoveFile : FileTask;

/// <summary>What came of looking into a file.</summary>
/// <param name="File">What can be posted.</param>
/// <param name="Thumbnails">Smaller pictures that lie beside it.</param>
/// <param name="Stored">Bytes of all that is kept.</param>
public sealed record CheckedFile(Attachment File, Thumbnails Thumbnails, long Stored);

/// <summary>
/// What is to be done with bytes, as rows with a time from which on somebody should do it: work that was begun and not finished comes again. Any number
/// of processes may take it.
/// </summary>
public interface IFileWork
{
    /// <summary>Takes the next piece of work. Files that nobody posted in time, and those that nobody could look into in time, are among what is to be removed.</summary>
    /// <param name="lease">So long nobody else takes it.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null when there is none.</returns>
    ValueTask<FileTask?> Take(TimeSpan lease, CancellationToken cancel);

    /// <summary>The file is good: it can be posted, and the quotas are charged with what is kept.</summary>
    /// <param name="task">The work.</param>
    /// <param name="found">What it is.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>True when it can be posted, also when somebody else was faster; false when it was taken back or erased meanwhile: its bytes have to go.</returns>
    ValueTask<bool> Complete(CheckFile task, CheckedFile found, CancellationToken cancel);

    /// <summary>The file is not taken. The uploader is told why for a day; the bytes go now.</summary>
    /// <param name="task">The work.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed.</returns>
    ValueTask Refuse(CheckFile task, Refusal why, CancellationToken cancel);

    /// <summary>It could not be done now.</summary>
    /// <param name="task">The work.</param>
    /// <param name="pause">When to try again.</param>
    /// <param name="counts">Whether it was a try; waiting for something that is away is none.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed.</returns>
    ValueTask Postpone(FileTask task, TimeSpan pause, bool counts, CancellationToken cancel);

    /// <summary>The bytes are gone from the store.</summary>
    /// <param name="task">The work.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed.</returns>
    ValueTask Removed(RemoveFile task, CancellationToken cancel);
}
