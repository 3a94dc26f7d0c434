using Sferum.Chats;

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

    /// <summary>The chats that a class has.</summary>
    public IReadOnlyList<(ChatKind Kind, string Title)> OfClass(string schoolClass) => [(ChatKind.Class, schoolClass), (ChatKind.Guardians, OfGuardians(schoolClass))];

    /// <summary>The chats that a school has.</summary>
    public IReadOnlyList<(ChatKind Kind, string Title)> OfSchool(string school) => [(ChatKind.School, school), (ChatKind.Staff, Staff)];

    public string OfGuardians(string schoolClass) => Guardians.Replace("{{class}}", schoolClass, StringComparison.Ordinal);

    /// <summary>Subject and class; of several groups that learn the same in one class, and without a class, the section's own title.</summary>
    public string OfSection(string title, string subject, string? schoolClass, bool oneOfSeveral) => schoolClass is null || oneOfSeveral
        ? title
        : Study.Replace("{{subject}}", subject, StringComparison.Ordinal).Replace("{{class}}", schoolClass, StringComparison.Ordinal);

    /// <summary>What a section that people made is called, and its chat: subject and class or parallel, and the group's name.</summary>
    public string OfGroup(string subject, string place, string group)
    {
        var whole = Study.Replace("{{subject}}", subject, StringComparison.Ordinal).Replace("{{class}}", place, StringComparison.Ordinal);
        return group.Length == 0 ? whole : $"{whole} · {group}";
    }
}
