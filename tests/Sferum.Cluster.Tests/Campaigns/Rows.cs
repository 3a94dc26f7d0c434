using Sferum.Chats;
using Sferum.History;
using Row = Sferum.History.ChatEvent;

namespace Sferum.Campaigns;

/// <summary>Rows of the log in the checker's words.</summary>
internal static class Rows
{
    public static EventKind Kind(string kind) => kind switch
    {
        ChatEventKinds.Posted => EventKind.Posted,
        ChatEventKinds.Edited => EventKind.Edited,
        ChatEventKinds.Deleted => EventKind.Deleted,
        ChatEventKinds.Pinned or ChatEventKinds.Unpinned => EventKind.Pinned,
        ChatEventKinds.Members => EventKind.Membership,
        ChatEventKinds.Access => EventKind.Access,
        _ => EventKind.Other,
    };

    /// <summary>Gives the checker the log as it stands in the database.</summary>
    public static async Task<long> Record(HistoryRecorder recorder, IChatReader reader, ChatId chat)
    {
        var head = (await reader.Heads([chat], CancellationToken.None)).GetValueOrDefault(chat);
        for (long after = 0; after < head;)
        {
            var rows = await reader.Rows(chat, after, head, CancellationToken.None);
            foreach (var row in rows)
            {
                recorder.LogRow(chat.Value, Of(row));
            }

            after = rows.Count > 0 ? rows[^1].Number : head;
        }

        recorder.LogHead(chat.Value, head);
        return head;
    }

    private static Row Of(Chats.ChatEvent row) => new(
        row.Number,
        Kind(Name(row.Kind)),
        row.Author?.Id.Value ?? Guid.Empty,
        row.RequestId,
        row is { Kind: ChatEventKind.Posted, Message: { EditedAt: null, Text: { } text } } ? BodyHash.Of(text) : 0,
        row.Target ?? 0,
        row.Posts);

    private static string Name(ChatEventKind kind) => kind switch
    {
        ChatEventKind.Posted => ChatEventKinds.Posted,
        ChatEventKind.Edited => ChatEventKinds.Edited,
        ChatEventKind.Deleted => ChatEventKinds.Deleted,
        ChatEventKind.Pinned => ChatEventKinds.Pinned,
        ChatEventKind.Unpinned => ChatEventKinds.Unpinned,
        ChatEventKind.Members => ChatEventKinds.Members,
        _ => ChatEventKinds.Access,
    };
}
