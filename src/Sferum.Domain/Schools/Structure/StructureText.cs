namespace Sferum.Schools;

/// <summary>What classes, subjects and groups may be called.</summary>
public static class StructureText
{
    /// <summary>The longest title.</summary>
    public const int MaxTitle = 100;

    /// <summary>The longest name of a parallel.</summary>
    public const int MaxGrade = 32;

    /// <summary>The most that one page of a list holds.</summary>
    public const int MaxPage = 200;

    /// <summary>The years that a school can have.</summary>
    public static bool IsYear(int year) => year is >= 2000 and <= 2100;

    /// <summary>A title, trimmed.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="field">Its name on the wire.</param>
    /// <param name="max">The longest it may be.</param>
    /// <returns>The title; refused when it is empty, too long, or has characters that nobody sees.</returns>
    public static Outcome<string> Title(string? text, string field = "title", int max = MaxTitle) =>
        text?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= max && !trimmed.Any(char.IsControl) ? trimmed : Refusals.FieldInvalid(field);

    /// <summary>A text that may be missing: null then.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="field">Its name on the wire.</param>
    /// <param name="max">The longest it may be.</param>
    /// <returns>The text or null.</returns>
    public static Outcome<string?> Optional(string? text, string field, int max)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (string?)null;
        }

        var title = Title(text, field, max);
        return title.IsRefused(out var refusal) ? refusal : (string?)title.Value;
    }
}
