using System.Data;
using Npgsql;
using NpgsqlTypes;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>
/// A lane's writer on PostgreSQL, with a connection of its own. Posts cost one round trip a batch, whatever its size: its statements are one implicit
/// transaction. A batch with rows that must find their message asks in between, and costs three.
/// </summary>
internal sealed class PostgreSqlLogWriter(NpgsqlDataSource source) : ILogWriter
{
    private const int TimeoutSeconds = 10;

    // Not ON CONFLICT DO NOTHING: whenever a row is kept out the whole round is undone, and looking for conflicts beforehand costs a sixth of all.
    private const string InsertLog = """
        INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts, target, body_hash)
        SELECT * FROM unnest(@chats, @numbers, @kinds, @authors, @requests, @ats, @posts, @targets, @hashes)
        """;

    private const string InsertMessages = """
        INSERT INTO message (chat_id, number, text, reply_to, files)
        SELECT * FROM unnest(@chats, @numbers, @texts, @replies, @files)
        """;

    private const string SelectTaken = """
        SELECT l.chat_id, l.number, l.posts, l.at, l.author_id, l.request_id, l.body_hash
        FROM unnest(@chats, @authors, @requests) AS r (chat_id, author_id, request_id)
        JOIN chat_log l ON l.chat_id = r.chat_id AND l.author_id = r.author_id AND l.request_id = r.request_id;
        SELECT l.chat_id, l.number
        FROM unnest(@chats, @numbers) AS r (chat_id, number)
        JOIN chat_log l ON l.chat_id = r.chat_id AND l.number = r.number
        """;

    private NpgsqlConnection? _connection;

    public async Task<bool> Write(IReadOnlyList<PendingRow> rows)
    {
        var sorted = Sorted(rows);
        var reused = _connection is not null;
        try
        {
            return await WriteOnce(sorted);
        }
        catch (Exception error) when (reused && IsLost(error))
        {
            await Drop();
            return await WriteAgain(sorted, nothingWritten: error is PostgresException);
        }
        catch
        {
            await Drop();
            throw;
        }
    }

    public async Task<TakenRows> Taken(IReadOnlyList<PendingRow> rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(SelectTaken, connection)
        {
            CommandTimeout = TimeoutSeconds,
            Parameters =
            {
                Array("chats", NpgsqlDbType.Uuid, rows, static r => r.Tail.Chat.Value),
                Array("authors", NpgsqlDbType.Uuid, rows, static r => r.Row.Author.Value),
                Array("requests", NpgsqlDbType.Uuid, rows, static r => r.Row.RequestId),
                Array("numbers", NpgsqlDbType.Bigint, rows, static r => r.Place.Number),
            },
        };
        var requests = new Dictionary<(Guid, Guid, Guid), TakenRow>();
        var numbers = new HashSet<(Guid, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            requests[(reader.GetGuid(0), reader.GetGuid(4), reader.GetGuid(5))] =
                new TakenRow(new ChatHead(reader.GetInt64(1), reader.GetInt64(2)), reader.GetInt64(3), reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6));
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            numbers.Add((reader.GetGuid(0), reader.GetInt64(1)));
        }

        return new TakenRows(requests, numbers);
    }

    public async ValueTask DisposeAsync() => await Drop();

    // The same order of keys in every process: two rivals may wait for each other's commit, but never in a circle.
    private static List<PendingRow> Sorted(IReadOnlyList<PendingRow> rows) =>
        [.. rows.OrderBy(static r => r.Tail.Chat.Value).ThenBy(static r => r.Place.Number)];

    private static bool IsLost(Exception error) => error switch
    {
        OutcomeUnknownException { InnerException: { } inner } => inner is not OutcomeUnknownException && IsLost(inner),
        PostgresException e => e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or "57P05" or "25P03",
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException or IOException => true,
        _ => false,
    };

    private async Task<bool> WriteOnce(List<PendingRow> rows)
    {
        _connection ??= await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(_connection) { Timeout = TimeoutSeconds };
        var mustHit = Fill(batch, rows);
        return mustHit.Count == 0 ? await WriteAtOnce(batch) : await WriteChecked(batch, mustHit);
    }

    /// <summary>
    /// A connection that stood idle may have died long ago, so one try with a new one. Should the first have been committed all the same, its own rows
    /// keep the second out, and are found there.
    /// </summary>
    private async Task<bool> WriteAgain(List<PendingRow> rows, bool nothingWritten)
    {
        try
        {
            return await WriteOnce(rows);
        }
        catch (Exception error)
        {
            await Drop();
            if (nothingWritten || error is OutcomeUnknownException or RowRefusedException || error.IsAboutContent())
            {
                throw;
            }

            throw new OutcomeUnknownException("The database went away during a commit.", error);
        }
    }

    private static async Task<bool> WriteAtOnce(NpgsqlBatch batch)
    {
        try
        {
            await batch.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException error) when (error.IsTaken())
        {
            return false;
        }
        catch (Exception error) when (error is NpgsqlException and not PostgresException or IOException)
        {
            throw new OutcomeUnknownException("The database went away during a commit.", error);
        }
    }

    private async Task<bool> WriteChecked(NpgsqlBatch batch, List<NpgsqlBatchCommand> mustHit)
    {
        await using var transaction = await _connection!.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        batch.Transaction = transaction;
        try
        {
            await batch.ExecuteNonQueryAsync();
        }
        catch (PostgresException error) when (error.IsTaken())
        {
            await transaction.RollbackAsync();
            return false;
        }

        if (mustHit.Exists(static c => c.RecordsAffected == 0))
        {
            await transaction.RollbackAsync();
            throw new RowRefusedException();
        }

        try
        {
            await transaction.CommitAsync();
            return true;
        }
        catch (Exception error)
        {
            throw new OutcomeUnknownException("The database went away during a commit.", error);
        }
    }

    private static List<NpgsqlBatchCommand> Fill(NpgsqlBatch batch, List<PendingRow> rows)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertLog)
        {
            Parameters =
            {
                Array("chats", NpgsqlDbType.Uuid, rows, static r => r.Tail.Chat.Value),
                Array("numbers", NpgsqlDbType.Bigint, rows, static r => r.Place.Number),
                Array("kinds", NpgsqlDbType.Smallint, rows, static r => (short)r.Row.Kind),
                Array("authors", NpgsqlDbType.Uuid, rows, static r => r.Row.Author.Value),
                Array("requests", NpgsqlDbType.Uuid, rows, static r => r.Row.RequestId),
                Array("ats", NpgsqlDbType.Bigint, rows, static r => r.At),
                Array("posts", NpgsqlDbType.Bigint, rows, static r => r.Place.Posts),
                Array("targets", NpgsqlDbType.Bigint, rows, static r => r.Row.Target),
                Array("hashes", NpgsqlDbType.Bytea, rows, static r => r.Row.BodyHash),
            },
        });

        var posts = rows.FindAll(static r => r.Row.Kind == ChatEventKind.Posted);
        if (posts.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertMessages)
            {
                Parameters =
                {
                    Array("chats", NpgsqlDbType.Uuid, posts, static r => r.Tail.Chat.Value),
                    Array("numbers", NpgsqlDbType.Bigint, posts, static r => r.Place.Number),
                    Array("texts", NpgsqlDbType.Text, posts, static r => r.Row.Text),
                    Array("replies", NpgsqlDbType.Bigint, posts, static r => r.Row.ReplyTo),
                    Array("files", NpgsqlDbType.Smallint, posts, static r => (short)r.Row.Files.Count),
                },
            });
        }

        posts.ForEach(row => AddParts(batch, row));
        return AddEffects(batch, rows);
    }

    /// <returns>Those that have to find their message.</returns>
    private static List<NpgsqlBatchCommand> AddEffects(NpgsqlBatch batch, List<PendingRow> rows)
    {
        var mustHit = new List<NpgsqlBatchCommand>();
        foreach (var row in rows)
        {
            foreach (var effect in RowEffect.Of(row.Row))
            {
                var command = Command(effect, row);
                batch.BatchCommands.Add(command);
                if (effect.MustHit)
                {
                    mustHit.Add(command);
                }
            }
        }

        return mustHit;
    }

    private static NpgsqlBatchCommand Command(RowEffect effect, PendingRow row) => new(effect.Sql)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid>("chat", row.Tail.Chat.Value),
            new NpgsqlParameter<long>("number", row.Place.Number),
            new NpgsqlParameter<long>("target", row.Row.Target ?? 0),
            new NpgsqlParameter("text", NpgsqlDbType.Text) { Value = (object?)row.Row.Text ?? DBNull.Value },
            new NpgsqlParameter<long>("at", row.At),
            new NpgsqlParameter<Guid>("person", row.Row.Author.Value),
            new NpgsqlParameter<Guid>("file", effect.File.Value),
            new NpgsqlParameter<short>("ordinal", effect.Ordinal),
        },
    };

    private static void AddParts(NpgsqlBatch batch, PendingRow row)
    {
        if (row.Row.Parts is not { } parts)
        {
            return;
        }

        foreach (var part in PartStatements.Of(row.Tail.Chat.Value, row.Place.Number, parts))
        {
            var command = new NpgsqlBatchCommand(part.Sql);
            foreach (var (name, value) in part.Parameters)
            {
                command.Parameters.Add(new NpgsqlParameter(name, value));
            }

            batch.BatchCommands.Add(command);
        }
    }

    private static NpgsqlParameter<T[]> Array<T>(string name, NpgsqlDbType type, IReadOnlyList<PendingRow> rows, Func<PendingRow, T> value)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new NpgsqlParameter<T[]>(name, NpgsqlDbType.Array | type) { TypedValue = values };
    }

    private async Task Drop()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            try
            {
                await connection.DisposeAsync();
            }
            catch (Exception error) when (error is NpgsqlException or IOException)
            {
                // It is broken already.
            }
        }
    }
}
