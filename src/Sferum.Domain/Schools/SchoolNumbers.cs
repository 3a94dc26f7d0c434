namespace Sferum.Schools;

/// <summary>Check digits of a Russian organisation's numbers, so that a slip of the finger is caught before anybody looks the school up.</summary>
public static class SchoolNumbers
{
    private static readonly int[] InnWeights = [2, 4, 10, 3, 5, 9, 4, 6, 8];

    /// <summary>Whether it is an INN of an organisation: ten digits, the last one the weighted sum of the others modulo 11, modulo 10.</summary>
    /// <param name="inn">Digits.</param>
    /// <returns>True when the check digit fits.</returns>
    public static bool IsInn(string inn)
    {
        ArgumentNullException.ThrowIfNull(inn);
        return inn.Length == 10 && inn.All(char.IsAsciiDigit) && InnWeights.Select((w, i) => w * (inn[i] - '0')).Sum() % 11 % 10 == inn[9] - '0';
    }

    /// <summary>Whether it is an OGRN: thirteen digits, the last one the number before it modulo 11, modulo 10.</summary>
    /// <param name="ogrn">Digits.</param>
    /// <returns>True when the check digit fits.</returns>
    public static bool IsOgrn(string ogrn)
    {
        ArgumentNullException.ThrowIfNull(ogrn);
        return ogrn.Length == 13 && ogrn.All(char.IsAsciiDigit)
            && long.Parse(ogrn.AsSpan(0, 12), System.Globalization.CultureInfo.InvariantCulture) % 11 % 10 == ogrn[12] - '0';
    }
}
