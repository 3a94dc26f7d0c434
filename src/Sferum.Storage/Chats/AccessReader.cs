using System.Data.Common;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>How chats are set, in one statement.</summary>
internal sealed class AccessReader(IDatabase database)
{
    public async Task<Dictionary<Guid, ChatAccess>> Of(DbConnection connection, IReadOnlyCollection<Guid> chats, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, ChatAccess>();
        if (chats.Count == 0)
        {
            return found;
        }

        var keys = new InlineTable(database, "k", ("chat", chats.ToArray()));
        var sql = $"SELECT c.id, c.title, c.archived_at, c.writers, c.slow_seconds, c.mention_all FROM {keys.Sql} CROSS JOIN chat c WHERE c.id = k.chat";
        await using var command = connection.Statement(sql, keys.Parameters);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            found[row.GetGuid(0)] = Access(row.GetString(1), !row.IsDBNull(2), row.GetString(3), row.GetInt32(4), row.GetString(5));
        }

        return found;
    }

    /// <summary>Settings as the table keeps them.</summary>
    public static ChatAccess Access(string title, bool archived, string writers, int slowSeconds, string mentions) => new()
    {
        Title = title,
        Archived = archived,
        Writers = ChatAccessCodes.Writers(writers) ?? ChatWriters.Named,
        SlowSeconds = slowSeconds,
        Mentions = ChatAccessCodes.Mentions(mentions) ?? ChatMentions.Moderators,
    };
}
