namespace Sferum.Schools;

/// <summary>What a local act is for.</summary>
public enum LocalActKind
{
    /// <summary>The school's regulation (Положение): its people accept it at sign-in.</summary>
    Regulation,

    /// <summary>The text of the consent that a legal representative gives for a student under 14.</summary>
    Consent,
}

/// <summary>Codes of kinds, on the wire and in the database.</summary>
public static class LocalActKinds
{
    /// <summary>The code of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The code.</returns>
    public static string Code(this LocalActKind kind) => kind == LocalActKind.Consent ? "consent" : "regulation";

    /// <summary>The kind with a code.</summary>
    /// <param name="code">The code; null stands for the regulation.</param>
    /// <returns>The kind; null for an unknown code.</returns>
    public static LocalActKind? Parse(string? code) => code switch
    {
        null or "regulation" => LocalActKind.Regulation,
        "consent" => LocalActKind.Consent,
        _ => null,
    };
}

/// <summary>A version of a local act. A draft becomes active once; exactly one version of a kind is active in a school, and those before it are kept.</summary>
public sealed record LocalAct
{
    /// <summary>What for.</summary>
    public required LocalActKind Kind { get; init; }

    /// <summary>1, 2, … in the school and kind.</summary>
    public required int Version { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text or Markdown; null when it is a file, and in lists.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it is a PDF file.</summary>
    public bool HasFile { get; init; }

    /// <summary>When it was drafted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it came into force; null for a draft.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>When the next version took its place.</summary>
    public DateTimeOffset? RetiredAt { get; init; }
}

/// <summary>A local act to be drafted: a text or a file.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Text">At most <see cref="MaxText"/> characters.</param>
/// <param name="File">A PDF of at most <see cref="MaxFile"/> bytes.</param>
public sealed record LocalActDraft(string Title, string? Text, byte[]? File)
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxText = 100_000;

    /// <summary>Largest file, in bytes.</summary>
    public const int MaxFile = 5 * 1024 * 1024;

    private const int MaxTitle = 200;

    /// <summary>Whether it can be kept.</summary>
    /// <returns>Null, or the field that can't be so.</returns>
    public Refusal? Check() =>
        string.IsNullOrWhiteSpace(Title) || Title.Length > MaxTitle || Title.Any(char.IsControl) ? Refusals.FieldInvalid("title")
        : Text is null == File is null ? Refusals.FieldInvalid("text")
        : Text is not null && (string.IsNullOrWhiteSpace(Text) || Text.Length > MaxText || Text.Contains('\0', StringComparison.Ordinal)) ? Refusals.FieldInvalid("text")
        : File is not null && (File.Length > MaxFile || !File.AsSpan().StartsWith("%PDF-"u8)) ? Refusals.FieldInvalid("file")
        : null;
}

/// <summary>What a person is to read and has accepted.</summary>
/// <param name="Active">The version in force; null when there is none.</param>
/// <param name="AcceptedAt">When the person accepted this version; null when not yet.</param>
/// <param name="Required">Whether nothing but reading and accepting it is open to those who have not.</param>
public sealed record ActiveLocalAct(LocalAct? Active, DateTimeOffset? AcceptedAt, bool Required);

/// <summary>A regulation that waits for a person.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="Required">Whether the rest is closed until it is accepted.</param>
public sealed record PendingRegulation(int Version, bool Required);

/// <summary>Who has accepted the regulation and who has not.</summary>
/// <param name="Version">The version in force; null when there is none.</param>
/// <param name="Accepted">How many of the school's people have.</param>
/// <param name="Missing">How many have not.</param>
/// <param name="People">Those asked for, by name; at most 100.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record AcceptancePage(int? Version, int Accepted, int Missing, IReadOnlyList<AcceptanceLine> People, string? Next);

/// <summary>One of them.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="AcceptedAt">When; null when not yet.</param>
public sealed record AcceptanceLine(People.PersonId Person, string Name, DateTimeOffset? AcceptedAt);
