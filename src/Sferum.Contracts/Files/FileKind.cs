namespace Sferum.Files;

/// <summary>What a file is shown as.</summary>
[GenerateSerializer, Alias("sferum.file.kind")]
public enum FileKind
{
    /// <summary>A picture: written anew by the server, with thumbnails.</summary>
    Picture = 1,

    /// <summary>A voice message: written anew by the server, with its duration and the shape of its sound.</summary>
    Voice = 2,

    /// <summary>Anything else: kept as it came.</summary>
    Other = 3,
}

/// <summary>Codes of kinds of files on the wire and in the database.</summary>
public static class FileKindCodes
{
    private static readonly (FileKind Kind, string Code)[] Codes = [(FileKind.Picture, "picture"), (FileKind.Voice, "voice"), (FileKind.Other, "other")];

    /// <summary>The code of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The code.</returns>
    public static string Code(this FileKind kind) => Codes.First(c => c.Kind == kind).Code;

    /// <summary>The kind with a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The kind; null when there is none.</returns>
    public static FileKind? Find(string? code) => Codes.Where(c => c.Code == code).Select(static c => (FileKind?)c.Kind).FirstOrDefault();
}
