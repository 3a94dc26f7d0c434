namespace Sferum.Files;

/// <summary>Where the bytes of a file lie: everything of one file stands under its id.</summary>
/// <param name="File">The file.</param>
/// <param name="Part">What of it: letters, digits and <c>-</c>.</param>
public readonly record struct FileKey(FileId File, string Part)
{
    /// <summary>What is downloaded.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Its key.</returns>
    public static FileKey Content(FileId file) => new(file, "content");

    /// <summary>The small thumbnail.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Its key.</returns>
    public static FileKey Small(FileId file) => new(file, "small");

    /// <summary>The large thumbnail.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Its key.</returns>
    public static FileKey Large(FileId file) => new(file, "large");

    /// <summary>A part of an upload.</summary>
    /// <param name="file">The file.</param>
    /// <param name="piece">The part.</param>
    /// <returns>Its key.</returns>
    public static FileKey Piece(FileId file, Guid piece) => new(file, $"{Pieces}{piece:N}");

    /// <summary>What the keys of all parts of an upload begin with.</summary>
    public const string Pieces = "piece-";
}

/// <summary>
/// The store of bytes: a folder or S3. What is stored is whole or not there; what is stored again under its key replaces what was there. Errors of the
/// store are <see cref="IOException"/>.
/// </summary>
public interface IFileStore
{
    /// <summary>Stores bytes; they are safe when this returns.</summary>
    /// <param name="key">Under which key.</param>
    /// <param name="content">From where; read to the end.</param>
    /// <param name="length">How many they are.</param>
    /// <param name="cancel">Cancels: then nothing is stored.</param>
    /// <returns>When they are stored.</returns>
    Task Put(FileKey key, Stream content, long length, CancellationToken cancel);

    /// <summary>Opens bytes for reading from one place on.</summary>
    /// <param name="key">Under which key.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="cancel">Cancels the opening and the reading.</param>
    /// <returns>A stream that ends after <paramref name="length"/> bytes; null when there is nothing under the key.</returns>
    Task<Stream?> Open(FileKey key, long from, long length, CancellationToken cancel);

    /// <summary>Removes everything of a file whose part begins so.</summary>
    /// <param name="file">The file.</param>
    /// <param name="parts">The beginning; empty for all of it.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>When it is gone; removing what is not there is no error.</returns>
    Task Remove(FileId file, string parts, CancellationToken cancel);
}
