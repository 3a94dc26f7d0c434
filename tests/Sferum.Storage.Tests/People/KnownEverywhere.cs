using System.Text;
using Sferum.Chats;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>
/// A person of whom every table knows something: in each column of <see cref="PersonalColumns"/> stands the person's id, or a mark that stands nowhere else.
/// Whoever adds a column there adds a row here.
/// </summary>
internal sealed class KnownEverywhere(Town town, SchoolId school, PersonId person, PersonId other, PersonId child)
{
    private readonly string _run = Guid.CreateVersion7().ToString("N");
    private readonly Guid _file = Guid.CreateVersion7();
    private ClassId _class;
    private ChatId _chat;

    /// <summary>As a parameter what stands in a column: the id of the person, or the mark.</summary>
    public object MarkOf(string column) =>
        IsId(column) ? new { Mark = person }
        : IsBytes(column) ? new { Mark = Bytes(column) }
        : new { Mark = Word(column) };

    public async Task Fill()
    {
        _class = await town.Class(school);
        _chat = await town.Chat(school, ChatKind.Class, _class);
        await Self();
        await Sessions();
        await Belonging();
        await Papers();
        await Chatting();
        await Files();
    }

    private static bool IsId(string column) =>
        column != "person.sourced_id"
        && (column.EndsWith("_id", StringComparison.Ordinal) || column.EndsWith("_by", StringComparison.Ordinal) || column == "movement.instead_of");

    private static bool IsBytes(string column) =>
        column.EndsWith("hash", StringComparison.Ordinal) || column.EndsWith("_sealed", StringComparison.Ordinal) || column is "order_file.bytes" or "audit.content" or "file.peaks";

    private string Word(string column) => $"{column} {_run}";

    /// <summary>An attempt to sign in is a person's by the phone.</summary>
    private byte[] Bytes(string column) => Encoding.UTF8.GetBytes(Word(column == "sign_in_attempt.phone_hash" ? "person.phone_hash" : column));

    private async Task Self()
    {
        await town.Run(
            """
            UPDATE person SET sourced_id = @source, given_name = @given, family_name = @family, middle_name = @middle, display_name = @display, birth_date = @birth,
              phone_hash = @hash, phone_sealed = @kept WHERE id = @person
            """,
            new
            {
                person, source = Word("person.sourced_id"), given = Word("person.given_name"), family = Word("person.family_name"), middle = Word("person.middle_name"),
                display = Word("person.display_name"), birth = Word("person.birth_date"), hash = Bytes("person.phone_hash"), kept = Bytes("person.phone_sealed"),
            });
        await town.Run("UPDATE person SET became_id = @person WHERE id = @other", new { person, other });
        await town.Run(
            """
            INSERT INTO sign_in_attempt (id, phone_hash, phone_sealed, address_hash, code_hash, created_at, expires_at) VALUES (@id, @phone, @kept, @address, @code, 1, 2)
            """,
            new
            {
                id = Guid.CreateVersion7(), phone = Bytes("sign_in_attempt.phone_hash"), kept = Bytes("sign_in_attempt.phone_sealed"), address = Bytes("sign_in_attempt.address_hash"),
                code = Bytes("sign_in_attempt.code_hash"),
            });
        await town.Run("INSERT INTO claim (hash, kind, person_id, created_at, expires_at) VALUES (@hash, 'paper', @person, 1, 2)", new { hash = Bytes("claim.hash"), person });
        await town.Run("INSERT INTO person_key (person_id, key_sealed, created_at) VALUES (@person, @key, 1)", new { person, key = Bytes("person_key.key_sealed") });
        await town.Run(
            """
            INSERT INTO audit (school_id, number, at, actor_id, act, subject_kind, subject_id, person_id, content, hash)
            VALUES (@chain, 1, 1, @person, 'test', 'person', @person, @person, @content, @content)
            """,
            new { chain = Guid.CreateVersion7(), person, content = Bytes("audit.content") });
    }

    private async Task Sessions()
    {
        var session = SessionId.New();
        await town.Run(
            "INSERT INTO session (id, person_id, school_id, device, created_at, last_used_at) VALUES (@session, @person, @school, @device, 1, 1)",
            new { session, person, school, device = Word("session.device") });
        await town.Run(
            "INSERT INTO push_subscription (id, session_id, person_id, endpoint, public_key, secret, created_at) VALUES (@id, @session, @person, @endpoint, @key, @secret, 1)",
            new { id = Guid.CreateVersion7(), session, person, endpoint = Word("push_subscription.endpoint"), key = new byte[65], secret = new byte[16] });
        await town.Run(
            "INSERT INTO refresh_token (hash, session_id, created_at, expires_at, successor_sealed, exchange_hash) VALUES (@hash, @session, 1, 2, @kept, @exchange)",
            new { hash = Bytes("refresh_token.hash"), session, kept = Bytes("refresh_token.successor_sealed"), exchange = Bytes("refresh_token.exchange_hash") });
        await town.Run("INSERT INTO second_factor (person_id, secret_sealed, created_at) VALUES (@person, @kept, 1)", new { person, kept = Bytes("second_factor.secret_sealed") });
        await town.Run("INSERT INTO recovery_code (person_id, hash) VALUES (@person, @hash)", new { person, hash = Bytes("recovery_code.hash") });
        await town.Run("INSERT INTO second_factor_try (id, person_id, at) VALUES (@id, @person, 1)", new { id = Guid.CreateVersion7(), person });
        await town.Run(
            """
            INSERT INTO second_factor_ticket (hash, attempt_id, person_id, device, device_hash, created_at, expires_at) VALUES (@hash, @id, @person, @device, @known, 1, 2)
            """,
            new
            {
                hash = Bytes("second_factor_ticket.hash"), id = Guid.CreateVersion7(), person, device = Word("second_factor_ticket.device"), known = Bytes("second_factor_ticket.device_hash"),
            });
        await town.Run("INSERT INTO known_device (person_id, hash, first_at, last_at) VALUES (@person, @hash, 1, 1)", new { person, hash = Bytes("known_device.hash") });
    }

    private async Task Belonging()
    {
        await town.Affiliate(person, school, Role.Student);
        await town.Enroll(person, school, "student", _class);
        await town.Guard(other, person);
        await town.Guard(person, child);
        await town.Run(
            """
            INSERT INTO movement (id, school_id, person_id, kind, status, order_number, ordered_on, effective_on, instead_of, created_by, created_at)
            VALUES (@id, @school, @person, 'dismissal', 'planned', '1', '2026-09-01', '2026-09-01', @person, @person, 1)
            """,
            new { id = Guid.CreateVersion7(), school, person });
        await town.Run(
            """
            INSERT INTO local_act (id, school_id, kind, version, title, text, created_at, created_by, activated_at, activated_by)
            VALUES (@id, @school, 'regulation', 1, 'x', 'x', 1, @person, 1, @person)
            """,
            new { id = Guid.CreateVersion7(), school, person });
        await town.Run("INSERT INTO regulation_acceptance (school_id, version, person_id, accepted_at) VALUES (@school, 1, @person, 1)", new { school, person });
        await town.Run(
            """
            INSERT INTO consent (id, school_id, student_id, given_by, paper, recorded_by, given_at, withdrawn_at, withdrawn_by)
            VALUES (@id, @school, @student, @by, @paper, @person, 1, 2, @person)
            """,
            new[]
            {
                new { id = Guid.CreateVersion7(), school, student = person, by = other, paper = (string?)Word("consent.paper"), person },
                new { id = Guid.CreateVersion7(), school, student = child, by = person, paper = (string?)null, person },
            });
        await Links();
    }

    private async Task Links()
    {
        var (link, guardians) = (Guid.CreateVersion7(), await town.Chat(school, ChatKind.Guardians, _class));
        await town.Run(
            """
            INSERT INTO invitation (id, school_id, kind, role, class_id, chat_id, student_id, secret_hash, cap, created_by, created_at, expires_at)
            VALUES (@link, @school, 'guardian', 'guardian', @class, @guardians, @person, @hash, 1, @person, 1, 2)
            """,
            new { link, school, @class = _class, guardians, person, hash = link.ToByteArray() });
        await town.Run("INSERT INTO invitation_use (id, invitation_id, person_id, at) VALUES (@id, @link, @person, 1)", new { id = Guid.CreateVersion7(), link, person });
        await town.Run(
            "INSERT INTO invitation_hand_out (id, invitation_id, means, by_id, to_id, at) VALUES (@id, @link, 'handed', @person, @person, 1)",
            new { id = Guid.CreateVersion7(), link, person });
        await town.Run(
            """
            INSERT INTO join_request (id, school_id, person_id, invitation_id, kind, role, chat_id, student_id, given_name, family_name, middle_name, status, reason, created_at, decided_at, decided_by)
            VALUES (@id, @school, @who, @link, 'guardian', 'guardian', @guardians, @named, @given, @family, @middle, 'rejected', @reason, 1, 2, @person)
            """,
            new[]
            {
                new
                {
                    id = Guid.CreateVersion7(), school, who = person, link, guardians, named = child, given = Word("join_request.given_name"), family = Word("join_request.family_name"),
                    middle = Word("join_request.middle_name"), reason = Word("join_request.reason"), person,
                },
                new
                {
                    id = Guid.CreateVersion7(), school, who = other, link, guardians, named = person, given = "x", family = "x", middle = "x",
                    reason = "x", person,
                },
            });
    }

    private async Task Papers()
    {
        await town.Run("INSERT INTO order_file (id, type, bytes, created_at) VALUES (@_file, 'application/pdf', @bytes, 1)", new { _file, bytes = Bytes("order_file.bytes") });
        var application = Guid.CreateVersion7();
        await town.Run(
            """
            INSERT INTO school_application (id, number, secret_hash, status, name, time_zone, address, email, inn, ogrn, director_sealed, admin_sealed, contact_email, locale,
              order_number, order_date, file_id, taken_in_by, school_id, created_at, changed_at, director_id, admin_id)
            VALUES (@application, @number, @hash, 'approved', 'x', 'x', 'x', 'x', 'x', 'x', @director, @admin, 'x', 'ru', '1', '2026-09-01', @_file, @person, @school, 1, 1, @person, @person)
            """,
            new
            {
                application, number = Random.Shared.NextInt64(), hash = application.ToByteArray(), director = Bytes("school_application.director_sealed"),
                admin = Bytes("school_application.admin_sealed"), _file, person, school,
            });
        await town.Run(
            "INSERT INTO school_application_step (application_id, rev, status, at, actor_id, reason) VALUES (@application, 1, 'approved', 1, @person, @reason)",
            new { application, person, reason = Word("school_application_step.reason") });
        await town.Run(
            """
            INSERT INTO school_order (id, school_id, kind, status, number, date, file_id, issuer_id, at, named_person_id, named_sealed, decided_by, decided_at, reason)
            VALUES (@id, @school, 'director', 'refused', '1', '2026-09-01', @_file, @person, 1, @person, @named, @person, 2, @reason)
            """,
            new { id = Guid.CreateVersion7(), school, _file, person, named = Bytes("school_order.named_sealed"), reason = Word("school_order.reason") });
        await town.Run(
            "INSERT INTO district_order (id, kind, number, date, file_id, issuer_id, at, named_person_id) VALUES (@id, 'appoint', '1', '2026-09-01', @_file, @person, 1, @person)",
            new { id = Guid.CreateVersion7(), _file, person });
        await town.Run(
            "INSERT INTO outbox (id, kind, school_id, payload, created_at, due_at) VALUES (@id, 'nobody takes it', @school, @payload, 1, @due)",
            new { id = Guid.CreateVersion7(), school, payload = Word("outbox.payload"), due = long.MaxValue });
        await town.Run(
            "INSERT INTO erasure (id, person_id, school_id, whole, asked_by, created_at, due_at, finished_at) VALUES (@id, @child, @school, 0, @person, 1, 1, 1)",
            new { id = Guid.CreateVersion7(), child, school, person });
    }

    /// <summary>The person's poll with the person's vote, somebody's mention of the person, somebody's copy of what the person wrote, and a message for later.</summary>
    private async Task Carrying(ChatId chat)
    {
        await town.Run("INSERT INTO poll (chat_id, number, multiple, shows_who) VALUES (@chat, 1, 0, 1)", new { chat });
        await town.Run("INSERT INTO poll_option (chat_id, number, place, text) VALUES (@chat, 1, 0, @text)", new { chat, text = Word("poll_option.text") });
        await town.Run("INSERT INTO poll_vote (chat_id, number, person_id, choices) VALUES (@chat, 1, @person, 1)", new { chat, person });
        await town.Run(
            "INSERT INTO mention (chat_id, number, place, person_id, label) VALUES (@chat, 2, 0, @person, @label)", new { chat, person, label = Word("mention.label") });
        var elsewhere = await town.Chat(school);
        await town.Run("INSERT INTO forwarded (chat_id, number, author_id, role, at) VALUES (@elsewhere, 1, @person, 'student', 1)", new { elsewhere, person });
        await town.Run(
            "INSERT INTO scheduled_message (id, chat_id, author_id, school_id, text, at, due_at, created_at) VALUES (@id, @chat, @person, @school, @text, @at, @at, 1)",
            new { id = Guid.CreateVersion7(), chat, person, school, text = Word("scheduled_message.text"), at = long.MaxValue });
    }

    private async Task Files()
    {
        var (chat, file) = (_chat, Guid.CreateVersion7());
        await town.Run(
            """
            INSERT INTO file (id, owner_id, school_id, status, kind, name, type, size, peaks, declared, received, charged, created_at, posted_at)
            VALUES (@file, @person, @school, 'ready', 'voice', @name, 'audio/mp4', 1, @peaks, 1, 1, 0, 1, 1)
            """,
            new { file, person, school, name = Word("file.name"), peaks = Bytes("file.peaks") });
        await town.Run("INSERT INTO message_file (chat_id, number, file_id, ordinal, kind) VALUES (@chat, 2, @file, 0, 'voice')", new { chat, file });
        await town.Run("INSERT INTO person_usage (person_id, bytes) VALUES (@person, 0)", new { person });
    }

    private async Task Chatting()
    {
        var chat = _chat;
        await town.Member(chat, person);
        foreach (var (first, second, title) in new[] { (person, other, Word("chat.title")), (other, person, "x") })
        {
            var direct = await town.Chat(school, ChatKind.Direct, title: "x");
            await town.Run("UPDATE chat SET title = @title, first_id = @first, second_id = @second WHERE id = @direct", new { direct, first, second, title });
            await town.Member(direct, person);
        }

        await town.Run(
            "INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts, body_hash) VALUES (@chat, 1, 1, @person, @request, 1, 1, @hash)",
            new { chat, person, request = Guid.CreateVersion7(), hash = Bytes("chat_log.body_hash") });
        await town.Run("INSERT INTO message (chat_id, number, text) VALUES (@chat, 1, @text)", new { chat, text = Word("message.text") });
        await town.Run("INSERT INTO evidence (chat_id, at_number, number, text) VALUES (@chat, 2, 1, @text)", new { chat, text = Word("evidence.text") });
        await town.Run("INSERT INTO reaction (chat_id, number, person_id, emoji) VALUES (@chat, 1, @person, @emoji)", new { chat, person, emoji = Word("reaction.emoji") });
        await town.Run("INSERT INTO read_mark (chat_id, person_id, number, posts) VALUES (@chat, @person, 1, 1)", new { chat, person });
        await town.Run("INSERT INTO chat_rule (chat_id, person_id, muted_reason) VALUES (@chat, @person, @reason)", new { chat, person, reason = Word("chat_rule.muted_reason") });
        await town.Run("INSERT INTO push_told (chat_id, person_id, number) VALUES (@chat, @person, 1)", new { chat, person });
        var call = Guid.CreateVersion7();
        await town.Run(
            "INSERT INTO video_session (id, chat_id, school_id, title, started_by, started_at) VALUES (@call, @chat, @school, 'x', @person, 1)", new { call, chat, school, person });
        await town.Run("INSERT INTO call_stay (session_id, person_id, from_at) VALUES (@call, @person, 1)", new { call, person });
        await town.Run("INSERT INTO push_digest (person_id, due_at) VALUES (@person, @due)", new { person, due = long.MaxValue });
        await town.Run("INSERT INTO quiet_hours (person_id, from_minute, to_minute, zone) VALUES (@person, 1, 2, 'x')", new { person });
        await town.Run("INSERT INTO chat_choice (chat_id, person_id, level) VALUES (@chat, @person, 'none')", new { chat, person });
        await Carrying(chat);
        await town.Run("INSERT INTO chat_place (chat_id, person_id, role, began_at) VALUES (@chat, @person, 'student', 1)", new { chat, person });
        await town.Run(
            """
            INSERT INTO report (id, school_id, chat_id, number, reporter_id, reason, created_at, escalates_at, answered_at, answered_by, answer)
            VALUES (@id, @school, @chat, 1, @person, @reason, 1, 1, 1, @person, 'dismissed')
            """,
            new { id = Guid.CreateVersion7(), school, chat, person, reason = Word("report.reason") });
        await town.Run(
            """
            INSERT INTO evidence_request (id, school_id, chat_id, requested_by, requested_as, reason, requested_at, approved_by, approved_as, approved_at, until_at)
            VALUES (@id, @school, @chat, @asked, 'director', @reason, 1, @approved, 'school_admin', 1, 1)
            """,
            new[]
            {
                new { id = Guid.CreateVersion7(), school, chat, asked = person, approved = other, reason = Word("evidence_request.reason") },
                new { id = Guid.CreateVersion7(), school, chat, asked = other, approved = person, reason = "x" },
            });
    }
}
