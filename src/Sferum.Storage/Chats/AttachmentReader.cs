using System.Data.Common;
using Sferum.Files;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Files of messages, in one statement; in none when no message sends any.</summary>
internal sealed class AttachmentReader(IDatabase database)
{
    /// <returns>Messages whose files are all gone are not in it.</returns>
    public async Task<Dictionary<(Guid Chat, long Number), IReadOnlyList<Attachment>>> Of(
        DbConnection connection, IReadOnlyCollection<(Guid Chat, long Number)> messages, CancellationToken cancel)
    {
        var found = new Dictionary<(Guid, long), List<Attachment>>();
        if (messages.Count > 0)
        {
            var keys = new InlineTable(
                database, "k", ("chat", messages.Select(static m => m.Chat).ToArray()), ("number", messages.Select(static m => m.Number).ToArray()));
            var sql = $"""
                SELECT {FileSql.Columns}, x.chat_id, x.number FROM {keys.Sql} CROSS JOIN message_file x JOIN file f ON f.id = x.file_id
                WHERE x.chat_id = k.chat AND x.number = k.number AND f.status = 'ready'
                ORDER BY x.ordinal
                """;
            await using var command = connection.Statement(sql, keys.Parameters);
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                var message = (row.GetGuid(FileSql.Width), row.GetInt64(FileSql.Width + 1));
                if (!found.TryGetValue(message, out var files))
                {
                    found[message] = files = [];
                }

                files.Add(FileSql.Attachment(row, 0));
            }
        }

        return found.ToDictionary(static f => f.Key, static f => (IReadOnlyList<Attachment>)f.Value);
    }
}
