using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sferum.Storage;

internal sealed class PersonKeyBackup(IDatabase database) : IKeyBackup
{
    private const int Batch = 500;

    public async Task<int> Backup(string path, CancellationToken cancel)
    {
        var keys = 0;
        await BackupFile.Write(path, async unfinished =>
        {
            await using var file = new StreamWriter(unfinished);
            await using var connection = await database.Read(cancel);
            await using (var command = connection.Statement("SELECT person_id, key_sealed, created_at FROM person_key ORDER BY person_id"))
            await using (var row = await command.ExecuteReaderAsync(cancel))
            {
                while (await row.ReadAsync(cancel))
                {
                    keys++;
                    await file.WriteLineAsync(JsonSerializer.Serialize(new Line(row.GetGuid(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), null)).AsMemory(), cancel);
                }
            }

            await using var erased = connection.Statement("SELECT id, erased_at FROM person WHERE erased_at IS NOT NULL ORDER BY id");
            await using var gone = await erased.ExecuteReaderAsync(cancel);
            while (await gone.ReadAsync(cancel))
            {
                await file.WriteLineAsync(JsonSerializer.Serialize(new Line(gone.GetGuid(0), null, null, gone.GetInt64(1))).AsMemory(), cancel);
            }
        });
        return keys;
    }

    public async Task<KeysRestored> Restore(string path, CancellationToken cancel)
    {
        var restored = 0;
        var again = new List<Guid>();
        await using var write = await database.Write(cancel);
        await foreach (var lines in Lines(path, cancel))
        {
            var keys = lines.Where(static l => l.Key is not null).ToList();
            foreach (var line in keys)
            {
                restored += await write.Execute(
                    """
                    INSERT INTO person_key (person_id, key_sealed, created_at) SELECT id, @Key, @CreatedAt FROM person WHERE id = @Person AND erased_at IS NULL
                    ON CONFLICT (person_id) DO NOTHING
                    """,
                    new { line.Person, line.Key, line.CreatedAt },
                    cancel);
            }

            again.AddRange(await write.Query<Guid>(
                $"SELECT id FROM person WHERE id {database.In("ids")} AND erased_at IS NULL",
                new { ids = database.Of(lines.Where(static l => l.ErasedAt is not null).Select(static l => l.Person)) },
                cancel));
        }

        await write.Commit(cancel);
        return new KeysRestored(restored, again);
    }

    private static async IAsyncEnumerable<List<Line>> Lines(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var lines = new List<Line>(Batch);
        using var file = Open(path);
        while (await file.ReadLineAsync(cancel) is { } text)
        {
            lines.Add(Parse(text));
            if (lines.Count == Batch)
            {
                yield return lines;
                lines = new List<Line>(Batch);
            }
        }

        yield return lines;
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException("host.backup_failed", error.Message, error);
        }
    }

    private static Line Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text) is { } line && (line.Key is null) != (line.ErasedAt is null) ? line : throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new BackupException("host.backup_no_keys", inner: error);
        }
    }

    private sealed record Line(
        [property: JsonPropertyName("person")] Guid Person,
        [property: JsonPropertyName("key")] byte[]? Key,
        [property: JsonPropertyName("createdAt")] long? CreatedAt,
        [property: JsonPropertyName("erasedAt")] long? ErasedAt);
}
