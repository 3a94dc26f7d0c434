using System.Globalization;
using System.Security.Cryptography;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>The six digits that a phone receives.</summary>
public static class OneTimeCode
{
    /// <summary>A fresh code; each value is equally likely, leading zeros included.</summary>
    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The code as it is stored: bound to its attempt, so that equal codes of two attempts have different hashes.</summary>
    public static byte[] Hash(IKeyRing keys, Guid attempt, string code) => keys.SecretHash("code", $"{attempt:N}:{code}");

    /// <summary>What a person typed, without the spaces and dashes that keyboards and messages add; null when it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 20 })
        {
            return null;
        }

        Span<char> digits = stackalloc char[SignInLimits.CodeDigits];
        var count = 0;
        foreach (var c in typed)
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == digits.Length)
                {
                    return null;
                }

                digits[count++] = c;
            }
            else if (c is not (' ' or '-' or '\u00A0'))
            {
                return null;
            }
        }

        return count == digits.Length ? new string(digits) : null;
    }
}
