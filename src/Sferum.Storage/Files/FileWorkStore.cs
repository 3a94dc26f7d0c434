using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Files;

internal sealed class FileWorkStore(IDatabase database, FileLimits limits, TimeProvider time) : IFileWork
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<FileTask?> Take(TimeSpan lease, CancellationToken cancel)
    {
        var now = Now;

        // Mostly there is nothing, and a look costs no writer's turn.
        await using (var connection = await database.Read(cancel))
        await using (var look = connection.Statement("SELECT 1 FROM file WHERE due_at <= @now ORDER BY due_at LIMIT 1", ("now", now)))
        {
            if (await look.ExecuteScalarAsync(cancel) is null)
            {
                return null;
            }
        }

        await using var write = await database.Write(cancel);
        var row = await write.First<Row>(
            $"""
            UPDATE file SET due_at = @until, tries = tries + 1, refusal = NULL, refusal_limit = NULL,
              status = CASE WHEN status = 'received' AND created_at > @old THEN status ELSE 'removed' END
            WHERE id = (SELECT id FROM file WHERE due_at <= @now ORDER BY due_at LIMIT 1 {(database.Dialect == Dialect.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "")})
            RETURNING id AS Id, status AS Status, name AS Name, kind AS Kind, tries AS Tries
            """,
            new { now, until = now + (long)lease.TotalMilliseconds, old = now - (long)limits.Unposted.TotalMilliseconds },
            cancel);
        if (row is null)
        {
            return null;
        }

        FileTask task = row.Status == "received"
            ? new CheckFile { Id = new FileId(row.Id), Tries = (int)row.Tries, Name = row.Name, IsVoice = row.Kind == FileKind.Voice.Code(), Pieces = await Pieces(write, row.Id, cancel) }
            : new RemoveFile { Id = new FileId(row.Id), Tries = (int)row.Tries };
        await write.Commit(cancel);
        return task;
    }

    public async ValueTask<bool> Complete(CheckFile task, CheckedFile found, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var file = found.File;
        var charge = await Charge(write, task, "received", cancel);
        if (charge is null)
        {
            return await write.First<long?>("SELECT 1 FROM file WHERE id = @Value AND status = 'ready'", new { task.Id.Value }, cancel) is not null;
        }

        await write.Execute(
            """
            UPDATE file SET status = 'ready', kind = @kind, name = @Name, type = @Type, size = @Size, width = @Width, height = @Height, duration_ms = @DurationMs,
              peaks = @Peaks, small_size = @Small, large_size = @Large, charged = @Stored, due_at = created_at + @unposted, tries = 0
            WHERE id = @Value
            """,
            new
            {
                task.Id.Value, kind = file.Kind.Code(), file.Name, file.Type, file.Size, file.Width, file.Height, file.DurationMs, file.Peaks,
                found.Thumbnails.Small, found.Thumbnails.Large, found.Stored, unposted = (long)limits.Unposted.TotalMilliseconds,
            },
            cancel);
        await write.Execute("DELETE FROM file_piece WHERE file_id = @Value", new { task.Id.Value }, cancel);
        await FileUsage.Adjust(write, charge.Owner, charge.School, found.Stored - charge.Charged, cancel);
        await write.Commit(cancel);
        return true;
    }

    public async ValueTask Refuse(CheckFile task, Refusal why, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        if (await Charge(write, task, "received", cancel) is not { } charge)
        {
            return;
        }

        await write.Execute(
            """
            UPDATE file SET status = 'refused', refusal = @Code, refusal_limit = @limit, charged = 0, due_at = created_at + @unposted, tries = 0 WHERE id = @Value
            """,
            new { task.Id.Value, why.Code, limit = why.Args?.GetValueOrDefault("limit"), unposted = (long)limits.Unposted.TotalMilliseconds },
            cancel);
        await write.Execute("DELETE FROM file_piece WHERE file_id = @Value", new { task.Id.Value }, cancel);
        await FileUsage.Adjust(write, charge.Owner, charge.School, -charge.Charged, cancel);
        await write.Commit(cancel);
    }

    public async ValueTask Postpone(FileTask task, TimeSpan pause, bool counts, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute(
            "UPDATE file SET due_at = @until, tries = tries - @back WHERE id = @Value AND status IN ('received', 'removed')",
            new { task.Id.Value, until = Now + (long)pause.TotalMilliseconds, back = counts ? 0 : 1 },
            cancel);
        await write.Commit(cancel);
    }

    public async ValueTask Removed(RemoveFile task, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        if (await Charge(write, task, "removed", cancel) is not { } charge)
        {
            return;
        }

        await write.Execute("DELETE FROM file_piece WHERE file_id = @Value", new { task.Id.Value }, cancel);
        await FileUsage.Adjust(write, charge.Owner, charge.School, -charge.Charged, cancel);

        // Messages may still name it; then an id is left, and nothing else.
        await write.Execute(
            """
            UPDATE file SET status = 'gone', name = '', type = NULL, peaks = NULL, charged = 0, due_at = NULL
            WHERE id = @Value AND EXISTS (SELECT 1 FROM message_file WHERE file_id = @Value)
            """,
            new { task.Id.Value },
            cancel);
        await write.Execute("DELETE FROM file WHERE id = @Value AND status = 'removed'", new { task.Id.Value }, cancel);
        await write.Commit(cancel);
    }

    /// <summary>The file's row, if it still stands where the work found it; nobody else changes it before the commit.</summary>
    private async Task<ChargeRow?> Charge(WriteTransaction write, FileTask task, string status, CancellationToken cancel) => await write.First<ChargeRow>(
        $"""
        SELECT owner_id AS Owner, school_id AS School, charged AS Charged FROM file WHERE id = @Value AND status = @status
        {(database.Dialect == Dialect.PostgreSql ? "FOR UPDATE" : "")}
        """,
        new { task.Id.Value, status },
        cancel);

    private static async Task<IReadOnlyList<UploadPiece>> Pieces(WriteTransaction write, Guid file, CancellationToken cancel) =>
    [
        .. (await write.Query<PieceRow>("SELECT first_byte AS At, id AS Id, length AS Length FROM file_piece WHERE file_id = @file ORDER BY first_byte", new { file }, cancel))
            .Select(static p => new UploadPiece(p.At, p.Id, p.Length)),
    ];

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Status { get; init; } = "";

        public string Name { get; init; } = "";

        public string Kind { get; init; } = "";

        public long Tries { get; init; }
    }

    private sealed record ChargeRow
    {
        public PersonId Owner { get; init; }

        public SchoolId? School { get; init; }

        public long Charged { get; init; }
    }

    private sealed record PieceRow
    {
        public long At { get; init; }

        public Guid Id { get; init; }

        public long Length { get; init; }
    }
}
