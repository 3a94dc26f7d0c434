using System.Net.Mail;

namespace Sferum.Schools;

/// <summary>A school's card (2.1-4). Every change is an act with the card before and after in the record.</summary>
public sealed record SchoolCard
{
    private const int MaxText = 200;

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>IANA zone in which its days begin.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Postal address.</summary>
    public string? Address { get; init; }

    /// <summary>Where letters to it go.</summary>
    public string? Email { get; init; }

    /// <summary>Its page: http or https.</summary>
    public string? Site { get; init; }

    /// <summary>INN, ten digits; among living schools it is there once.</summary>
    public string? Inn { get; init; }

    /// <summary>OGRN, thirteen digits; among living schools it is there once.</summary>
    public string? Ogrn { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public long Revision { get; init; }

    /// <summary>The card with its texts trimmed, empty ones gone.</summary>
    /// <returns>The same card, tidy.</returns>
    public SchoolCard Tidy() => this with
    {
        Name = Name.Trim(), TimeZone = TimeZone.Trim(), Address = Trim(Address), Email = Trim(Email), Site = Trim(Site), Inn = Trim(Inn), Ogrn = Trim(Ogrn),
    };

    /// <summary>Whether every field has a value that it can have.</summary>
    /// <returns>Null, or the field that has not.</returns>
    public Refusal? Check() =>
        !IsText(Name) || Name.Length == 0 ? Refusals.FieldInvalid("name")
        : !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) ? Refusals.FieldInvalid("timeZone")
        : !IsText(Address) ? Refusals.FieldInvalid("address")
        : Email is not null && (Email.Length > MaxText || !MailAddress.TryCreate(Email, out _)) ? Refusals.FieldInvalid("email")
        : Site is not null && !IsSite(Site) ? Refusals.FieldInvalid("site")
        : Inn is not null && !SchoolNumbers.IsInn(Inn) ? Refusals.FieldInvalid("inn")
        : Ogrn is not null && !SchoolNumbers.IsOgrn(Ogrn) ? Refusals.FieldInvalid("ogrn")
        : null;

    private static string? Trim(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private static bool IsText(string? text) => text is null || (text.Length <= MaxText && !text.Any(char.IsControl));

    private static bool IsSite(string site) =>
        site.Length <= MaxText && Uri.TryCreate(site, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
