using Sferum.People;

namespace Sferum.Schools;

/// <summary>Somebody whom an order names: whoever signs in with this phone is that person.</summary>
/// <param name="FamilyName">Family name.</param>
/// <param name="GivenName">Given name.</param>
/// <param name="MiddleName">Patronymic; null when there is none.</param>
/// <param name="Phone">E.164; empty for what is no phone that can receive a code.</param>
public sealed record NamedPerson(string FamilyName, string GivenName, string? MiddleName, string Phone)
{
    private const int MaxName = 100;

    /// <summary>How chats show an adult.</summary>
    public string DisplayName => MiddleName is null ? $"{FamilyName} {GivenName}" : $"{FamilyName} {GivenName} {MiddleName}";

    /// <summary>Without space around the names, an empty patronymic gone.</summary>
    /// <returns>The same person, tidy.</returns>
    public NamedPerson Tidy() => this with
    {
        FamilyName = FamilyName.Trim(),
        GivenName = GivenName.Trim(),
        MiddleName = MiddleName?.Trim() is { Length: > 0 } middle ? middle : null,
    };

    /// <summary>Whether somebody can be called so and reached so.</summary>
    /// <param name="fields">How the fields are called on the wire, without what distinguishes them: <c>director</c> for <c>directorPhone</c>.</param>
    /// <returns>Null, or the field that can not be so.</returns>
    public Refusal? Check(string fields) =>
        !IsName(FamilyName) ? Invalid(fields, "FamilyName")
        : !IsName(GivenName) ? Invalid(fields, "GivenName")
        : MiddleName is not null && !IsName(MiddleName) ? Invalid(fields, "MiddleName")
        : Phone.Length == 0 ? Invalid(fields, "Phone")
        : null;

    /// <summary>Says nothing of who it is.</summary>
    public override string ToString() => "person";

    private static Refusal Invalid(string whose, string field) =>
        Refusals.FieldInvalid(whose.Length > 0 ? whose + field : char.ToLowerInvariant(field[0]) + field[1..]);

    private static bool IsName(string name) => name.Length is > 0 and <= MaxName && !name.Any(char.IsControl);
}

/// <summary>Whom an order appoints: somebody of the school, or somebody by name and phone. Exactly one of the two.</summary>
/// <param name="Person">Somebody who works at the school.</param>
/// <param name="Named">Somebody by name and phone.</param>
public sealed record Appointee(PersonId? Person, NamedPerson? Named)
{
    /// <summary>Whether it names somebody.</summary>
    /// <returns>Null, or the field that can not be so.</returns>
    public Refusal? Check() => Person is null == Named is null ? Refusals.FieldInvalid("person") : Named?.Check("");
}
