using Sferum.Chats;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>What an erasure leaves of messages: number, author without a name, and that there was something.</summary>
internal static class Tombstones
{
    /// <summary>Takes texts, their hashes and originals, files, options of polls, mentions and pins out of messages of one chat.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="database">The same database.</param>
    /// <param name="chat">The chat.</param>
    /// <param name="posted">Numbers of the messages.</param>
    /// <param name="said">Numbers of those rows that said something of the texts: postings and edits.</param>
    /// <param name="now">When (Unix ms).</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>How many rows there was something in; none the second time.</returns>
    public static async Task<int> Leave(
        WriteTransaction write, IDatabase database, ChatId chat, IEnumerable<long> posted, IEnumerable<long> said, long now, CancellationToken cancel)
    {
        var (inPosted, inSaid) = (database.In("posted"), database.In("said"));
        var of = new { chat, posted = database.Of(posted), said = database.Of(said), now };
        var taken = await write.Execute(
            $"UPDATE message SET text = NULL, deleted_at = coalesce(deleted_at, @now) WHERE chat_id = @chat AND number {inPosted} AND (text IS NOT NULL OR deleted_at IS NULL)", of, cancel);
        taken += await write.Execute($"UPDATE chat_log SET body_hash = NULL WHERE chat_id = @chat AND number {inSaid} AND body_hash IS NOT NULL", of, cancel);
        taken += await write.Execute($"DELETE FROM evidence WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        taken += await write.Execute($"UPDATE poll_option SET text = '' WHERE chat_id = @chat AND number {inPosted} AND text <> ''", of, cancel);
        taken += await write.Execute($"DELETE FROM mention WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        taken += await write.Execute($"DELETE FROM message_file WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        taken += await write.Execute($"DELETE FROM pin WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        return taken;
    }
}
