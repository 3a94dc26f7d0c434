namespace Sferum.Operators;

/// <summary>Maintenance as it is announced to everybody: it stands over each page from the moment it is set until the work is over.</summary>
/// <param name="Text">What will be, in Russian.</param>
/// <param name="TextEn">The same in English; null: the Russian text is shown.</param>
/// <param name="From">When the work begins.</param>
/// <param name="Until">When it is over.</param>
public sealed record MaintenanceNotice(string Text, string? TextEn, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Most characters of a text.</summary>
    public const int MaxText = 500;

    /// <summary>The longest work.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Texts without white space around them; an empty English one is none.</summary>
    /// <returns>The same notice, tidied.</returns>
    public MaintenanceNotice Tidy() => this with { Text = Text.Trim(), TextEn = string.IsNullOrWhiteSpace(TextEn) ? null : TextEn.Trim() };

    /// <summary>Why it can't be announced.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The first field that is wrong; null when none is.</returns>
    public Refusal? Check(DateTimeOffset now) =>
        !IsText(Text) ? Refusals.FieldInvalid("text")
        : TextEn is { } english && !IsText(english) ? Refusals.FieldInvalid("textEn")
        : Until <= now || Until <= From || Until - From > Longest ? Refusals.FieldInvalid("until")
        : null;

    private static bool IsText(string text) => text.Length is > 0 and <= MaxText && !text.Any(static c => char.IsControl(c) && c != '\n');
}
