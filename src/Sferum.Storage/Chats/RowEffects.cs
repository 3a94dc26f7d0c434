namespace Sferum.Chats;

/// <summary>What a row that is no post changes beside the log, in statements that both databases understand.</summary>
/// <param name="Sql">Parameters: chat, number (the row), target (the message), text, at.</param>
/// <param name="MustHit">Whether it must change a row; otherwise the message is not there and the row is refused.</param>
internal readonly record struct RowEffect(string Sql, bool MustHit)
{
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

    private static readonly RowEffect[] Edit = [KeepEvidence, ChangeText];
    private static readonly RowEffect[] Delete = [ForgetHashes, KeepEvidence, RemoveText, RemovePin, RemoveMentions];
    private static readonly RowEffect[] Pin = [SetPin];
    private static readonly RowEffect[] Unpin = [RemovePin];

    public static IReadOnlyList<RowEffect> Of(ChatEventKind kind) => kind switch
    {
        ChatEventKind.Edited => Edit,
        ChatEventKind.Deleted => Delete,
        ChatEventKind.Pinned => Pin,
        ChatEventKind.Unpinned => Unpin,
        _ => [],
    };
}
