using System.Globalization;
using System.Text;

namespace Sferum.Schools;

/// <summary>The name that somebody gives who comes in by a link and has none yet.</summary>
/// <param name="Family">Family name.</param>
/// <param name="Given">Given name.</param>
/// <param name="Middle">Patronymic or middle name; null for none.</param>
public sealed record ApplicantName(string Family, string Given, string? Middle)
{
    /// <summary>Characters of each part, at most.</summary>
    public const int MaxLength = 60;

    /// <summary>Trimmed, composed, without doubled spaces; an empty middle name is none.</summary>
    public ApplicantName Tidy() => new(Tidy(Family), Tidy(Given), Middle is null || string.IsNullOrWhiteSpace(Middle) ? null : Tidy(Middle));

    /// <summary>Whether each part can be a name. Ask after <see cref="Tidy()"/>.</summary>
    /// <returns>Null, or the part that can't.</returns>
    public Refusal? Check() =>
        !IsName(Family) ? Refusals.FieldInvalid("familyName")
        : !IsName(Given) ? Refusals.FieldInvalid("givenName")
        : Middle is not null && !IsName(Middle) ? Refusals.FieldInvalid("middleName")
        : null;

    /// <summary>How chats show the person: as the roster does, family name first, adults with the middle name.</summary>
    /// <param name="student">Whether the person comes as a student.</param>
    public string Display(bool student) => student || Middle is null ? $"{Family} {Given}" : $"{Family} {Given} {Middle}";

    /// <summary>Whether it may be the same name, written otherwise: case, ё and spaces make no difference, and a middle name only where both have one.</summary>
    /// <param name="other">Another name.</param>
    /// <returns>True when it may.</returns>
    public bool IsLike(ApplicantName other) =>
        Bare(Family) == Bare(other.Family) && Bare(Given) == Bare(other.Given)
        && (Middle is null || other.Middle is null || Bare(Middle) == Bare(other.Middle));

    private static string Bare(string text) => Tidy(text).ToUpperInvariant().Replace('Ё', 'Е');

    private static string Tidy(string? text)
    {
        // A lone surrogate can't be normalised; the check refuses it.
        var words = string.Join(' ', (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        try
        {
            return words.Normalize();
        }
        catch (ArgumentException)
        {
            return words;
        }
    }

    /// <summary>Letters of any script, with what stands between them in names; no digits, no signs, nothing unseen.</summary>
    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength
        && char.IsLetter(text, 0)
        && text.EnumerateRunes().All(static r => Rune.IsLetter(r)
            || Rune.GetUnicodeCategory(r) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || r.Value is ' ' or '-' or '\'' or '’' or '.' or '‐');
}
