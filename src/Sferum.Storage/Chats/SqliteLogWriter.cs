using Microsoft.Data.Sqlite;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>The lane's writer on SQLite: the same transaction, row by row through prepared statements.</summary>
internal sealed class SqliteLogWriter(IDatabase database) : ILogWriter
{
    private const string InsertLog = """
        INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts, target, body_hash)
        VALUES (@chat, @number, @kind, @author, @request, @at, @posts, @target, @hash)
        ON CONFLICT DO NOTHING
        """;

    private const string InsertMessage =
        "INSERT INTO message (chat_id, number, text, reply_to, files) VALUES (@chat, @number, @text, @reply, @files) ON CONFLICT DO NOTHING";

    public async Task<bool> Write(IReadOnlyList<PendingRow> rows)
    {
        await using var write = await database.Write(CancellationToken.None);
        var connection = (SqliteConnection)write.Connection;
        using var log = Command(connection, InsertLog, "chat", "number", "kind", "author", "request", "at", "posts", "target", "hash");
        using var message = Command(connection, InsertMessage, "chat", "number", "text", "reply", "files");
        foreach (var row in rows)
        {
            var placed = Run(
                log, row.Tail.Chat.Value, row.Place.Number, (int)row.Row.Kind, row.Row.Author.Value, row.Row.RequestId, row.At, row.Place.Posts, row.Row.Target, row.Row.BodyHash);
            if (placed == 0)
            {
                return false;
            }
        }

        foreach (var row in rows.Where(static r => r.Row.Kind == ChatEventKind.Posted))
        {
            Run(message, row.Tail.Chat.Value, row.Place.Number, row.Row.Text, row.Row.ReplyTo, row.Row.Files.Count);
            AddParts(connection, row);
        }

        foreach (var row in rows)
        {
            foreach (var effect in RowEffect.Of(row.Row))
            {
                using var command = Command(connection, effect.Sql, "chat", "number", "target", "text", "at", "person", "file", "ordinal");
                var changed = Run(
                    command, row.Tail.Chat.Value, row.Place.Number, row.Row.Target ?? 0, row.Row.Text, row.At, row.Row.Author.Value, effect.File.Value, effect.Ordinal);
                if (changed == 0 && effect.MustHit)
                {
                    throw new RowRefusedException();
                }
            }
        }

        try
        {
            await write.Commit();
            return true;
        }
        catch (Exception error)
        {
            throw new OutcomeUnknownException("The disk failed during a commit.", error);
        }
    }

    public async Task<TakenRows> Taken(IReadOnlyList<PendingRow> rows)
    {
        await using var connection = (SqliteConnection)await database.Read(CancellationToken.None);
        using var byRequest = Command(
            connection,
            "SELECT number, posts, at, body_hash FROM chat_log WHERE chat_id = @chat AND author_id = @author AND request_id = @request",
            "chat", "author", "request");
        using var byNumber = Command(connection, "SELECT 1 FROM chat_log WHERE chat_id = @chat AND number = @number", "chat", "number");
        var requests = new Dictionary<(Guid, Guid, Guid), TakenRow>();
        var numbers = new HashSet<(Guid, long)>();
        foreach (var row in rows)
        {
            Bind(byRequest, row.Tail.Chat.Value, row.Row.Author.Value, row.Row.RequestId);
            using (var reader = byRequest.ExecuteReader())
            {
                if (reader.Read())
                {
                    requests[row.Request] = new TakenRow(
                        new ChatHead(reader.GetInt64(0), reader.GetInt64(1)), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3));
                }
            }

            Bind(byNumber, row.Tail.Chat.Value, row.Place.Number);
            if (byNumber.ExecuteScalar() is not null)
            {
                numbers.Add((row.Tail.Chat.Value, row.Place.Number));
            }
        }

        return new TakenRows(requests, numbers);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void AddParts(SqliteConnection connection, PendingRow row)
    {
        if (row.Row.Parts is not { } parts)
        {
            return;
        }

        foreach (var part in PartStatements.Of(row.Tail.Chat.Value, row.Place.Number, parts))
        {
            using var command = Command(connection, part.Sql, [.. part.Parameters.Select(static p => p.Name)]);
            Run(command, [.. part.Parameters.Select(static p => p.Value)]);
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter("@" + name, null));
        }

        return command;
    }

    private static int Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        return command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
