using Dapper;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Files;

internal sealed class UploadStore(IDatabase database, FileLimits limits, TimeProvider time) : IUploads
{
    private const string Columns = $"{FileSql.Columns}, f.status, f.declared, f.received, f.due_at, f.refusal, f.refusal_limit, f.posted_at";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<Outcome<Upload>> Begin(Caller caller, NewUpload upload, CancellationToken cancel)
    {
        if (limits.Fits(upload.IsVoice ? FileKind.Voice : FileKind.Other, upload.Length) is { } unfit)
        {
            return unfit;
        }

        if (upload.RequestId is { } request && await Earlier(caller, request, cancel) is { } earlier)
        {
            return Same(earlier, upload);
        }

        var now = Now;
        await using var write = await database.Write(cancel);
        if (await MayUpload(write, caller, now, cancel) is { } refusal
            || (refusal = await FileUsage.Take(write, caller.Person, caller.School, upload.Length, limits, cancel)) is not null)
        {
            return refusal;
        }

        // The person's row of the quota is locked by now, so nobody counts at the same time.
        var open = await write.First<long>(
            "SELECT count(*) FROM (SELECT 1 FROM file WHERE owner_id = @Person AND status IN ('uploading', 'received') LIMIT @most) x",
            new { caller.Person, most = FileLimits.UploadsAtOnce },
            cancel);
        if (open >= FileLimits.UploadsAtOnce)
        {
            return Refusals.UploadsTooMany(FileLimits.UploadsAtOnce);
        }

        var id = FileId.New();
        var due = now + (long)limits.Unposted.TotalMilliseconds;
        var added = await write.Execute(
            """
            INSERT INTO file (id, owner_id, school_id, request_id, status, kind, name, declared, charged, created_at, due_at)
            VALUES (@Value, @Person, @School, @RequestId, 'uploading', @kind, @name, @Length, @Length, @now, @due) ON CONFLICT DO NOTHING
            """,
            new
            {
                id.Value, caller.Person, caller.School, upload.RequestId, kind = (upload.IsVoice ? FileKind.Voice : FileKind.Other).Code(),
                name = FileName.Clean(upload.Name), upload.Length, now, due,
            },
            cancel);
        if (added == 0)
        {
            // The same announcement at the same time: the other one is in.
            await write.DisposeAsync();
            return await Earlier(caller, upload.RequestId!.Value, cancel) is { } twin ? Same(twin, upload) : Refusals.Unavailable;
        }

        await write.Commit(cancel);
        return new Upload { Id = id, Status = UploadStatus.Uploading, Received = 0, Length = upload.Length, ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(due) };
    }

    public async ValueTask<Upload?> Find(Caller caller, FileId id, CancellationToken cancel) =>
        await Read($"SELECT {Columns} FROM file f WHERE f.id = @id AND f.owner_id = @person", caller, id.Value, cancel);

    public async ValueTask<Outcome<long>> Append(Caller caller, FileId id, UploadPiece piece, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);

        // All are here: somebody looks into it from now on.
        var received = await write.First<long?>(
            """
            UPDATE file SET received = received + @Length,
              status = CASE WHEN received + @Length = declared THEN 'received' ELSE status END,
              due_at = CASE WHEN received + @Length = declared THEN @now ELSE due_at END
            WHERE id = @Value AND owner_id = @Person AND status = 'uploading' AND received = @At AND received + @Length <= declared
            RETURNING received
            """,
            new { id.Value, caller.Person, piece.At, piece.Length, now = Now },
            cancel);
        if (received is null)
        {
            return Refusals.UploadElsewhere;
        }

        await write.Execute("INSERT INTO file_piece (file_id, first_byte, id, length) VALUES (@Value, @At, @Id, @Length)", new { id.Value, piece.At, piece.Id, piece.Length }, cancel);
        await write.Commit(cancel);
        return received.Value;
    }

    public async ValueTask<bool> Cancel(Caller caller, FileId id, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var taken = await write.Execute(
            """
            UPDATE file SET status = 'removed', refusal = NULL, due_at = @now
            WHERE id = @Value AND owner_id = @Person AND posted_at IS NULL AND status IN ('uploading', 'received', 'ready', 'refused')
            """,
            new { id.Value, caller.Person, now = Now },
            cancel);
        await write.Commit(cancel);
        return taken > 0;
    }

    /// <summary>The right is what the tables say now; whoever only reads because a consent was withdrawn sends nothing either.</summary>
    private static async Task<Refusal?> MayUpload(WriteTransaction write, Caller caller, long now, CancellationToken cancel)
    {
        var held = await RolesNow.Of(write.Connection, caller.Person, caller.School, now, cancel, write.Transaction);
        if (!PolicyTable.Allows(Operation.UploadFile, held))
        {
            return Refusals.Denied;
        }

        return await write.First<long?>("SELECT limited_at FROM person WHERE id = @Person", new { caller.Person }, cancel) is null ? null : Refusals.ConsentMissing;
    }

    private async Task<Upload?> Earlier(Caller caller, Guid request, CancellationToken cancel) =>
        await Read($"SELECT {Columns} FROM file f WHERE f.request_id = @id AND f.owner_id = @person", caller, request, cancel);

    private static Outcome<Upload> Same(Upload earlier, NewUpload upload) => earlier.Length == upload.Length ? earlier : Refusals.RequestIdReused;

    private async Task<Upload?> Read(string sql, Caller caller, Guid id, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(sql, ("id", id), ("person", caller.Person.Value));
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel) || Status(row.GetString(FileSql.Width)) is not { } status)
        {
            return null;
        }

        return new Upload
        {
            Id = new FileId(row.GetGuid(0)),
            Status = status,
            Length = row.GetInt64(FileSql.Width + 1),
            Received = row.GetInt64(FileSql.Width + 2),
            ExpiresAt = status == UploadStatus.Checking || !row.IsDBNull(FileSql.Width + 6) ? null : row.Time(FileSql.Width + 3),
            File = status == UploadStatus.Ready ? FileSql.Attachment(row, 0) : null,
            Why = row.Text(FileSql.Width + 4) is { } code ? Why(code, row.Text(FileSql.Width + 5)) : null,
        };
    }

    private static Refusal Why(string code, string? limit) =>
        new(code, Args: limit is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = limit });

    private static UploadStatus? Status(string code) => code switch
    {
        "uploading" => UploadStatus.Uploading,
        "received" => UploadStatus.Checking,
        "ready" => UploadStatus.Ready,
        "refused" => UploadStatus.Refused,
        _ => null,
    };
}
