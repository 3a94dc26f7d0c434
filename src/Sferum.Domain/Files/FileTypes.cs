using System.Text;

namespace Sferum.Files;

/// <summary>Knows a file by its content and not by what its sender calls it: a closed list, and nothing is unpacked.</summary>
public static class FileTypes
{
    /// <summary>So many bytes of the beginning and of the end are looked at.</summary>
    public const int Looked = 64 * 1024;

    /// <summary>JPEG.</summary>
    public static readonly FileType Jpeg = new("image/jpeg", FileNature.Picture, "jpg", "jpeg");

    /// <summary>PNG.</summary>
    public static readonly FileType Png = new("image/png", FileNature.Picture, "png");

    /// <summary>WebP.</summary>
    public static readonly FileType WebP = new("image/webp", FileNature.Picture, "webp");

    /// <summary>GIF.</summary>
    public static readonly FileType Gif = new("image/gif", FileNature.Picture, "gif");

    /// <summary>What voice messages are kept as.</summary>
    public static readonly FileType Voice = new("audio/mp4", FileNature.Sound, "m4a", "mp4");

    private static readonly FileType Zip = new("application/zip", FileNature.Document, "zip");
    private static readonly FileType Html = new("text/html", FileNature.Active, "html", "htm", "xhtml");
    private static readonly FileType Svg = new("image/svg+xml", FileNature.Active, "svg");
    private static readonly FileType Xml = new("text/xml", FileNature.Active, "xml");
    private static readonly FileType Text = new("text/plain", FileNature.Document, "txt", "csv", "md", "tsv", "json", "log");
    private static readonly FileType Program = new("application/x-executable", FileNature.Program, "exe", "dll", "com", "scr");

    private static readonly (byte[] Beginning, FileType Type)[] Beginnings =
    [
        ([0xFF, 0xD8, 0xFF], Jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Png),
        ("GIF87a"u8.ToArray(), Gif),
        ("GIF89a"u8.ToArray(), Gif),
        ("II*\0"u8.ToArray(), new("image/tiff", FileNature.ForeignPicture, "tif", "tiff")),
        ("MM\0*"u8.ToArray(), new("image/tiff", FileNature.ForeignPicture, "tif", "tiff")),
        ("%PDF-"u8.ToArray(), new("application/pdf", FileNature.Document, "pdf")),
        ("ID3"u8.ToArray(), new("audio/mpeg", FileNature.Sound, "mp3")),
        ([0xFF, 0xFB], new("audio/mpeg", FileNature.Sound, "mp3")),
        ([0xFF, 0xF3], new("audio/mpeg", FileNature.Sound, "mp3")),
        ("OggS"u8.ToArray(), new("audio/ogg", FileNature.Sound, "ogg", "oga", "opus")),
        ([0x1A, 0x45, 0xDF, 0xA3], new("video/webm", FileNature.Sound, "webm", "mkv")),
        ("fLaC"u8.ToArray(), new("audio/flac", FileNature.Sound, "flac")),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], new("application/x-7z-compressed", FileNature.Document, "7z")),
        ("Rar!"u8.ToArray(), new("application/vnd.rar", FileNature.Document, "rar")),
        ([0x1F, 0x8B], new("application/gzip", FileNature.Document, "gz", "tgz")),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], new("application/x-ole-storage", FileNature.Document, "doc", "xls", "ppt")),
        ("{\\rtf"u8.ToArray(), new("application/rtf", FileNature.Document, "rtf")),
        ("MZ"u8.ToArray(), Program),
        ([0x7F, 0x45, 0x4C, 0x46], Program),
        ([0xFE, 0xED, 0xFA], Program),
        ([0xCE, 0xFA, 0xED, 0xFE], Program),
        ([0xCF, 0xFA, 0xED, 0xFE], Program),
        ([0xCA, 0xFE, 0xBA, 0xBE], Program),
        ("dex\n"u8.ToArray(), Program),
        ("#!"u8.ToArray(), Program),
    ];

    /// <summary>What an archive holds, by a name in its list of files, which stands there in plain bytes.</summary>
    private static readonly (byte[] Name, FileType Type)[] Packed =
    [
        ("word/document.xml"u8.ToArray(), new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileNature.Document, "docx")),
        ("xl/workbook.xml"u8.ToArray(), new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileNature.Document, "xlsx")),
        ("ppt/presentation.xml"u8.ToArray(), new("application/vnd.openxmlformats-officedocument.presentationml.presentation", FileNature.Document, "pptx")),
        ("application/vnd.oasis.opendocument.text"u8.ToArray(), new("application/vnd.oasis.opendocument.text", FileNature.Document, "odt")),
        ("application/vnd.oasis.opendocument.spreadsheet"u8.ToArray(), new("application/vnd.oasis.opendocument.spreadsheet", FileNature.Document, "ods")),
        ("application/vnd.oasis.opendocument.presentation"u8.ToArray(), new("application/vnd.oasis.opendocument.presentation", FileNature.Document, "odp")),
        ("application/epub+zip"u8.ToArray(), new("application/epub+zip", FileNature.Document, "epub")),
        ("classes.dex"u8.ToArray(), Program),
    ];

    private static readonly HashSet<string> Ends = new(
        [.. Beginnings.Select(static b => b.Type).Concat(Packed.Select(static p => p.Type)).Concat([WebP, Zip, Html, Svg, Xml, Text, Voice]).SelectMany(static t => t.Extensions),
            "heic", "heif", "avif", "mov", "wav", "avi", "php", "js", "bat", "cmd", "ps1", "vbs", "jar", "apk", "sh", "msi", "lnk", "hta"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name's end is that of a type, and not a part of the name.</summary>
    /// <param name="end">The end, with or without its dot.</param>
    /// <returns>True for an end that is known.</returns>
    public static bool IsKnownEnd(string end) => Ends.Contains(end.TrimStart('.'));

    /// <summary>What a file is.</summary>
    /// <param name="head">Its first bytes, up to <see cref="Looked"/>.</param>
    /// <param name="tail">Its last bytes, up to <see cref="Looked"/>.</param>
    /// <returns>Its type; <see cref="FileType.Bytes"/> when nothing is known of it.</returns>
    public static FileType Of(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return OfArchive(head, tail);
        }

        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
        {
            return OfMovie(head[8..12]);
        }

        if (head.StartsWith("RIFF"u8) && head.Length >= 12)
        {
            return head[8..12].SequenceEqual("WEBP"u8) ? WebP
                : head[8..12].SequenceEqual("WAVE"u8) ? new("audio/wav", FileNature.Sound, "wav")
                : new("video/x-msvideo", FileNature.Sound, "avi");
        }

        foreach (var (beginning, type) in Beginnings)
        {
            if (head.StartsWith(beginning))
            {
                return type;
            }
        }

        return OfText(head);
    }

    private static FileType OfArchive(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        foreach (var (name, type) in Packed)
        {
            if (head.IndexOf(name) >= 0 || tail.IndexOf(name) >= 0)
            {
                return type;
            }
        }

        return Zip;
    }

    private static FileType OfMovie(ReadOnlySpan<byte> brand) => Encoding.ASCII.GetString(brand) switch
    {
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" => new("image/heic", FileNature.ForeignPicture, "heic", "heif"),
        "avif" or "avis" => new("image/avif", FileNature.ForeignPicture, "avif"),
        "M4A " or "M4B " => Voice,
        "qt  " => new("video/quicktime", FileNature.Sound, "mov"),
        _ => new("video/mp4", FileNature.Sound, "mp4", "m4v", "3gp"),
    };

    private static FileType OfText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || head.IndexOfAnyInRange((byte)0x00, (byte)0x08) >= 0)
        {
            return FileType.Bytes;
        }

        // Whatever a browser could take for a page, wherever in the beginning it stands.
        var text = Encoding.Latin1.GetString(head);
        bool Holds(string mark)
        {
            return text.Contains(mark, StringComparison.OrdinalIgnoreCase);
        }

        return Holds("<svg") ? Svg
            : Holds("<html") || Holds("<!doctype html") || Holds("<script") || Holds("<body") || Holds("<iframe") ? Html
            : Holds("<?xml") ? Xml
            : Text;
    }
}
