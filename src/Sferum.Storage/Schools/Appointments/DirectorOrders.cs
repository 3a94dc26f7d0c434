using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class DirectorOrders(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IDirectorOrders
{
    private const int MaxReason = 1000;

    public async ValueTask<Outcome<Enacted<Guid>>> Enter(Caller caller, SchoolId school, Appointee appointee, OrderMark order, OrderFile file, CancellationToken cancel)
    {
        (appointee, order) = (appointee with { Named = appointee.Named?.Tidy() }, order.Tidy());
        if ((appointee.Check() ?? order.Check()) is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.BeginOn(caller, Operation.EnterDirectorOrder, school, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await act.Write.First<long?>("SELECT 1 FROM school WHERE id = @school AND archived_at IS NULL", new { school }, cancel) is null)
        {
            return Refusals.NotFound;
        }

        // Somebody by phone is found, and made if need be, at the confirmation: before that nothing changes.
        if (appointee.Person is not null && (await new Appointing(act, school, keys).Find(appointee, cancel)).IsRefused(out refusal))
        {
            return refusal;
        }

        var id = Guid.CreateVersion7();
        var kept = await OrderRows.Keep(act, file, cancel);
        try
        {
            await act.Write.Execute(
                """
                INSERT INTO school_order (id, school_id, kind, status, number, date, file_id, issuer_id, at, named_person_id, named_sealed)
                VALUES (@id, @school, 'director', 'pending', @Number, @date, @kept, @Actor, @Now, @Person, @named)
                """,
                new
                {
                    id, school, order.Number, date = ApplicationRow.Date(order.Date), kept, act.Actor, act.Now, appointee.Person,
                    named = appointee.Named is { } named ? ApplicationRow.Seal(keys, named) : null,
                },
                cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.OrderWaits;
        }

        act.Note(new AuditNote("order.entered", "order", id) { After = new { kind = "director", order.Number, order.Date } });
        return await act.Commit(id, cancel);
    }

    public async ValueTask<Outcome<OrderPage>> Waiting(Caller caller, string? cursor, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Refuse(connection, caller, cancel) is { } refusal
            ? refusal
            : await OrderStore.Page(connection, "o.status = 'pending'", new { }, cursor, limit, cancel);
    }

    public async ValueTask<Outcome<OrderFile>> File(Caller caller, Guid order, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Refuse(connection, caller, cancel) is { } refusal
            ? refusal
            : await OrderStore.File(connection, "o.kind = 'director'", new { order }, cancel);
    }

    public async ValueTask<Outcome<Enacted<Appointed>>> Decide(Caller caller, Guid order, bool confirm, string? reason, CancellationToken cancel)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if ((!confirm && reason is null) || reason is { Length: > MaxReason } || (reason?.Any(static c => char.IsControl(c) && c != '\n') ?? false))
        {
            return Refusals.FieldInvalid("reason");
        }

        if (await SchoolOf(order, cancel) is not { } school)
        {
            return Refusals.NotFound;
        }

        var begun = await acts.BeginOn(caller, Operation.ConfirmDirectorOrder, school, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var named = await act.Write.First<Named>(
            """
            UPDATE school_order SET status = @status, decided_by = @Actor, decided_at = @Now, reason = @reason WHERE id = @order AND status = 'pending'
            RETURNING named_person_id AS Person, named_sealed AS Sealed
            """,
            new { status = confirm ? "effective" : "refused", act.Actor, act.Now, reason, order },
            cancel);
        if (named is null)
        {
            return Refusals.OrderDecided;
        }

        act.Note(new AuditNote(confirm ? "order.confirmed" : "order.refused", "order", order) { Reason = reason });
        if (!confirm)
        {
            await act.Write.Execute("UPDATE school_order SET named_sealed = NULL WHERE id = @order", new { order }, cancel);
            return await act.Commit(new Appointed(null), cancel);
        }

        return await Appoint(act, school, order, named, cancel);
    }

    private async Task<Outcome<Enacted<Appointed>>> Appoint(Act act, SchoolId school, Guid order, Named named, CancellationToken cancel)
    {
        var appointing = new Appointing(act, school, keys);
        var found = await appointing.Find(new Appointee(named.Person, named.Sealed is { } it ? ApplicationRow.Open(keys, it) : null), cancel);
        if (found.IsRefused(out var refusal))
        {
            return refusal;
        }

        var person = found.Value;
        if (person == act.Actor)
        {
            return Refusals.OrderNamesOneself;
        }

        if (!await appointing.Vacate(Role.Director, person, cancel))
        {
            return Refusals.AppointedAlready;
        }

        await act.Write.Execute("UPDATE school_order SET named_person_id = @person, named_sealed = NULL WHERE id = @order", new { person, order }, cancel);
        try
        {
            await appointing.Give(person, Role.Director, order, until: null, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.AppointmentChanged;
        }

        await appointing.TellChats(cancel);
        return await act.Commit(new Appointed(person), cancel);
    }

    private async Task<Refusal?> Refuse(DbConnection connection, Caller caller, CancellationToken cancel) =>
        (await HeldRoles.InPlace(connection, caller, Operation.ConfirmDirectorOrder, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)).Refusal;

    /// <summary>Whose an order about a director is: that never changes.</summary>
    private async Task<SchoolId?> SchoolOf(Guid order, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<SchoolId?>(new CommandDefinition(
            "SELECT school_id FROM school_order WHERE id = @order AND kind = 'director'", new { order }, cancellationToken: cancel));
    }

    private sealed record Named
    {
        public PersonId? Person { get; init; }

        public byte[]? Sealed { get; init; }
    }
}
