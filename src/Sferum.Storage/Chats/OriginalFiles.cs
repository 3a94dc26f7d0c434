using Sferum.Files;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Files of the deleted messages that a request for originals names.</summary>
internal sealed class OriginalFiles(WriteTransaction write)
{
    /// <param name="request">The request.</param>
    /// <param name="chat">Its chat.</param>
    /// <param name="file">One file; null for all.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>By message and place.</returns>
    public async Task<IReadOnlyList<(long Number, ReadableFile File)>> Of(Guid request, ChatId chat, FileId? file, CancellationToken cancel)
    {
        var sql = $"""
            SELECT {FileSql.Columns}, x.number, f.small_size, f.large_size FROM evidence_request_message r
            JOIN message_file x ON x.chat_id = @chat AND x.number = r.number AND x.hidden = 1
            JOIN file f ON f.id = x.file_id AND f.status = 'ready'
            WHERE r.request_id = @request {(file is null ? "" : "AND f.id = @file")}
            ORDER BY x.number, x.ordinal
            """;
        await using var command = write.Connection.Statement(
            sql, file is null ? [("chat", chat.Value), ("request", request)] : [("chat", chat.Value), ("request", request), ("file", file.Value.Value)]);
        command.Transaction = write.Transaction;
        await using var row = await command.ExecuteReaderAsync(cancel);
        var files = new List<(long, ReadableFile)>();
        while (await row.ReadAsync(cancel))
        {
            files.Add((
                row.GetInt64(FileSql.Width),
                new ReadableFile(FileSql.Attachment(row, 0), new Thumbnails(row.Number(FileSql.Width + 1), row.Number(FileSql.Width + 2)))));
        }

        return files;
    }
}
