using Sferum.Chats;
using Sferum.People;

namespace Sferum.Files;

/// <summary>A file that somebody may have.</summary>
/// <param name="File">What it is.</param>
/// <param name="Thumbnails">Smaller ones of it.</param>
public sealed record ReadableFile(Attachment File, Thumbnails Thumbnails);

/// <summary>Smaller pictures that the server made of a picture, as WebP.</summary>
/// <param name="Small">Bytes of the one of at most 320 pixels a side, for a thin line and for lists; null when there is none.</param>
/// <param name="Large">Bytes of the one of at most 1,280 pixels a side, for the screen; null when the picture itself is no larger.</param>
public readonly record struct Thumbnails(long? Small, long? Large)
{
    /// <summary>All their bytes.</summary>
    public long Bytes => (Small ?? 0) + (Large ?? 0);
}

/// <summary>A file where a chat shares it.</summary>
/// <param name="Number">The message.</param>
/// <param name="At">When it was posted.</param>
/// <param name="Author">Who posted it.</param>
/// <param name="File">The file.</param>
public sealed record SharedFile(long Number, DateTimeOffset At, PersonId Author, Attachment File);

/// <summary>Where a page of shared files ends.</summary>
/// <param name="Number">The message.</param>
/// <param name="Position">The file's place in it.</param>
public readonly record struct SharedFileCursor(long Number, int Position)
{
    /// <summary>A cursor of ours.</summary>
    /// <param name="text">As it was given out.</param>
    /// <returns>Null for what is none.</returns>
    public static SharedFileCursor? Parse(string? text) =>
        text is { Length: <= 30 } && text.Split('.') is [var number, var position]
        && long.TryParse(number, System.Globalization.NumberStyles.None, null, out var n) && int.TryParse(position, System.Globalization.NumberStyles.None, null, out var p)
            ? new SharedFileCursor(n, p)
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}.{Position}");
}

/// <summary>A page of shared files, the newest first.</summary>
/// <param name="Files">The files.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record SharedFiles(IReadOnlyList<SharedFile> Files, SharedFileCursor? Next);

/// <summary>
/// Who may have a file: whoever can read a chat now in which a message sends it; before the first message its uploader alone. Looked up in the tables at
/// each question.
/// </summary>
public interface IFileReader
{
    /// <summary>Most files of a page.</summary>
    const int PageSize = 100;

    /// <summary>A file for somebody who wants its bytes. One query.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Null when it is not there, not ready, or not the caller's to have.</returns>
    ValueTask<ReadableFile?> Find(Caller caller, FileId id, CancellationToken cancel);

    /// <summary>Files for a message that somebody is about to post in a school.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="files">Which; each once, at most <see cref="FileLimits.PerMessage"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>All of them, in order; refused when one is not ready, not there or not the caller's to send.</returns>
    ValueTask<Outcome<Attachment[]>> ForPost(Caller caller, IReadOnlyList<FileId> files, CancellationToken cancel);

    /// <summary>Files of a kind in a chat, the newest first; those of deleted messages are not among them. One query.</summary>
    /// <param name="chat">Which chat.</param>
    /// <param name="reader">Who reads, and from where on.</param>
    /// <param name="kind">Which kind.</param>
    /// <param name="before">The page's beginning; null for the newest.</param>
    /// <param name="limit">1 to <see cref="PageSize"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A page.</returns>
    ValueTask<SharedFiles> OfChat(ChatId chat, ReaderWindow reader, FileKind kind, SharedFileCursor? before, int limit, CancellationToken cancel);
}
