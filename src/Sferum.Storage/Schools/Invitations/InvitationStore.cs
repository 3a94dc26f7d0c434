using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class InvitationStore(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IInvitations
{
    private readonly InvitationReads _reads = new(database, time);

    public async ValueTask<Outcome<Enacted<OpenInvitation>>> Create(Caller caller, NewInvitation invitation, CancellationToken cancel)
    {
        if (invitation.Check() is { } wrong)
        {
            return wrong;
        }

        var begun = await acts.Begin(caller, invitation.Kind.Issuing(), cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (invitation.Class is { } @class && await act.Write.First<long?>(
                "SELECT 1 FROM school_class WHERE id = @class AND school_id = @School AND archived_at IS NULL", new { @class, act.School }, cancel) is null)
        {
            return Refusals.NotFound;
        }

        var secret = InvitationSecret.New();
        var id = InvitationId.New();
        await act.Write.Execute(
            """
            INSERT INTO invitation (id, school_id, kind, role, class_id, secret_hash, secret_sealed, cap, created_by, created_at, expires_at)
            VALUES (@id, @School, @Kind, @Role, @Class, @Hash, @Sealed, @Uses, @Actor, @Now, @Expires)
            """,
            new
            {
                id, act.School, invitation.Class, invitation.Uses, act.Actor, act.Now,
                Kind = invitation.Kind.Code(),
                Role = invitation.Grants.Code(),
                Hash = InvitationSecret.Hash(keys, secret)!,
                Sealed = invitation.Kind is InvitationKind.Student ? keys.Encrypt(secret) : null,
                Expires = (act.At + invitation.Lives).ToUnixTimeMilliseconds(),
            },
            cancel);
        var made = (await Read(act, id, Role.SchoolAdmin, cancel))!;
        act.Note(new AuditNote("invitation.created", "invitation", id.Value) { After = Told(made) });
        return await act.Commit(new OpenInvitation(made, secret), cancel);
    }

    public async ValueTask<Outcome<Enacted<Invitation>>> Revoke(Caller caller, InvitationId id, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.RevokeInvitations, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var revoked = await act.Write.Execute(
            $"UPDATE invitation AS i SET revoked_at = @now WHERE i.id = @id AND {InvitationSql.Revoked(act.Held)} AND i.revoked_at IS NULL",
            new { id, school = act.School, person = act.Actor, now = act.Now },
            cancel);
        if (await Read(act, id, act.Held, cancel) is not { } invitation)
        {
            return Refusals.NotFound;
        }

        if (revoked == 0)
        {
            return invitation.RevokedAt is null ? Refusals.Denied : new Enacted<Invitation>(invitation, null);
        }

        act.Note(new AuditNote("invitation.revoked", "invitation", id.Value) { Before = Told(invitation with { RevokedAt = null }), After = Told(invitation) });
        return await act.Commit(invitation, cancel);
    }

    public async ValueTask<Outcome<Enacted<OpenInvitation>>> Show(Caller caller, InvitationId id, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.SeeInvitations, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Read(act, id, act.Held, cancel) is not { } invitation)
        {
            return Refusals.NotFound;
        }

        if (await act.Write.First<byte[]?>("SELECT secret_sealed FROM invitation WHERE id = @id", new { id }, cancel) is not { } closed)
        {
            return Refusals.InvitationShownOnce;
        }

        await HandedOut(act, id, "shown", null, cancel);
        return await act.Commit(new OpenInvitation(invitation, keys.Decrypt(closed)), cancel);
    }

    public async ValueTask<Outcome<Enacted<InvitationSheet>>> Print(Caller caller, InvitationId id, string secret, CancellationToken cancel)
    {
        var hash = InvitationSecret.Hash(keys, secret);
        var begun = await acts.Begin(caller, Operation.SeeInvitations, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Read(act, id, act.Held, cancel) is not { } invitation)
        {
            return Refusals.NotFound;
        }

        if (hash is null || !invitation.Alive || await act.Write.First<long?>("SELECT 1 FROM invitation WHERE id = @id AND secret_hash = @hash", new { id, hash }, cancel) is null)
        {
            return Refusals.InvitationInvalid;
        }

        var school = (await act.Write.First<SchoolRow>("SELECT name AS Name, time_zone AS TimeZone FROM school WHERE id = @School", new { act.School }, cancel))!;
        await HandedOut(act, id, "printed", null, cancel);
        return await act.Commit(new InvitationSheet(school.Name, school.TimeZone, invitation), cancel);
    }

    public async ValueTask<Outcome<Enacted<Invitation>>> HandOut(Caller caller, InvitationId id, PersonId to, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageInvitations, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Read(act, id, act.Held, cancel) is not { } invitation || (await act.RolesOf(to, cancel) & Role.Staff) == 0)
        {
            return Refusals.NotFound;
        }

        await HandedOut(act, id, "handed", to, cancel);
        return await act.Commit(invitation, cancel);
    }

    public ValueTask<Outcome<InvitationPage>> List(Caller caller, InvitationQuery query, CancellationToken cancel) => _reads.List(caller, query, cancel);

    public ValueTask<Outcome<InvitationLogPage>> Log(Caller caller, InvitationId id, TimeCursor? after, int limit, CancellationToken cancel) =>
        _reads.Log(caller, id, after, limit, cancel);

    public ValueTask<Outcome<InvitationGlimpse>> Peek(string secret, CancellationToken cancel) => _reads.Peek(InvitationSecret.Hash(keys, secret) ?? [], cancel);

    private static async Task<Invitation?> Read(Act act, InvitationId id, Role held, CancellationToken cancel) => (await act.Write.First<InvitationRow>(
        $"{InvitationSql.Select} WHERE i.id = @id AND {InvitationSql.Seen(held)}",
        new { id, school = act.School, person = act.Actor, now = act.Now },
        cancel))?.Read();

    private static async Task HandedOut(Act act, InvitationId id, string means, PersonId? to, CancellationToken cancel)
    {
        await act.Write.Execute(
            "INSERT INTO invitation_hand_out (id, invitation_id, means, by_id, to_id, at) VALUES (@Row, @id, @means, @Actor, @to, @Now)",
            new { Row = Guid.CreateVersion7(), id, means, act.Actor, to, act.Now },
            cancel);
        act.Note(new AuditNote($"invitation.{means}", "invitation", id.Value) { After = to is { } person ? new { to = person.Value } : null });
    }

    /// <summary>What the record keeps of a link: everything but its secret.</summary>
    private static object Told(Invitation invitation) => new
    {
        kind = invitation.Kind.Code(),
        role = invitation.Role.Code(),
        classId = invitation.Class?.Value,
        invitation.Cap,
        invitation.ExpiresAt,
        invitation.RevokedAt,
    };

    private sealed record SchoolRow
    {
        public string Name { get; init; } = "";

        public string TimeZone { get; init; } = "";
    }
}
