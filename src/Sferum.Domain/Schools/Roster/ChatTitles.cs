namespace Sferum.Schools;

/// <summary>What the chats of a school are called.</summary>
/// <param name="Staff">The chat of everyone who works there.</param>
/// <param name="Guardians">The chat of a class's guardians; <c>{{class}}</c> is the class.</param>
/// <param name="Study">The chat of a section; <c>{{subject}}</c> and <c>{{class}}</c>.</param>
public sealed record ChatTitles(string Staff, string Guardians, string Study)
{
    /// <summary>Titles in a language.</summary>
    /// <param name="locale">One of <see cref="TextCatalogue.Locales"/>.</param>
    /// <returns>The titles.</returns>
    public static ChatTitles In(string locale) =>
        new(TextCatalogue.Render("roster.chat.staff", null, locale), TextCatalogue.Render("roster.chat.guardians", null, locale), TextCatalogue.Render("roster.chat.study", null, locale));

    public string OfGuardians(string schoolClass) => Guardians.Replace("{{class}}", schoolClass, StringComparison.Ordinal);

    /// <summary>Subject and class; of several groups that learn the same in one class, and without a class, the section's own title.</summary>
    public string OfSection(string title, string subject, string? schoolClass, bool oneOfSeveral) => schoolClass is null || oneOfSeveral
        ? title
        : Study.Replace("{{subject}}", subject, StringComparison.Ordinal).Replace("{{class}}", schoolClass, StringComparison.Ordinal);
}
