using Sferum.Chats;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Files;

internal sealed class FileReaderStore(IDatabase database) : IFileReader
{
    /// <summary>Chats that are looked at before a file is somebody's: roles that read no chat of their own are none in practice.</summary>
    private const int LookedAt = 20;

    public async ValueTask<ReadableFile?> Find(Caller caller, FileId id, CancellationToken cancel)
    {
        // An unposted file has one row and no place; a posted one a row for each place where the person finds it.
        var sql = $"""
            SELECT {FileSql.Columns}, f.small_size, f.large_size, p.kind, p.role FROM file f
            LEFT JOIN (SELECT c.kind, m.role FROM {FileSql.Places("@file", "@school")} LIMIT {LookedAt}) p ON 1 = 1
            WHERE f.id = @file AND f.status = 'ready' AND (p.kind IS NOT NULL OR (f.posted_at IS NULL AND f.owner_id = @person))
            """;
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(sql, ("file", id.Value), ("person", caller.Person.Value), ("school", caller.School?.Value));
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            if (row.IsDBNull(FileSql.Width + 2)
                || PolicyTable.Allows(Operation.ReadFile, RoleCodes.Parse(row.GetString(FileSql.Width + 3)), ChatKindCodes.Parse(row.GetString(FileSql.Width + 2))))
            {
                return new ReadableFile(FileSql.Attachment(row, 0), new Thumbnails(row.Number(FileSql.Width), row.Number(FileSql.Width + 1)));
            }
        }

        return null;
    }

    public async ValueTask<Outcome<Attachment[]>> ForPost(Caller caller, IReadOnlyList<FileId> files, CancellationToken cancel)
    {
        var found = new Dictionary<FileId, (Attachment? File, string Status)>();
        var keys = new InlineTable(database, "k", ("file", files.Select(static f => f.Value).ToArray()));
        var sql = $"""
            SELECT {FileSql.Columns}, f.status FROM {keys.Sql} CROSS JOIN file f
            WHERE f.id = k.file AND ((f.posted_at IS NULL AND f.owner_id = @person AND f.school_id IS NOT DISTINCT FROM @school)
              OR EXISTS (SELECT 1 FROM {FileSql.Places("f.id", "@school")}))
            """;
        await using (var connection = await database.Read(cancel))
        await using (var command = connection.Statement(sql, keys.Parameters.Append(("person", caller.Person.Value)).Append(("school", caller.School?.Value))))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                var status = row.GetString(FileSql.Width);
                found[new FileId(row.GetGuid(0))] = (status == "ready" ? FileSql.Attachment(row, 0) : null, status);
            }
        }

        if (files.Any(f => !found.TryGetValue(f, out var one) || (one.File is null && one.Status is not ("uploading" or "received"))))
        {
            return Refusals.FileNotThere;
        }

        return files.Any(f => found[f].File is null) ? Refusals.FileNotReady : files.Select(f => found[f].File!).ToArray();
    }

    public async ValueTask<SharedFiles> OfChat(ChatId chat, ReaderWindow reader, FileKind kind, SharedFileCursor? before, int limit, CancellationToken cancel)
    {
        limit = Math.Clamp(limit, 1, IFileReader.PageSize);
        var (number, ordinal) = before ?? new SharedFileCursor(long.MaxValue, 0);
        var sql = $"""
            SELECT {FileSql.Columns}, f.status, x.number, x.ordinal, l.at, l.author_id
            FROM (SELECT * FROM message_file y WHERE y.chat_id = @chat AND y.kind = @kind AND y.hidden = 0 AND y.number > @from AND (y.number, y.ordinal) < (@number, @ordinal)
              ORDER BY y.number DESC, y.ordinal DESC LIMIT {limit + 1}) x
            JOIN file f ON f.id = x.file_id
            JOIN chat_log l ON l.chat_id = x.chat_id AND l.number = x.number
            ORDER BY x.number DESC, x.ordinal DESC
            """;
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(
            sql, ("chat", chat.Value), ("kind", kind.Code()), ("from", reader.From), ("number", number), ("ordinal", (long)ordinal));
        await using var row = await command.ExecuteReaderAsync(cancel);
        var files = new List<SharedFile>();
        SharedFileCursor last = default;
        for (var seen = 0; await row.ReadAsync(cancel); seen++)
        {
            if (seen == limit)
            {
                return new SharedFiles(files, last);
            }

            last = new SharedFileCursor(row.GetInt64(FileSql.Width + 1), (int)row.GetInt64(FileSql.Width + 2));
            if (row.GetString(FileSql.Width) == "ready")
            {
                files.Add(new SharedFile(last.Number, row.Time(FileSql.Width + 3)!.Value, new PersonId(row.GetGuid(FileSql.Width + 4)), FileSql.Attachment(row, 0)));
            }
        }

        return new SharedFiles(files, null);
    }
}
