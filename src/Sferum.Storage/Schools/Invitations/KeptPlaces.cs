using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>
/// Places that a roster keeps for people who have not come yet: it named them without a phone. When they come by a link they are newcomers; whoever is
/// accepted under such a name takes the place, with everything that the roster knows, and is not a second person of that name (ADR 25).
/// </summary>
internal static class KeptPlaces
{
    private const string Students = """
        SELECT p.id AS Person, e.class_id AS Class, p.family_name AS Family, p.given_name AS Given, p.middle_name AS Middle
        FROM enrollment e JOIN person p ON p.id = e.person_id AND p.phone_hash IS NULL AND p.sourced_id IS NOT NULL AND p.erased_at IS NULL
        WHERE e.role = 'student' AND e.ended_at IS NULL AND e.class_id
        """;

    /// <summary>
    /// Kept guardians of a child. Whoever has another place, or is a guardian at another school too, is not taken over by the word of one class teacher: staff come by
    /// their own link, and each child's class teacher speaks for that child.
    /// </summary>
    private const string Guardians = """
        SELECT p.id AS Person, p.family_name AS Family, p.given_name AS Given, p.middle_name AS Middle
        FROM guardianship g JOIN person p ON p.id = g.guardian_id AND p.phone_hash IS NULL AND p.sourced_id IS NOT NULL AND p.erased_at IS NULL
        WHERE g.student_id = @child AND g.ended_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = p.id AND a.ended_at IS NULL AND (a.role <> 'guardian' OR a.school_id <> @School))
          AND NOT EXISTS (SELECT 1 FROM enrollment e WHERE e.person_id = p.id AND e.ended_at IS NULL)
        """;

    /// <summary>Where somebody stands who has not come yet: the rows go over to whoever comes.</summary>
    private static readonly (string Table, string Column)[] Rows =
    [
        ("affiliation", "person_id"), ("enrollment", "person_id"), ("guardianship", "student_id"), ("guardianship", "guardian_id"), ("movement", "person_id"),
        ("consent", "student_id"), ("invitation", "student_id"), ("join_request", "student_id"), ("chat_place", "person_id"),
    ];

    /// <summary>Shows at each request which kept places its name may take.</summary>
    public static async Task<IReadOnlyList<JoinRequest>> Show(DbConnection connection, string @in, Func<IEnumerable<Guid>, object> of, IReadOnlyList<JoinRequest> requests, CancellationToken cancel)
    {
        var classes = requests.Where(static r => r is { Kind: InvitationKind.Student, Status: JoinStatus.Pending }).Select(static r => r.Class).OfType<ClassId>().Distinct().ToList();
        if (classes.Count == 0)
        {
            return requests;
        }

        var kept = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Students} {@in}", new { classes = of(classes.Select(static c => c.Value)) }, cancellationToken: cancel))).ToLookup(static k => k.Class);
        return [.. requests.Select(r => r.Status != JoinStatus.Pending || r.Class is not { } @class ? r : r with
        {
            Kept = [.. kept[@class].Where(k => k.Name.IsLike(r.Name)).Select(static k => new KeptPlace(k.Person, k.Name.Display(student: false)))],
        })];
    }

    /// <summary>A student comes into a class and takes the place that is kept there for the name, if there is one.</summary>
    /// <param name="act">The act.</param>
    /// <param name="newcomer">Who comes.</param>
    /// <param name="class">Into which class.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="decision">Which place, where there are several, or that it is none of them.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null, or why the act must not be committed.</returns>
    public static async Task<Refusal?> TakeStudents(Act act, PersonId newcomer, ClassId @class, ApplicantName name, JoinDecision decision, CancellationToken cancel)
    {
        var candidates = await Like(act, $"{Students} = @class", new { @class }, name, cancel);
        if (decision.Place == JoinDecision.NoPlace || (candidates.Count == 0 && decision.Place is null))
        {
            return null;
        }

        // Then a new look, for one of them may have come meanwhile by a personal code.
        await Lock(act, newcomer, [.. candidates.Select(static c => c.Person)], cancel);
        candidates = await Like(act, $"{Students} = @class", new { @class }, name, cancel);
        var place = decision.Place is { } chosen ? candidates.Find(c => c.Person == chosen) : candidates is [var only] ? only : null;
        return place is not null ? await Take(act, newcomer, place.Person, cancel)
            : decision.Place is not null ? Refusals.NotFound
            : candidates.Count == 0 ? null
            : Refusals.JoinChoosePlace;
    }

    /// <summary>Locks a child's guardian who comes, with those whose place it may be; the child is locked already.</summary>
    public static async Task LockGuardians(Act act, PersonId newcomer, PersonId child, ApplicantName name, CancellationToken cancel) =>
        await Lock(act, newcomer, [.. (await Like(act, Guardians, new { child, act.School }, name, cancel)).Select(static c => c.Person)], cancel);

    /// <summary>A child's guardian takes the place that is kept for the name, if there is exactly one.</summary>
    /// <returns>Null, or why the act must not be committed.</returns>
    public static async Task<Refusal?> TakeGuardian(Act act, PersonId newcomer, PersonId child, ApplicantName name, CancellationToken cancel) =>
        await Like(act, Guardians, new { child, act.School }, name, cancel) is [var only] ? await Take(act, newcomer, only.Person, cancel) : null;

    /// <summary>
    /// What names a kept person first, as those do who use a link, decide a request or show a personal code: they lock that row, and then people.
    /// </summary>
    private static async Task Lock(Act act, PersonId newcomer, IReadOnlyCollection<PersonId> kept, CancellationToken cancel)
    {
        var ids = act.Of(kept.Select(static k => k.Value));
        foreach (var naming in new[] { "invitation WHERE student_id", "join_request WHERE student_id", "claim WHERE used_at IS NULL AND person_id" })
        {
            await act.Write.Query<long>($"SELECT 1 FROM {naming} {act.In("ids")} {act.ForUpdate()}", new { ids }, cancel);
        }

        await act.LockPeople([newcomer, .. kept], cancel);
    }

    private static async Task<List<Row>> Like(Act act, string sql, object parameters, ApplicantName name, CancellationToken cancel) =>
        [.. (await act.Write.Query<Row>(sql, parameters, cancel)).Where(k => k.Name.IsLike(name))];

    private static async Task<Refusal?> Take(Act act, PersonId newcomer, PersonId kept, CancellationToken cancel)
    {
        act.Tell(await AffectedChats.OfPerson(act.Write, act.School!.Value, kept, cancel));
        var known = (await act.Write.First<Known>(
            """
            SELECT sourced_id AS SourcedId, family_name AS Family, given_name AS Given, middle_name AS Middle, display_name AS Display, birth_date AS BirthDate,
              limited_at AS LimitedAt FROM person WHERE id = @kept
            """,
            new { kept },
            cancel))!;

        // What chats have said about the one who was kept still has a name; an erasure takes that too.
        var gone = await act.Write.Execute(
            """
            UPDATE person SET sourced_id = NULL, given_name = '', family_name = '', middle_name = NULL, birth_date = NULL, erased_at = @Now, became_id = @newcomer
            WHERE id = @kept AND phone_hash IS NULL AND erased_at IS NULL
            """,
            new { kept, newcomer, act.Now },
            cancel);
        if (gone == 0)
        {
            return null;
        }

        await act.Write.Execute(
            """
            UPDATE person SET sourced_id = CASE WHEN sourced_id IS NULL OR NOT EXISTS (
                SELECT 1 FROM affiliation a WHERE a.person_id = @newcomer AND a.imported = 1 AND a.ended_at IS NULL) THEN @SourcedId ELSE sourced_id END,
              birth_date = coalesce(birth_date, @BirthDate), limited_at = coalesce(limited_at, @LimitedAt),
              family_name = @Family, given_name = @Given, middle_name = @Middle, display_name = @Display
            WHERE id = @newcomer
            """,
            new { newcomer, known.SourcedId, known.BirthDate, known.LimitedAt, known.Family, known.Given, known.Middle, known.Display },
            cancel);
        await act.Write.Execute("DELETE FROM claim WHERE person_id = @kept AND used_at IS NULL", new { kept }, cancel);
        if (await act.Write.First<string?>("SELECT sourced_id FROM person WHERE id = @newcomer", new { newcomer }, cancel) != known.SourcedId)
        {
            await KeepFromFiles(act, kept, cancel);
        }

        try
        {
            foreach (var (table, column) in Rows)
            {
                await act.Write.Execute($"UPDATE {table} SET {column} = @newcomer WHERE {column} = @kept", new { newcomer, kept }, cancel);
            }
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.HasClass;
        }

        act.Note(AuditNote.About("join.place_taken", newcomer) with { Before = new { personId = kept.Value } });
        return null;
    }

    /// <summary>
    /// Whom a file of another school knows by another number keeps that one, and the next file of this school does not name the newcomer: what is kept is as
    /// if by hand from now on, so that it does not end it. What files have given the newcomer otherwise stays theirs.
    /// </summary>
    private static async Task KeepFromFiles(Act act, PersonId kept, CancellationToken cancel)
    {
        foreach (var place in new[] { "affiliation SET imported = 0 WHERE person_id", "enrollment SET imported = 0 WHERE person_id", "guardianship SET imported = 0 WHERE guardian_id" })
        {
            await act.Write.Execute($"UPDATE {place} = @kept AND ended_at IS NULL", new { kept }, cancel);
        }
    }

    private sealed record Row
    {
        public PersonId Person { get; init; }

        public ClassId? Class { get; init; }

        public string Family { get; init; } = "";

        public string Given { get; init; } = "";

        public string? Middle { get; init; }

        public ApplicantName Name => new(Family, Given, Middle);
    }

    private sealed record Known
    {
        public string? SourcedId { get; init; }

        public string Family { get; init; } = "";

        public string Given { get; init; } = "";

        public string? Middle { get; init; }

        public string Display { get; init; } = "";

        public string? BirthDate { get; init; }

        public long? LimitedAt { get; init; }
    }
}
