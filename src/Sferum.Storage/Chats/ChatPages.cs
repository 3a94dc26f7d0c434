using System.Data.Common;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Pages of one chat. Numbers are dense, so a page is arithmetic between the ends of the reader's window.</summary>
internal sealed class ChatPages(IDatabase database, LogRenderer renderer)
{
    public async Task<LogPage> Page(ChatId chat, ReaderWindow reader, PageAt at, int limit, CancellationToken cancel)
    {
        limit = Math.Clamp(limit, 1, ChatLimits.PageSize);
        await using var connection = await database.Read(cancel);
        var (head, rev, firstSince) = await Ends(connection, chat, reader, at, cancel);
        var (lower, upper) = (reader.From, Math.Max(reader.From, Math.Min(head, reader.To ?? head)));
        var (after, upTo) = Cut(at, lower, upper, limit, firstSince);
        var events = after < upTo
            ? (await renderer.Render(connection, [new LogRange(chat.Value, after, upTo, reader.From)], reader.Person, withState: true, cancel))
                .GetValueOrDefault(chat.Value) ?? []
            : [];

        // To whoever has left, the chat ends where the membership did.
        return new LogPage(events, Math.Min(head, reader.To ?? head), rev, HasEarlier: after > lower, HasLater: upTo < upper);
    }

    public async Task<IReadOnlyList<ChatEvent>> Rows(ChatId chat, long after, long upTo, CancellationToken cancel)
    {
        after = Math.Max(after, 0);
        upTo = Math.Min(upTo, after + ChatLimits.PageSize);
        await using var connection = await database.Read(cancel);
        return (await renderer.Render(connection, [new LogRange(chat.Value, after, upTo, Window: 0)], reader: null, withState: true, cancel)).GetValueOrDefault(chat.Value) ?? [];
    }

    /// <summary>The page (after, upTo] inside (lower, upper].</summary>
    internal static (long After, long UpTo) Cut(PageAt at, long lower, long upper, int limit, long? firstSince)
    {
        long After(long number)
        {
            return Math.Clamp(number, lower, upper);
        }

        switch (at)
        {
            case PageAt.Before before:
                var end = After(Math.Max(before.Number, 1) - 1);
                return (After(end - limit), end);
            case PageAt.After behind:
                var start = After(behind.Number);
                return (start, Math.Min(upper, start + limit));
            case PageAt.Around around:
                var middle = Math.Clamp(around.Number, Math.Min(lower + 1, upper), upper);
                var last = Math.Min(upper, Math.Max(middle + ((limit - 1) / 2), lower + limit));
                return (After(last - limit), last);
            case PageAt.From:
                var first = firstSince is { } number ? After(number - 1) : upper;
                return (first, Math.Min(upper, first + limit));
            default:
                return (After(upper - limit), upper);
        }
    }

    private static async Task<(long Head, long Rev, long? FirstSince)> Ends(DbConnection connection, ChatId chat, ReaderWindow reader, PageAt at, CancellationToken cancel)
    {
        // The search by time begins at the window's first row, not at the chat's: no reader pays for what came before.
        var sql = $"""
            SELECT coalesce((SELECT x.number FROM chat_log x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1), 0), c.rev,
              {(at is PageAt.From ? """
              (SELECT x.number FROM chat_log x WHERE x.chat_id = c.id AND x.number > @from
               AND x.at >= @time AND x.at >= (SELECT y.at FROM chat_log y WHERE y.chat_id = c.id AND y.number = @from + 1)
               ORDER BY x.at, x.number LIMIT 1)
              """ : "NULL")}
            FROM chat c WHERE c.id = @chat
            """;
        await using var command = connection.Statement(
            sql, ("chat", chat.Value), ("from", reader.From), ("time", (at as PageAt.From)?.Time.ToUnixTimeMilliseconds() ?? 0L));
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? (row.GetInt64(0), row.GetInt64(1), row.Number(2)) : (0, 0, null);
    }
}
