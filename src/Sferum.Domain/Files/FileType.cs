namespace Sferum.Files;

/// <summary>What is done with files of a type.</summary>
public enum FileNature
{
    /// <summary>A picture that the server writes anew.</summary>
    Picture,

    /// <summary>A picture that may tell where it was made and can't be cleaned here: refused.</summary>
    ForeignPicture,

    /// <summary>Sound, alone or with a film: a voice message when it is sent as one.</summary>
    Sound,

    /// <summary>A document, an archive, anything else that is kept as it came.</summary>
    Document,

    /// <summary>A browser would run it: kept, and given out as bytes only.</summary>
    Active,

    /// <summary>A program: refused.</summary>
    Program,
}

/// <summary>A type of file.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Nature">What is done with it.</param>
/// <param name="Extensions">What names of such files end in; the first is the usual one. Empty when anything may.</param>
public sealed record FileType(string MediaType, FileNature Nature, params IReadOnlyList<string> Extensions)
{
    /// <summary>Bytes of which nothing is known.</summary>
    public static readonly FileType Bytes = new("application/octet-stream", FileNature.Document);

    /// <summary>What it is given out as: a type that a browser would run is bytes to it.</summary>
    public string SentAs => Nature == FileNature.Active ? Bytes.MediaType : MediaType;
}
