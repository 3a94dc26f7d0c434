using System.Security.Cryptography;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>
/// Personal one-time secrets in Crockford's base 32: no letter looks like a digit, case does not matter, groups of four are easy to copy from paper.
/// A secret comes whole (in a link's fragment) or in groups (on paper); both are read alike.
/// </summary>
public static class ClaimCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Group = 4;
    private const int MinLength = 16;
    private const int MaxLength = 64;

    /// <summary>A code for a sheet of paper: 80 random bits in four groups of four.</summary>
    public static string ForPaper() => string.Join('-', Random(16).Chunk(Group).Select(static g => new string(g)));

    /// <summary>A secret for a link: 160 random bits, no dashes.</summary>
    public static string ForLink() => Random(32);

    /// <summary>The secret as it is stored; null when the text cannot be one.</summary>
    public static byte[]? Hash(IKeyRing keys, string? text) => Read(text) is { } code ? keys.SecretHash("claim", code) : null;

    /// <summary>The bare characters of what a person typed; null when it cannot be a code.</summary>
    public static string? Read(string? text)
    {
        if (text is null || text.Length > MaxLength * 2)
        {
            return null;
        }

        Span<char> read = stackalloc char[MaxLength];
        var count = 0;
        foreach (var c in text)
        {
            if (c is '-' or ' ' or '\u00A0')
            {
                continue;
            }

            var value = char.ToUpperInvariant(c) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
            if (count == read.Length || !Alphabet.Contains(value, StringComparison.Ordinal))
            {
                return null;
            }

            read[count++] = value;
        }

        return count >= MinLength ? new string(read[..count]) : null;
    }

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
