using Sferum.Schools;

namespace Sferum.People;

/// <summary>What an erasure does in the transaction of its act. Everything but chats: of those there may be too much for one transaction.</summary>
internal sealed class ErasureRows(Act act, SchoolId school, PersonId person)
{
    /// <summary>What is the person's alone, and goes.</summary>
    private static readonly string[] Own =
    [
        "second_factor", "recovery_code", "second_factor_try", "second_factor_ticket", "known_device", "chat_rule", "chat_choice", "chat_place", "person_usage",
        "push_subscription", "push_told", "push_digest", "quiet_hours",
    ];

    private readonly object _keys = new { person, school, act.Now };

    public async Task<bool> HasPlaceElsewhere(CancellationToken cancel) => await act.Write.First<long?>(
        """
        SELECT 1 FROM affiliation WHERE person_id = @person AND school_id IS DISTINCT FROM @school AND ended_at IS NULL
        UNION ALL SELECT 1 FROM enrollment WHERE person_id = @person AND school_id <> @school AND ended_at IS NULL
        UNION ALL SELECT 1 FROM guardianship g JOIN enrollment e ON e.person_id = g.student_id AND e.school_id <> @school AND e.ended_at IS NULL
          WHERE g.guardian_id = @person AND g.ended_at IS NULL
        LIMIT 1
        """,
        _keys,
        cancel) is not null;

    public async Task EndPlaces(bool whole, CancellationToken cancel)
    {
        await act.Write.Execute("UPDATE affiliation SET ended_at = @Now WHERE person_id = @person AND school_id = @school AND ended_at IS NULL", _keys, cancel);
        await act.Write.Execute("UPDATE enrollment SET ended_at = @Now WHERE person_id = @person AND school_id = @school AND ended_at IS NULL", _keys, cancel);
        await act.Write.Execute(
            "UPDATE movement SET status = 'cancelled', due_at = NULL WHERE person_id = @person AND school_id = @school AND status = 'planned'", _keys, cancel);

        // While it is still known who they are: the child's guardians have no place at the school any more, unless by another child.
        await GuardianRows.Settle(act, school, [person], GivenBy.Anybody, cancel);
        await act.Write.Execute(
            whole
                ? "UPDATE guardianship SET ended_at = @Now WHERE (guardian_id = @person OR student_id = @person) AND ended_at IS NULL"
                : """
                  UPDATE guardianship SET ended_at = @Now WHERE guardian_id = @person AND ended_at IS NULL
                    AND student_id IN (SELECT person_id FROM enrollment WHERE school_id = @school AND ended_at IS NULL)
                  """,
            _keys,
            cancel);
    }

    /// <returns>Those that were alive.</returns>
    public async Task<IReadOnlyList<SessionId>> EndSessions(bool whole, CancellationToken cancel)
    {
        var which = whole ? "person_id = @person" : "person_id = @person AND school_id = @school";
        var ended = await act.Write.Query<SessionId>(
            $"UPDATE session SET ended_at = @Now, end_reason = 'revoked' WHERE {which} AND ended_at IS NULL RETURNING id", _keys, cancel);
        await act.Write.Execute($"DELETE FROM refresh_token WHERE session_id IN (SELECT id FROM session WHERE {which})", _keys, cancel);
        await act.Write.Execute($"UPDATE session SET device = '' WHERE {which}", _keys, cancel);
        return [.. ended];
    }

    /// <summary>Nothing stays by which anybody could tell who it was.</summary>
    public async Task Forget(CancellationToken cancel)
    {
        await act.Write.Execute("DELETE FROM sign_in_attempt WHERE phone_hash = (SELECT phone_hash FROM person WHERE id = @person)", _keys, cancel);
        foreach (var table in Own)
        {
            await act.Write.Execute($"DELETE FROM {table} WHERE person_id = @person", _keys, cancel);
        }

        await act.Write.Execute("DELETE FROM scheduled_message WHERE author_id = @person", _keys, cancel);
        await act.Write.Execute("DELETE FROM claim WHERE person_id = @person", _keys, cancel);
        await act.Write.Execute("UPDATE join_request SET status = 'withdrawn', decided_at = @Now WHERE person_id = @person AND status = 'pending'", _keys, cancel);
        await act.Write.Execute("UPDATE join_request SET given_name = '', family_name = '', middle_name = NULL, reason = NULL WHERE person_id = @person", _keys, cancel);
        await act.Write.Execute("UPDATE report SET reason = '' WHERE reporter_id = @person", _keys, cancel);
        await act.Write.Execute("UPDATE consent SET paper = '' WHERE student_id = @person AND paper IS NOT NULL", _keys, cancel);
        await act.Write.Execute(
            """
            UPDATE person SET erased_at = @Now, sourced_id = NULL, given_name = '', family_name = '', middle_name = NULL, display_name = @name,
              phone_hash = NULL, phone_sealed = NULL, birth_date = NULL, limited_at = NULL
            WHERE id = @person
            """,
            new { person, act.Now, name = TextCatalogue.Render("people.erased", null, TextCatalogue.DefaultLocale) },
            cancel);
        await act.Write.Execute(
            "UPDATE person SET display_name = @name WHERE became_id = @person", new { person, name = TextCatalogue.Render("people.erased", null, TextCatalogue.DefaultLocale) }, cancel);
        await ForgetNames(cancel);
        await act.Write.Execute("DELETE FROM person_key WHERE person_id = @person OR person_id IN (SELECT id FROM person WHERE became_id = @person)", _keys, cancel);
    }

    /// <summary>Names that stand elsewhere than with the person, who has another one by now.</summary>
    private async Task ForgetNames(CancellationToken cancel)
    {
        var none = new { person, none = Array.Empty<byte>() };
        await act.Write.Execute("UPDATE school_application SET director_sealed = @none WHERE director_id = @person", none, cancel);
        await act.Write.Execute("UPDATE school_application SET admin_sealed = @none WHERE admin_id = @person", none, cancel);
        await act.Write.Execute("UPDATE school_order SET named_sealed = NULL WHERE named_person_id = @person AND named_sealed IS NOT NULL", none, cancel);

        // A direct chat is called after its two people; whoever is left is told of it.
        await act.Write.Execute(
            """
            UPDATE chat SET told_number = -1,
              title = (SELECT a.display_name || ' · ' || b.display_name FROM person a, person b WHERE a.id = chat.first_id AND b.id = chat.second_id)
            WHERE id IN (SELECT chat_id FROM chat_member WHERE person_id = @person) AND (first_id = @person OR second_id = @person)
            """,
            none,
            cancel);
    }

    /// <summary>The rest is done in pieces, once the chats have had time to follow.</summary>
    public Task<int> Begin(bool whole, PersonId askedBy, CancellationToken cancel) => act.Write.Execute(
        """
        INSERT INTO erasure (id, person_id, school_id, whole, asked_by, created_at, due_at) VALUES (@id, @person, @school, @all, @askedBy, @Now, @Now)
        """,
        new { id = Guid.CreateVersion7(), person, school, all = (short)(whole ? 1 : 0), askedBy, act.Now },
        cancel);
}
