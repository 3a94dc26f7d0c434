using Microsoft.Data.Sqlite;
using Sferum.Chats;

namespace Sferum.Running;

/// <summary>Messages by the thousand, put straight into the host's own database: one a minute, up to yesterday.</summary>
internal static class LongHistory
{
    private const string Rows = "WITH RECURSIVE rows (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM rows WHERE n < $count)";

    /// <summary>What the n-th says.</summary>
    public static string Text(int n, string mark) => $"{n}. {mark}";

    public static async Task Fill(string data, ChatSummary chat, Guid author, string mark, int count)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "sferum.db"), Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var act = await connection.BeginTransactionAsync();
        await using var fill = connection.CreateCommand();
        fill.CommandText =
            $"""
            {Rows} INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts)
            SELECT $chat, $head + n, 1, $author, printf('%08X-0000-7000-8000-000000000000', n), $from + n * 60000, $posts + n FROM rows;
            {Rows} INSERT INTO message (chat_id, number, text) SELECT $chat, $head + n, printf('%d. %s', n, $mark) FROM rows;
            """;
        fill.Parameters.AddWithValue("$count", count);
        fill.Parameters.AddWithValue("$chat", chat.Id);
        fill.Parameters.AddWithValue("$author", author);
        fill.Parameters.AddWithValue("$head", chat.Head);
        fill.Parameters.AddWithValue("$posts", chat.Posts);
        fill.Parameters.AddWithValue("$mark", mark);
        fill.Parameters.AddWithValue("$from", TimeProvider.System.GetUtcNow().AddDays(-1).AddMinutes(-count).ToUnixTimeMilliseconds());
        await fill.ExecuteNonQueryAsync();
        await act.CommitAsync();
    }
}
