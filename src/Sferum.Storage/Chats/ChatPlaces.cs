using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Who was taken into chats by hand.</summary>
internal static class ChatPlaces
{
    private static readonly string Staff = string.Join(", ", RoleCodes.All.Where(static r => (r & Role.Staff) != 0).Select(static r => $"'{r.Code()}'"));

    private const string Now = "a.ended_at IS NULL AND a.suspended_by IS NULL AND (a.until_at IS NULL OR a.until_at > @now)";

    /// <summary>
    /// Whether a place (p) is worth something: the person still belongs to the school (@school) in that role now (@now); a head still as what the head joined as.
    /// </summary>
    private static readonly string IsGood = $"""
        CASE
          WHEN p.role IN ('school_admin', 'director', 'administration') THEN EXISTS (
            SELECT 1 FROM affiliation a WHERE a.person_id = p.person_id AND a.school_id = @school AND a.role = p.role AND {Now})
          WHEN p.role IN ({Staff}) THEN EXISTS (
            SELECT 1 FROM affiliation a WHERE a.person_id = p.person_id AND a.school_id = @school AND a.role IN ({Staff}) AND {Now})
            OR EXISTS (
            SELECT 1 FROM enrollment e WHERE e.person_id = p.person_id AND e.school_id = @school AND e.role = 'teacher' AND e.ended_at IS NULL AND e.suspended_by IS NULL)
          WHEN p.role = 'student' THEN EXISTS (
            SELECT 1 FROM affiliation a WHERE a.person_id = p.person_id AND a.school_id = @school AND a.role = 'student' AND {Now})
            OR EXISTS (
            SELECT 1 FROM enrollment e WHERE e.person_id = p.person_id AND e.school_id = @school AND e.role = 'student' AND e.ended_at IS NULL AND e.suspended_by IS NULL)
          ELSE EXISTS (
            SELECT 1 FROM guardianship g JOIN enrollment e ON e.person_id = g.student_id AND e.role = 'student' AND e.ended_at IS NULL
            WHERE g.guardian_id = p.person_id AND g.ended_at IS NULL AND e.school_id = @school)
        END
        """;

    /// <summary>Rows (person_id, role) of a chat (@chat) of a school (@school) now (@now).</summary>
    public static string Good { get; } = $"SELECT p.person_id, p.role FROM chat_place p WHERE p.chat_id = @chat AND {IsGood}";

    /// <summary>
    /// The chats that an act on these chats concerns beside them: those that people made for the same class, staff or school, and those in which somebody
    /// is by a place that is worth nothing any more.
    /// </summary>
    public static async Task<IReadOnlyList<AffectedChat>> Beside(
        WriteTransaction write, SchoolId school, IReadOnlyList<AffectedChat> affected, long now, CancellationToken cancel)
    {
        var common = await write.Query<Common>(
            "SELECT id, template, class_id AS class FROM chat WHERE school_id = @school AND template IN ('school', 'staff', 'class') AND archived_at IS NULL",
            new { school },
            cancel);
        var stale = await write.Query<ChatId>(
            $"""
            SELECT DISTINCT p.chat_id FROM chat_place p
            JOIN chat c ON c.id = p.chat_id AND c.school_id = @school
            JOIN chat_member m ON m.chat_id = p.chat_id AND m.person_id = p.person_id AND m.to_number IS NULL
            WHERE NOT ({IsGood})
            """,
            new { school, now },
            cancel);
        var classes = affected.Select(static a => a.Class).ToHashSet();
        return
        [
            .. affected,
            .. common.Where(c => c.Template == "class" ? classes.Contains(c.Class) : classes.Contains(null)).Select(static c => new AffectedChat(c.Id, c.Class))
                .Concat(stale.Select(static c => new AffectedChat(c, null)))
                .Where(c => affected.All(a => a.Chat != c.Chat))
                .DistinctBy(static c => c.Chat),
        ];
    }

    /// <summary>Takes somebody in.</summary>
    /// <returns>False when the person has this place already.</returns>
    public static async Task<bool> Take(WriteTransaction write, ChatId chat, PersonId person, Role role, bool supervises, long now, CancellationToken cancel) =>
        await write.Execute(
            """
            INSERT INTO chat_place (chat_id, person_id, role, supervises, began_at) VALUES (@chat, @person, @role, @supervises, @now)
            ON CONFLICT (chat_id, person_id) DO NOTHING
            """,
            new { chat, person, role = role.Code(), supervises = supervises ? 1 : 0, now },
            cancel) == 1;

    private sealed record Common
    {
        public ChatId Id { get; init; }

        public string Template { get; init; } = "";

        public ClassId? Class { get; init; }
    }
}
