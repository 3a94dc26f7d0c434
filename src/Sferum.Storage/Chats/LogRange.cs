using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Rows (After, UpTo] of a chat, for a reader to whom messages up to Window do not exist.</summary>
internal readonly record struct LogRange(Guid Chat, long After, long UpTo, long Window)
{
    public static InlineTable Table(IDatabase database, IReadOnlyList<LogRange> ranges) => new(
        database,
        "r",
        ("chat", ranges.Select(static r => r.Chat).ToArray()),
        ("lo", ranges.Select(static r => r.After).ToArray()),
        ("hi", ranges.Select(static r => r.UpTo).ToArray()));
}
