namespace Sferum;

/// <content>What a school refuses about its card and structure.</content>
public static partial class Refusals
{
    /// <summary>Somebody else has changed the card since it was read: read it again.</summary>
    public static readonly Refusal CardChanged = new("school.card_changed");

    /// <summary>There is a school with this INN or OGRN already.</summary>
    public static readonly Refusal SchoolNumberTaken = new("school.number_taken");

    /// <summary>A field has a value that it can't have.</summary>
    /// <param name="field">The field's name on the wire.</param>
    /// <returns>The refusal.</returns>
    public static Refusal FieldInvalid(string field) => new("school.field_invalid", Args: new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = field });
}
