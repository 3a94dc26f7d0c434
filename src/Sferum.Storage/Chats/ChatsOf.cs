using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Chats in which somebody is now, as an act names them.</summary>
internal static class ChatsOf
{
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

    private sealed record Row
    {
        public ChatId Id { get; init; }

        public ClassId? Class { get; init; }
    }
}
