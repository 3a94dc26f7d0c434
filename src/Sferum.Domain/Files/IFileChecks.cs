namespace Sferum.Files;

/// <summary>What a scan found.</summary>
public enum ScanVerdict
{
    /// <summary>Nothing bad is known of it.</summary>
    Clean,

    /// <summary>A virus.</summary>
    Infected,

    /// <summary>It could not be scanned now: it is not clean.</summary>
    NotScanned,
}

/// <summary>Looks for viruses.</summary>
public interface IVirusScanner
{
    /// <summary>Scans a file.</summary>
    /// <param name="content">From its beginning.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What was found; without a scanner everything is clean.</returns>
    ValueTask<ScanVerdict> Scan(Stream content, CancellationToken cancel);
}

/// <summary>A picture that was written anew.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record CleanPicture(int Width, int Height);

/// <summary>Writes pictures anew: without place, device and colour profile, upright, and with thumbnails. Hostile pictures harm nothing but themselves.</summary>
public interface IPictures
{
    /// <summary>Writes a picture anew.</summary>
    /// <param name="source">The picture's file.</param>
    /// <param name="type">JPEG, PNG, WebP or GIF; it stays that.</param>
    /// <param name="folder">Where the files <c>content</c> and <c>small</c> go, and <c>large</c> when the picture is larger than that.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What was made; refused when it has too many pixels or is damaged.</returns>
    Task<Outcome<CleanPicture>> Clean(string source, FileType type, string folder, CancellationToken cancel);
}

/// <summary>A recording that was written anew.</summary>
/// <param name="DurationMs">How long it lasts.</param>
/// <param name="Peaks">As in <see cref="Attachment.Peaks"/>.</param>
public sealed record CleanVoice(int DurationMs, byte[] Peaks);

/// <summary>Writes voice messages anew, in the one format that every browser plays.</summary>
public interface IVoices
{
    /// <summary>Whether there is what reads them; where there is not, none is taken.</summary>
    bool IsOn { get; }

    /// <summary>Writes a recording anew.</summary>
    /// <param name="source">The recording's file.</param>
    /// <param name="type">What it is.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>What was made; refused when it is too long, damaged or no sound.</returns>
    Task<Outcome<CleanVoice>> Clean(string source, FileType type, string target, CancellationToken cancel);
}
