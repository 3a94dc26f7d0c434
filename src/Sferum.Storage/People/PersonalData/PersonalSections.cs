namespace Sferum.People;

/// <summary>
/// The parts of an export, each one statement. Parameters: person, school, phone. <see cref="PersonalSection.OfSchool"/> narrows it to one school, for its administrator; a
/// part without it is for oneself only.
/// </summary>
internal static class PersonalSections
{
    private const string Chats = "(SELECT DISTINCT chat_id FROM chat_member WHERE person_id = @person) m JOIN chat c ON c.id = m.chat_id";

    public static readonly IReadOnlyList<PersonalSection> All =
    [
        new("profile", """
            SELECT id AS "id", given_name AS "givenName", family_name AS "familyName", middle_name AS "middleName", display_name AS "displayName",
              birth_date AS "birthDate", created_at AS "createdAt", limited_at AS "limitedAt" FROM person WHERE id = @person
            """, ""),
        new("affiliations", """
            SELECT s.name AS "school", a.role AS "role", a.began_at AS "beganAt", a.until_at AS "untilAt", a.ended_at AS "endedAt"
            FROM affiliation a LEFT JOIN school s ON s.id = a.school_id WHERE a.person_id = @person {0} ORDER BY a.began_at
            """, "AND a.school_id = @school"),
        new("enrollments", """
            SELECT s.name AS "school", coalesce(c.title, x.title) AS "place", e.role AS "role", e.began_at AS "beganAt", e.ended_at AS "endedAt"
            FROM enrollment e JOIN school s ON s.id = e.school_id LEFT JOIN school_class c ON c.id = e.class_id LEFT JOIN section x ON x.id = e.section_id
            WHERE e.person_id = @person {0} ORDER BY e.began_at
            """, "AND e.school_id = @school"),
        new("children", """
            SELECT g.student_id AS "personId", p.display_name AS "name", g.began_at AS "beganAt", g.ended_at AS "endedAt"
            FROM guardianship g JOIN person p ON p.id = g.student_id WHERE g.guardian_id = @person {0} ORDER BY g.began_at
            """, "AND EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = g.student_id AND a.school_id = @school)"),
        new("guardians", """
            SELECT g.guardian_id AS "personId", p.display_name AS "name", g.began_at AS "beganAt", g.ended_at AS "endedAt"
            FROM guardianship g JOIN person p ON p.id = g.guardian_id WHERE g.student_id = @person {0} ORDER BY g.began_at
            """, "AND EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = g.student_id AND a.school_id = @school)"),
        new("orders", """
            SELECT s.name AS "school", o.kind AS "kind", o.number AS "number", o.date AS "date", o.status AS "status", o.at AS "at"
            FROM school_order o JOIN school s ON s.id = o.school_id WHERE o.named_person_id = @person {0} ORDER BY o.at
            """, "AND o.school_id = @school"),
        new("district_orders", """
            SELECT kind AS "kind", number AS "number", date AS "date", at AS "at" FROM district_order WHERE named_person_id = @person ORDER BY at
            """, null),
        new("applications", """
            SELECT name AS "school", status AS "status", order_number AS "number", order_date AS "date", created_at AS "createdAt"
            FROM school_application WHERE (director_id = @person OR admin_id = @person) {0} ORDER BY created_at
            """, "AND school_id = @school"),
        new("movements", """
            SELECT s.name AS "school", m.kind AS "kind", m.status AS "status", m.order_number AS "number", m.effective_on AS "effectiveOn", m.until_on AS "untilOn"
            FROM movement m JOIN school s ON s.id = m.school_id WHERE m.person_id = @person {0} ORDER BY m.created_at
            """, "AND m.school_id = @school"),
        new("consents", """
            SELECT s.name AS "school", x.text_version AS "version", x.paper AS "paper", x.given_at AS "givenAt", x.withdrawn_at AS "withdrawnAt"
            FROM consent x JOIN school s ON s.id = x.school_id WHERE x.student_id = @person {0} ORDER BY x.given_at
            """, "AND x.school_id = @school"),
        new("consents_given", """
            SELECT s.name AS "school", x.student_id AS "studentId", x.text_version AS "version", x.given_at AS "givenAt", x.withdrawn_at AS "withdrawnAt"
            FROM consent x JOIN school s ON s.id = x.school_id WHERE x.given_by = @person {0} ORDER BY x.given_at
            """, "AND x.school_id = @school"),
        new("acceptances", """
            SELECT s.name AS "school", r.version AS "version", r.accepted_at AS "acceptedAt"
            FROM regulation_acceptance r JOIN school s ON s.id = r.school_id WHERE r.person_id = @person {0} ORDER BY r.accepted_at
            """, "AND r.school_id = @school"),
        new("links_used", """
            SELECT s.name AS "school", i.role AS "role", u.at AS "at"
            FROM invitation_use u JOIN invitation i ON i.id = u.invitation_id JOIN school s ON s.id = i.school_id WHERE u.person_id = @person {0} ORDER BY u.at
            """, "AND i.school_id = @school"),
        new("links_naming", """
            SELECT s.name AS "school", i.role AS "role", i.created_at AS "createdAt", i.expires_at AS "expiresAt"
            FROM invitation i JOIN school s ON s.id = i.school_id WHERE i.student_id = @person {0} ORDER BY i.created_at
            """, "AND i.school_id = @school"),
        new("join_requests", """
            SELECT s.name AS "school", j.role AS "role", j.given_name AS "givenName", j.family_name AS "familyName", j.middle_name AS "middleName",
              j.status AS "status", j.reason AS "reason", j.created_at AS "createdAt", j.decided_at AS "decidedAt"
            FROM join_request j JOIN school s ON s.id = j.school_id WHERE j.person_id = @person {0} ORDER BY j.created_at
            """, "AND j.school_id = @school"),
        new("join_requests_naming", """
            SELECT s.name AS "school", j.role AS "role", j.status AS "status", j.created_at AS "createdAt", j.decided_at AS "decidedAt"
            FROM join_request j JOIN school s ON s.id = j.school_id WHERE j.student_id = @person {0} ORDER BY j.created_at
            """, "AND j.school_id = @school"),
        new("sessions", """
            SELECT device AS "device", created_at AS "createdAt", last_used_at AS "lastUsedAt", ended_at AS "endedAt", end_reason AS "endReason"
            FROM session WHERE person_id = @person {0} ORDER BY created_at
            """, "AND school_id = @school"),
        new("sign_in_attempts", """
            SELECT created_at AS "createdAt", used_at AS "usedAt" FROM sign_in_attempt WHERE phone_hash = @phone ORDER BY created_at
            """, null),
        new("second_factor", """
            SELECT created_at AS "createdAt", active_at AS "activeAt" FROM second_factor WHERE person_id = @person
            """, null),
        new("second_factor_tries", """
            SELECT at AS "at" FROM second_factor_try WHERE person_id = @person ORDER BY at
            """, null),
        new("second_factor_tickets", """
            SELECT device AS "device", created_at AS "createdAt", used_at AS "usedAt" FROM second_factor_ticket WHERE person_id = @person ORDER BY created_at
            """, null),
        new("known_devices", """
            SELECT first_at AS "firstAt", last_at AS "lastAt" FROM known_device WHERE person_id = @person ORDER BY first_at
            """, null),
        new("push_subscriptions", """
            SELECT created_at AS "createdAt" FROM push_subscription WHERE person_id = @person ORDER BY created_at
            """, null),
        new("quiet_hours", """
            SELECT from_minute AS "from", to_minute AS "to", zone AS "zone" FROM quiet_hours WHERE person_id = @person
            """, null),
        new("claims", """
            SELECT kind AS "kind", created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt" FROM claim WHERE person_id = @person ORDER BY created_at
            """, null),
        new("chats", """
            SELECT c.id AS "chatId", c.kind AS "kind", c.title AS "title", m.role AS "role", m.from_number AS "from", m.to_number AS "to"
            FROM chat_member m JOIN chat c ON c.id = m.chat_id WHERE m.person_id = @person {0} ORDER BY c.id, m.came_number
            """, "AND c.school_id = @school AND c.kind <> 'direct'"),
        new("chat_rules", """
            SELECT r.chat_id AS "chatId", r.muted_until AS "mutedUntil", r.muted_reason AS "mutedReason", r.writes AS "writes" FROM chat_rule r JOIN chat c ON c.id = r.chat_id WHERE r.person_id = @person {0}
            """, "AND c.school_id = @school AND c.kind <> 'direct'"),
        new("chat_choices", """
            SELECT r.chat_id AS "chatId", r.level AS "level", r.pinned_at AS "pinnedAt" FROM chat_choice r JOIN chat c ON c.id = r.chat_id WHERE r.person_id = @person {0}
            """, null),
        new("chat_places", """
            SELECT r.chat_id AS "chatId", r.role AS "role", r.began_at AS "beganAt" FROM chat_place r JOIN chat c ON c.id = r.chat_id WHERE r.person_id = @person {0}
            """, "AND c.school_id = @school AND c.kind <> 'direct'"),
        new("reports", """
            SELECT r.chat_id AS "chatId", r.number AS "number", r.reason AS "reason", r.created_at AS "createdAt", r.answered_at AS "answeredAt"
            FROM report r JOIN chat c ON c.id = r.chat_id WHERE r.reporter_id = @person {0} ORDER BY r.created_at
            """, "AND r.school_id = @school AND c.kind <> 'direct'", HiddenFromOthers: "reason"),
        new("messages", $$"""
            SELECT c.id AS "chatId", l.number AS "number", l.at AS "at", t.reply_to AS "replyTo", t.edited_at AS "editedAt", t.deleted_at AS "deletedAt", t.text AS "text"
            FROM {{Chats}} JOIN chat_log l ON l.chat_id = c.id AND l.author_id = @person AND l.kind = 1
            JOIN message t ON t.chat_id = l.chat_id AND t.number = l.number WHERE 1 = 1 {0}
            """, "AND c.school_id = @school AND c.kind <> 'direct'", HiddenFromOthers: "text"),
        new("poll_options", $$"""
            SELECT c.id AS "chatId", l.number AS "number", o.place AS "place", o.text AS "text"
            FROM {{Chats}} JOIN chat_log l ON l.chat_id = c.id AND l.author_id = @person AND l.kind = 1
            JOIN poll_option o ON o.chat_id = l.chat_id AND o.number = l.number WHERE 1 = 1 {0}
            """, null),
        new("calls", """
            SELECT c.id AS "chatId", v.title AS "title", r.from_at AS "from", r.to_at AS "to"
            FROM call_stay r JOIN video_session v ON v.id = r.session_id JOIN chat c ON c.id = v.chat_id WHERE r.person_id = @person {0} ORDER BY r.from_at
            """, "AND c.school_id = @school AND c.kind <> 'direct'"),
        new("scheduled", """
            SELECT r.chat_id AS "chatId", r.at AS "at", r.created_at AS "createdAt", r.text AS "text" FROM scheduled_message r WHERE r.author_id = @person {0} ORDER BY r.at
            """, null),
        new("files", """
            SELECT f.id AS "fileId", f.name AS "name", f.type AS "type", f.size AS "size", f.created_at AS "createdAt", f.posted_at AS "postedAt"
            FROM file f WHERE f.owner_id = @person AND f.status = 'ready' {0} ORDER BY f.id
            """, """
            AND f.school_id = @school AND EXISTS (SELECT 1 FROM message_file x JOIN chat c ON c.id = x.chat_id WHERE x.file_id = f.id AND c.kind <> 'direct')
            """, HiddenFromOthers: "name"),
        new("file_usage", """
            SELECT u.bytes AS "bytes" FROM person_usage u WHERE u.person_id = @person
            """, null),
        new("reactions", $$"""
            SELECT c.id AS "chatId", r.number AS "number", r.emoji AS "emoji"
            FROM {{Chats}} JOIN reaction r ON r.chat_id = c.id AND r.person_id = @person WHERE 1 = 1 {0}
            """, "AND c.school_id = @school AND c.kind <> 'direct'"),
        new("votes", $$"""
            SELECT c.id AS "chatId", r.number AS "number", r.choices AS "choices" FROM {{Chats}} JOIN poll_vote r ON r.chat_id = c.id AND r.person_id = @person WHERE 1 = 1 {0}
            """, null),
        new("read_marks", $$"""
            SELECT c.id AS "chatId", r.number AS "number" FROM {{Chats}} JOIN read_mark r ON r.chat_id = c.id AND r.person_id = @person WHERE 1 = 1 {0}
            """, "AND c.school_id = @school AND c.kind <> 'direct'"),
    ];
}

/// <summary>A part of an export.</summary>
/// <param name="Name">What it is called in the file.</param>
/// <param name="Sql">The statement; {0} stands where it is narrowed.</param>
/// <param name="OfSchool">What narrows it to one school; null: for oneself only.</param>
/// <param name="HiddenFromOthers">A column that only the person sees.</param>
internal sealed record PersonalSection(string Name, string Sql, string? OfSchool, string? HiddenFromOthers = null)
{
    public string For(bool oneself) => Sql.Replace("{0}", oneself ? "" : OfSchool, StringComparison.Ordinal);
}
