using Dapper;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class MovementStore(IDatabase database, Acts acts, IKeyRing keys) : IMovements
{
    private const string CodePurpose = "release";

    public async ValueTask<Outcome<Enacted<OrderedMovement>>> Order(Caller caller, MovementOrder order, CancellationToken cancel)
    {
        if (order.Check() is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.ManageMovement, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var places = new Places(act, database);
        await act.LockPeople(order.InsteadOf is { } other ? [order.Person, other] : [order.Person], cancel);
        if (await Check(places, order, cancel) is { } not)
        {
            return not;
        }

        var code = order.Kind == MovementKind.Release ? ClaimCode.ForPaper() : null;
        return await Ordered(act, Row(act, order), code, cancel);
    }

    public async ValueTask<Outcome<Enacted<OrderedMovement>>> TakeIn(Caller caller, string code, ClassId @class, OrderFacts order, CancellationToken cancel)
    {
        if (order.Check() is { } invalid)
        {
            return invalid;
        }

        if (CodeHash(code) is not { } hash)
        {
            return Refusals.ReleaseInvalid;
        }

        var begun = await acts.Begin(caller, Operation.ManageMovement, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var release = await act.Write.First<MovementRow>(
            $"""
            SELECT {MovementRow.Columns} FROM movement m JOIN person p ON p.id = m.person_id
            WHERE m.code_hash = @hash AND m.kind = 'release' AND m.status = 'planned' AND m.school_id <> @School
            """,
            new { hash, act.School },
            cancel);
        if (release is null)
        {
            return Refusals.ReleaseInvalid;
        }

        if (order.EffectiveOn < release.Effective)
        {
            return Refusals.FieldInvalid("effectiveOn");
        }

        var places = new Places(act, database);
        await act.LockPeople([release.PersonId], cancel);
        if (await places.Open(@class, cancel) is { } closed)
        {
            return closed;
        }

        var row = Row(act, new MovementOrder { Kind = MovementKind.Transfer, Person = release.PersonId, Order = order, ToClass = @class });
        return await Ordered(act, row with { ReleaseId = release.Id, Name = release.Name }, null, cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> Cancel(Caller caller, Guid movement, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageMovement, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await act.Movement(movement, cancel) is not { } row || row.SchoolId != act.School)
        {
            return Refusals.NotFound;
        }

        var cancelled = await act.Write.Execute(
            "UPDATE movement SET status = 'cancelled', due_at = NULL, code_hash = NULL WHERE id = @movement AND school_id = @School AND status = 'planned'",
            new { movement, act.School },
            cancel);
        if (cancelled == 0)
        {
            return Refusals.NotPlanned;
        }

        act.Note(MovementRows.NoteOf("movement.cancelled", row));
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<IReadOnlyList<Movement>> List(SchoolId school, MovementFilter filter, TimeCursor? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<MovementRow>(new CommandDefinition(
            $"""
            SELECT {MovementRow.Columns} FROM movement m JOIN person p ON p.id = m.person_id
            WHERE m.school_id = @school
              {(filter.Person is null ? "" : "AND m.person_id = @Person")} {(filter.Status is null ? "" : "AND m.status = @Status")}
              {(after is null ? "" : "AND (m.created_at, m.id) < (@At, @Id)")}
            ORDER BY m.created_at DESC, m.id DESC LIMIT @limit
            """,
            new
            {
                school, filter.Person, Status = filter.Status?.Code(), At = after?.At, Id = after?.Id, limit = Math.Clamp(limit, 1, TimeCursor.MaxPage),
            },
            cancellationToken: cancel));
        return [.. rows.Select(static r => r.Movement())];
    }

    private static MovementRow Row(Act act, MovementOrder order) => new()
    {
        Id = Guid.CreateVersion7(),
        SchoolId = act.School!.Value,
        PersonId = order.Person,
        Kind = order.Kind.Code(),
        OrderNumber = order.Order.Number.Trim(),
        OrderedOn = MovementRow.Write(order.Order.On),
        EffectiveOn = MovementRow.Write(order.Order.EffectiveOn),
        UntilOn = order.Until is { } until ? MovementRow.Write(until) : null,
        InsteadOf = order.InsteadOf,
        ToClass = order.ToClass,
        Section = order.Section,
    };

    /// <summary>Writes the movement; what is dated today or earlier takes effect at once.</summary>
    private async Task<Outcome<Enacted<OrderedMovement>>> Ordered(Act act, MovementRow row, string? code, CancellationToken cancel)
    {
        var begins = row.Begins(await act.Zone(cancel));
        var due = row.What == MovementKind.Release ? (long?)null : begins;
        if (!await act.Add(row with { DueAt = due }, CodeHash(code), cancel))
        {
            return row.What == MovementKind.Release ? Refusals.AlreadyReleased : Refusals.ReleaseInvalid;
        }

        var applies = due <= act.Now;
        if (applies && await new MovementWork(act, database).Apply(row, cancel) is { } not)
        {
            return not;
        }

        act.Note(MovementRows.NoteOf(applies ? "movement.applied" : "movement.planned", row));
        var written = (await act.Movement(row.Id, cancel))!;
        return await act.Commit(new OrderedMovement(written.Movement(), code), cancel);
    }

    /// <summary>What can be said before the day: everybody and every place named is of this school. The rest is looked at when it takes effect.</summary>
    private static async Task<Refusal?> Check(Places places, MovementOrder order, CancellationToken cancel)
    {
        if (await places.StandingOf(order.Person, cancel) is not { } standing)
        {
            return Refusals.NotFound;
        }

        if (order.Kind is MovementKind.Release or MovementKind.ClassTransfer && (standing.Roles & Role.Student) == 0)
        {
            return Refusals.NotStudent;
        }

        if (order.Kind is MovementKind.Dismissal or MovementKind.Leave && standing.HoldsOffice)
        {
            return Refusals.HoldsOffice;
        }

        if (order.InsteadOf is { } other && await places.StandingOf(other, cancel) is null)
        {
            return Refusals.NotFound;
        }

        if (order.Section is { } section && await places.Open(section, cancel) is { } noSection)
        {
            return noSection;
        }

        return order.ToClass is { } @class ? await places.Open(@class, cancel) : null;
    }

    private byte[]? CodeHash(string? code) => ClaimCode.Read(code) is { } bare ? keys.SecretHash(CodePurpose, bare) : null;
}
