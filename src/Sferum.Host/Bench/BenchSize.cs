using System.Globalization;

namespace Sferum.Bench;

/// <summary>So many chats of so many members each: <c>200x30</c>.</summary>
internal readonly record struct BenchSize(int Chats, int Members)
{
    private const int MostPeople = 200_000;

    public int People => Chats * Members;

    /// <summary>Reads <c>COUNTxMEMBERS</c>; null for any other text.</summary>
    public static BenchSize? Read(string text)
    {
        var parts = text.Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var chats)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var members)
            && chats > 0 && members > 0 && (long)chats * members <= MostPeople
            ? new BenchSize(chats, members)
            : null;
    }
}
