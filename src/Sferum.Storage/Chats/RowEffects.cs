using Sferum.Files;

namespace Sferum.Chats;

/// <summary>What a row changes beside the log and the text of a post, in statements that both databases understand.</summary>
/// <param name="Sql">Parameters: chat, number (the row), target (the message), text, at, person (the author), file, ordinal.</param>
/// <param name="MustHit">Whether it must change a row; otherwise the message is not there and the row is refused.</param>
internal readonly record struct RowEffect(string Sql, bool MustHit)
{
    /// <summary>The file that it is about.</summary>
    public FileId File { get; init; }

    /// <summary>The file's place in the message.</summary>
    public short Ordinal { get; init; }

    private static readonly RowEffect KeepEvidence = new("""
        INSERT INTO evidence (chat_id, at_number, number, text)
        SELECT chat_id, @number, number, text FROM message WHERE chat_id = @chat AND number = @target AND text IS NOT NULL
        ON CONFLICT DO NOTHING
        """, MustHit: false);

    private static readonly RowEffect ChangeText = new(
        "UPDATE message SET text = @text, edited_at = @at WHERE chat_id = @chat AND number = @target AND deleted_at IS NULL", MustHit: true);

    private static readonly RowEffect RemoveText = new(
        "UPDATE message SET text = NULL, deleted_at = @at WHERE chat_id = @chat AND number = @target AND deleted_at IS NULL", MustHit: true);

    // The posting and each edit (they left evidence) said something of the text.
    private static readonly RowEffect ForgetHashes = new("""
        UPDATE chat_log SET body_hash = NULL WHERE chat_id = @chat
        AND (number = @target OR number IN (SELECT at_number FROM evidence WHERE chat_id = @chat AND number = @target))
        """, MustHit: false);

    private static readonly RowEffect RemovePin = new("DELETE FROM pin WHERE chat_id = @chat AND number = @target", MustHit: false);

    // Who was mentioned has nothing to look for any more.
    private static readonly RowEffect RemoveMentions = new("DELETE FROM mention WHERE chat_id = @chat AND number = @target", MustHit: false);

    private static readonly RowEffect SetPin = new("""
        INSERT INTO pin (chat_id, number, at_number)
        SELECT chat_id, number, @number FROM message WHERE chat_id = @chat AND number = @target AND deleted_at IS NULL
        ON CONFLICT (chat_id, number) DO UPDATE SET at_number = excluded.at_number
        """, MustHit: true);

    // Whoever uploaded it sends it for the first time: from now on it waits for nobody.
    private static readonly RowEffect SendOwn = new("""
        UPDATE file SET posted_at = @at, posted_chat = @chat, posted_number = @number, due_at = NULL
        WHERE id = @file AND owner_id = @person AND status = 'ready' AND posted_at IS NULL AND school_id IS NOT DISTINCT FROM (SELECT school_id FROM chat WHERE id = @chat)
        """, MustHit: false);

    private static readonly RowEffect SendFile = new($"""
        INSERT INTO message_file (chat_id, number, file_id, ordinal, kind)
        SELECT @chat, @number, f.id, @ordinal, f.kind FROM file f
        WHERE f.id = @file AND f.status = 'ready'
          AND ((f.posted_chat = @chat AND f.posted_number = @number) OR EXISTS (SELECT 1 FROM {FileSql.Places("f.id", "(SELECT y.school_id FROM chat y WHERE y.id = @chat)")}))
        """, MustHit: true);

    private static readonly RowEffect HideFiles = new("UPDATE message_file SET hidden = 1 WHERE chat_id = @chat AND number = @target", MustHit: false);

    private static readonly RowEffect[] Edit = [KeepEvidence, ChangeText];
    private static readonly RowEffect[] Delete = [ForgetHashes, KeepEvidence, RemoveText, HideFiles, RemovePin, RemoveMentions];
    private static readonly RowEffect[] Pin = [SetPin];
    private static readonly RowEffect[] Unpin = [RemovePin];

    public static IReadOnlyList<RowEffect> Of(NewRow row) => row.Kind switch
    {
        ChatEventKind.Posted when row.Files.Count > 0 => [.. row.Files.SelectMany(Sending)],
        ChatEventKind.Edited => Edit,
        ChatEventKind.Deleted => Delete,
        ChatEventKind.Pinned => Pin,
        ChatEventKind.Unpinned => Unpin,
        _ => [],
    };

    private static IEnumerable<RowEffect> Sending(FileId file, int ordinal) =>
        [SendOwn with { File = file }, SendFile with { File = file, Ordinal = (short)ordinal }];
}
