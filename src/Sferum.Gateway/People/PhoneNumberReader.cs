using PhoneNumbers;

namespace Sferum.People;

/// <summary>Reads phone numbers as people write them.</summary>
public static class PhoneNumberReader
{
    private const int MaxLength = 40;

    /// <summary>The number in E.164, when a text message can reach it.</summary>
    /// <param name="text">8…, +7…, bare ten digits, with any spaces, dashes and brackets.</param>
    /// <param name="region">The country of numbers without a country code.</param>
    /// <returns>Null for anything else: short numbers, land lines, free and paid lines.</returns>
    public static string? Read(string? text, string region = "RU")
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            return null;
        }

        var phones = PhoneNumberUtil.GetInstance();
        try
        {
            var number = phones.Parse(text, region);

            // An extension cannot receive a text; parsing alone takes "12345" for a Russian number.
            return !number.HasExtension
                && phones.IsValidNumber(number)
                && phones.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
                ? phones.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
