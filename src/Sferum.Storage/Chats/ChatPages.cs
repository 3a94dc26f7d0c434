using System.Data.Common;
using System.Globalization;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Pages of one chat. Numbers are dense, so a page is arithmetic between the ends of the reader's window.</summary>
internal sealed class ChatPages(IDatabase database, LogRenderer renderer)
{
    public async Task<LogPage> Page(ChatId chat, ReaderWindow reader, PageAt at, int limit, CancellationToken cancel)
    {
        limit = Math.Clamp(limit, 1, ChatLimits.PageSize);
        await using var connection = await database.Read(cancel);
        var (head, rev) = await Ends(connection, chat, cancel);
        var (lower, upper) = (reader.From, Math.Max(reader.From, Math.Min(head, reader.To ?? head)));
        var firstSince = at is PageAt.From from ? await FirstSince(connection, chat, lower, upper, from.Time, cancel) : null;
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

    private static async Task<(long Head, long Rev)> Ends(DbConnection connection, ChatId chat, CancellationToken cancel)
    {
        const string sql = """
            SELECT coalesce((SELECT x.number FROM chat_log x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1), 0), c.rev
            FROM chat c WHERE c.id = @chat
            """;
        await using var command = connection.Statement(sql, ("chat", chat.Value));
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? (row.GetInt64(0), row.GetInt64(1)) : (0, 0);
    }

    /// <summary>The first row of (lower, upper] at or after a time. Times go with the numbers, so halving finds it, and posts pay for no index by time.</summary>
    private static async Task<long?> FirstSince(DbConnection connection, ChatId chat, long lower, long upper, DateTimeOffset time, CancellationToken cancel)
    {
        const string sql = """
            WITH RECURSIVE search (lo, hi) AS (
              SELECT CAST(@lower AS bigint), CAST(@upper AS bigint) + 1
              UNION ALL
              SELECT CASE WHEN l.at < @time THEN l.number ELSE s.lo END, CASE WHEN l.at < @time THEN s.hi ELSE l.number END
              FROM search s JOIN chat_log l ON l.chat_id = @chat AND l.number = (s.lo + s.hi) / 2
              WHERE s.hi - s.lo > 1)
            SELECT min(hi) FROM search
            """;
        await using var command = connection.Statement(sql, ("chat", chat.Value), ("lower", lower), ("upper", upper), ("time", time.ToUnixTimeMilliseconds()));
        var first = Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
        return first > upper ? null : first;
    }
}
