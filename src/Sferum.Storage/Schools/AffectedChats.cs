using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Which chats have to bring their members in step when somebody's place changes. The one place that knows; every act asks here.</summary>
internal static class AffectedChats
{
    /// <summary>A person's roles change: the school's chat, its staff's chat, and every chat that follows the person's places or has the person in it.</summary>
    public static Task<IReadOnlyList<AffectedChat>> OfPerson(WriteTransaction write, SchoolId school, PersonId person, CancellationToken cancel) => Ask(
        write,
        """
        SELECT id AS chat, class_id AS class FROM chat WHERE school_id = @school AND kind IN ('school', 'staff')
        UNION
        SELECT c.id, c.class_id FROM enrollment e JOIN chat c ON c.class_id = e.class_id AND c.kind IN ('class', 'guardians')
        WHERE e.person_id = @person AND e.school_id = @school AND e.ended_at IS NULL
        UNION
        SELECT c.id, s.class_id FROM enrollment e JOIN section s ON s.id = e.section_id JOIN chat c ON c.section_id = s.id
        WHERE e.person_id = @person AND e.school_id = @school AND e.ended_at IS NULL
        UNION
        SELECT c.id, coalesce(c.class_id, s.class_id) FROM chat_member m JOIN chat c ON c.id = m.chat_id LEFT JOIN section s ON s.id = c.section_id
        WHERE m.person_id = @person AND m.to_number IS NULL AND c.school_id = @school
        """,
        new { school, person },
        cancel);

    /// <summary>Somebody comes into a class or leaves it: its chat and its guardians' chat.</summary>
    public static Task<IReadOnlyList<AffectedChat>> OfClass(WriteTransaction write, ClassId @class, CancellationToken cancel) => Ask(
        write, "SELECT id AS chat, class_id AS class FROM chat WHERE class_id = @class AND kind IN ('class', 'guardians')", new { @class }, cancel);

    /// <summary>A student ceases to be anybody's child at the school: the guardians' chat of the own class, in which the student is not.</summary>
    public static Task<IReadOnlyList<AffectedChat>> OfGuardians(WriteTransaction write, SchoolId school, PersonId student, CancellationToken cancel) => Ask(
        write,
        """
        SELECT c.id AS chat, c.class_id AS class FROM enrollment e JOIN chat c ON c.class_id = e.class_id AND c.kind = 'guardians'
        WHERE e.person_id = @student AND e.school_id = @school AND e.role = 'student' AND e.ended_at IS NULL
        """,
        new { school, student },
        cancel);

    /// <summary>Somebody comes into a section or leaves it: its study chat.</summary>
    public static Task<IReadOnlyList<AffectedChat>> OfSection(WriteTransaction write, SectionId section, CancellationToken cancel) => Ask(
        write,
        "SELECT c.id AS chat, s.class_id AS class FROM chat c JOIN section s ON s.id = c.section_id WHERE c.section_id = @section",
        new { section },
        cancel);

    /// <summary>Somebody's role at a school begins or ends: the school's chat and its staff's.</summary>
    public static Task<IReadOnlyList<AffectedChat>> OfSchool(WriteTransaction write, SchoolId school, CancellationToken cancel) => Ask(
        write, "SELECT id AS chat, class_id AS class FROM chat WHERE school_id = @school AND kind IN ('school', 'staff')", new { school }, cancel);

    private static async Task<IReadOnlyList<AffectedChat>> Ask(WriteTransaction write, string sql, object parameters, CancellationToken cancel) =>
        [.. (await write.Query<Row>(sql, parameters, cancel)).Select(static r => new AffectedChat(r.Chat, r.Class))];

    private sealed record Row
    {
        public ChatId Chat { get; init; }

        public ClassId? Class { get; init; }
    }
}
