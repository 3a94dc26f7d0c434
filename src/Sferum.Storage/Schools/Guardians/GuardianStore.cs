using Dapper;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class GuardianStore(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IGuardians
{
    private const Role Heads = Role.SchoolAdmin | Role.Director | Role.Administration;

    public async ValueTask<Outcome<Enacted<OpenInvitation>>> Invite(Caller caller, NewGuardianLink link, CancellationToken cancel)
    {
        if (link.Check() is { } wrong)
        {
            return wrong;
        }

        var begun = await acts.Begin(caller, Operation.InviteGuardians, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await ClassOf(act, link, cancel) is not { } @class || ((act.Held & Heads) == 0 && !await act.LeadsClass(act.Actor, @class, cancel)))
        {
            return Refusals.NotFound;
        }

        var (id, secret) = (InvitationId.New(), InvitationSecret.New());
        await act.Write.Execute(
            """
            INSERT INTO invitation (id, school_id, kind, role, class_id, chat_id, student_id, secret_hash, cap, created_by, created_at, expires_at)
            VALUES (@id, @School, 'guardian', 'guardian', @class, @Chat, @Student, @Hash, @Uses, @Actor, @Now, @Expires)
            """,
            new
            {
                id, act.School, @class, link.Chat, link.Student, link.Uses, act.Actor, act.Now,
                Hash = InvitationSecret.Hash(keys, secret)!,
                Expires = (act.At + link.Lives).ToUnixTimeMilliseconds(),
            },
            cancel);
        var made = (await act.Write.First<InvitationRow>($"{InvitationSql.Select} WHERE i.id = @id", new { id, now = act.Now }, cancel))!.Read();
        act.Note(new AuditNote("invitation.created", "invitation", id.Value)
        {
            After = new { kind = "guardian", chatId = link.Chat.Value, studentId = link.Student.Value, made.Cap, made.ExpiresAt },
        });
        return await act.Commit(new OpenInvitation(made, secret), cancel);
    }

    public async ValueTask<Outcome<JoinQueue>> Waiting(Caller caller, TimeCursor? after, int limit, CancellationToken cancel)
    {
        limit = Math.Clamp(limit, 1, TimeCursor.MaxPage);
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.For(connection, caller, Operation.ConfirmGuardians, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var sql = $"{JoinSql.Select} WHERE r.school_id = @School AND r.status = 'pending' AND r.kind = 'guardian'"
            + GuardianDecisions.Own(held.Value, "r")
            + (after is null ? "" : " AND (r.created_at, r.id) > (@at, @last)")
            + " ORDER BY r.created_at, r.id LIMIT @take";
        var rows = (await connection.QueryAsync<JoinRow>(new CommandDefinition(
            sql,
            new { caller.School, actor = caller.Person, at = after?.At, last = after?.Id, take = limit + 1 },
            cancellationToken: cancel))).AsList();
        return new JoinQueue(
            [.. rows.Take(limit).Select(static r => r.Read())],
            rows.Count > limit ? new TimeCursor(rows[limit - 1].CreatedAt, rows[limit - 1].Id.Value) : null);
    }

    public async ValueTask<Outcome<Enacted<JoinRequest>>> Decide(Caller caller, JoinRequestId id, JoinDecision decision, CancellationToken cancel)
    {
        decision = decision.Tidy();
        if (decision.Check() is { } wrong)
        {
            return wrong;
        }

        var begun = await acts.Begin(caller, Operation.ConfirmGuardians, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        return await GuardianDecisions.Decide(act, id, decision, cancel) is { } refused ? refused : await act.Commit(await JoinSql.Read(act, id, cancel), cancel);
    }

    /// <summary>The class whose guardians' chat it is, when the child is in it.</summary>
    private static async Task<ClassId?> ClassOf(Act act, NewGuardianLink link, CancellationToken cancel) => await act.Write.First<ClassId?>(
        """
        SELECT c.class_id FROM chat c
        JOIN school_class k ON k.id = c.class_id AND k.archived_at IS NULL
        JOIN enrollment e ON e.class_id = c.class_id AND e.person_id = @Student AND e.role = 'student' AND e.ended_at IS NULL
        WHERE c.id = @Chat AND c.school_id = @School AND c.kind = 'guardians' AND c.archived_at IS NULL
        """,
        new { link.Student, link.Chat, act.School },
        cancel);
}
