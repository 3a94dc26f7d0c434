using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Chats in which people are now, as an act names them.</summary>
internal static class ChatsOf
{
    /// <summary>Chats of one person.</summary>
    /// <param name="write">The act's transaction.</param>
    /// <param name="person">Who.</param>
    /// <param name="school">Only chats of this school; null for all.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<AffectedChat>> Person(WriteTransaction write, PersonId person, SchoolId? school, CancellationToken cancel)
    {
        var rows = await write.Query<Row>(
            $"""
            SELECT c.id AS Id, coalesce(c.class_id, s.class_id) AS Class FROM chat_member m JOIN chat c ON c.id = m.chat_id LEFT JOIN section s ON s.id = c.section_id
            WHERE m.person_id = @person AND m.to_number IS NULL {(school is null ? "" : "AND c.school_id = @school")}
            """,
            new { person, school },
            cancel);
        return [.. rows.Select(static r => new AffectedChat(r.Id, r.Class))];
    }

    /// <summary>Chats of a school in which there are students.</summary>
    public static async Task<IReadOnlyList<AffectedChat>> Students(WriteTransaction write, SchoolId school, CancellationToken cancel)
    {
        var rows = await write.Query<Row>(
            """
            SELECT c.id AS Id, coalesce(c.class_id, s.class_id) AS Class FROM chat c LEFT JOIN section s ON s.id = c.section_id
            WHERE c.school_id = @school AND EXISTS (SELECT 1 FROM chat_member m WHERE m.chat_id = c.id AND m.to_number IS NULL AND m.role = 'student')
            """,
            new { school },
            cancel);
        return [.. rows.Select(static r => new AffectedChat(r.Id, r.Class))];
    }

    private sealed record Row
    {
        public ChatId Id { get; init; }

        public ClassId? Class { get; init; }
    }
}
