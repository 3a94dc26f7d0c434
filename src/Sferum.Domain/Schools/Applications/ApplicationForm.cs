using System.Net.Mail;

namespace Sferum.Schools;

/// <summary>What a school says of itself when it asks to be taken on (2.1-1).</summary>
public sealed record ApplicationForm
{
    private const int MaxEmail = 200;

    /// <summary>The school: name, time zone, address, e-mail, INN and OGRN.</summary>
    public required SchoolCard School { get; init; }

    /// <summary>The director, as the order says.</summary>
    public required NamedPerson Director { get; init; }

    /// <summary>The administrator whom the order appoints.</summary>
    public required NamedPerson Admin { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required string ContactEmail { get; init; }

    /// <summary>The order.</summary>
    public required OrderMark Order { get; init; }

    /// <summary>The language of the answer.</summary>
    public required string Locale { get; init; }

    /// <summary>The form with its texts trimmed, empty ones gone.</summary>
    /// <returns>The same form, tidy.</returns>
    public ApplicationForm Tidy() => this with
    {
        School = School.Tidy(), Director = Director.Tidy(), Admin = Admin.Tidy(), ContactEmail = ContactEmail.Trim(), Order = Order.Tidy(),
    };

    /// <summary>Whether every field has a value that it can have. Without its numbers, its address and its e-mail no school is taken on.</summary>
    /// <returns>Null, or the field that has not.</returns>
    public Refusal? Check() =>
        School.Check()
        ?? (School.Address is null ? Refusals.FieldInvalid("address")
            : School.Email is null ? Refusals.FieldInvalid("email")
            : School.Inn is null ? Refusals.FieldInvalid("inn")
            : School.Ogrn is null ? Refusals.FieldInvalid("ogrn")
            : null)
        ?? Director.Check("director")
        ?? Admin.Check("admin")
        ?? (IsEmail(ContactEmail) ? null : Refusals.FieldInvalid("contactEmail"))
        ?? Order.Check();

    private static bool IsEmail(string text) =>
        text.Length is > 0 and <= MaxEmail && !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
