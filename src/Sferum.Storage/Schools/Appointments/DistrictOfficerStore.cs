using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class DistrictOfficerStore(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IDistrictOfficers
{
    private const string Code = "district_officer";

    public async ValueTask<Outcome<IReadOnlyList<DistrictOfficerLine>>> Holders(Caller caller, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (await Refuse(connection, caller, cancel) is { } refusal)
        {
            return refusal;
        }

        var rows = await connection.QueryAsync<HolderRow>(new CommandDefinition(
            $"""
            SELECT a.person_id AS Person, p.display_name AS Name, a.began_at AS Since, a.district_order_id AS OrderId
            FROM affiliation a JOIN person p ON p.id = a.person_id
            WHERE a.school_id IS NULL AND a.role = '{Code}' AND a.ended_at IS NULL ORDER BY p.display_name, a.person_id LIMIT 200
            """,
            cancellationToken: cancel));
        return rows.Select(static r => new DistrictOfficerLine(r.Person, r.Name, DateTimeOffset.FromUnixTimeMilliseconds(r.Since), r.OrderId)).ToList();
    }

    public async ValueTask<Outcome<Enacted<Appointed>>> Appoint(Caller caller, NamedPerson person, OrderMark order, OrderFile file, CancellationToken cancel)
    {
        (person, order) = (person.Tidy(), order.Tidy());
        if ((person.Check("") ?? order.Check()) is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.AppointDistrictOfficer, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var found = await NamedPeople.Find(act, keys, person, cancel);
        if (found.IsRefused(out refusal))
        {
            return refusal;
        }

        var officer = found.Value;
        if ((await act.RolesOf(officer, cancel) & Role.Operator) != 0)
        {
            return Refusals.AppointeeIsOperator;
        }

        var id = await Enter(act, "appoint", officer, order, file, cancel);
        try
        {
            await act.Write.Execute(
                $"""
                INSERT INTO affiliation (id, person_id, school_id, role, began_at, district_order_id) VALUES (@row, @officer, NULL, '{Code}', @Now, @id)
                """,
                new { row = Guid.CreateVersion7(), officer, act.Now, id },
                cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.AppointedAlready;
        }

        act.Note(AuditNote.About("role.given", officer) with { After = new { role = Code, order = id } });
        return await act.Commit(new Appointed(officer), cancel);
    }

    public async ValueTask<Outcome<Enacted<Appointed>>> End(Caller caller, PersonId person, OrderMark order, OrderFile file, CancellationToken cancel)
    {
        order = order.Tidy();
        if (order.Check() is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.AppointDistrictOfficer, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var ended = await act.Write.Execute(
            $"UPDATE affiliation SET ended_at = @Now WHERE person_id = @person AND school_id IS NULL AND role = '{Code}' AND ended_at IS NULL",
            new { act.Now, person },
            cancel);
        if (ended == 0)
        {
            return Refusals.NotFound;
        }

        var id = await Enter(act, "end", person, order, file, cancel);
        act.Note(AuditNote.About("role.ended", person) with { Before = new { role = Code }, After = new { order = id } });
        return await act.Commit(new Appointed(null), cancel);
    }

    public async ValueTask<Outcome<DistrictOrderPage>> Orders(Caller caller, string? cursor, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (await Refuse(connection, caller, cancel) is { } refusal)
        {
            return refusal;
        }

        var (at, after) = PageCursor.Id(cursor);
        var rows = (await connection.QueryAsync<OrderRow>(new CommandDefinition(
            """
            SELECT o.id AS Id, o.kind AS Kind, o.named_person_id AS Person, p.display_name AS Name, o.number AS Number, o.date AS Date, o.at AS At
            FROM district_order o JOIN person p ON p.id = o.named_person_id WHERE (o.at, o.id) > (@at, @after) ORDER BY o.at, o.id LIMIT @more
            """,
            new { at, after, more = limit + 1 },
            cancellationToken: cancel))).AsList();
        return new DistrictOrderPage(
            [.. rows.Take(limit).Select(static r => new DistrictOrderLine(
                r.Id, r.Kind, r.Person, r.Name, new OrderMark(r.Number, ApplicationRow.Date(r.Date)), DateTimeOffset.FromUnixTimeMilliseconds(r.At)))],
            rows.Count > limit ? PageCursor.Of(rows[limit - 1].At, rows[limit - 1].Id) : null);
    }

    public async ValueTask<Outcome<OrderFile>> File(Caller caller, Guid order, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (await Refuse(connection, caller, cancel) is { } refusal)
        {
            return refusal;
        }

        var file = await connection.QueryFirstOrDefaultAsync<OrderFile?>(new CommandDefinition(
            "SELECT f.type AS Type, f.bytes AS Bytes FROM district_order o JOIN order_file f ON f.id = o.file_id WHERE o.id = @order", new { order }, cancellationToken: cancel));
        return file is null ? Refusals.NotFound : file;
    }

    private static async Task<Guid> Enter(Act act, string kind, PersonId person, OrderMark order, OrderFile file, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        await act.Write.Execute(
            """
            INSERT INTO district_order (id, kind, number, date, file_id, issuer_id, at, named_person_id)
            VALUES (@id, @kind, @Number, @date, @kept, @Actor, @Now, @person)
            """,
            new { id, kind, order.Number, date = ApplicationRow.Date(order.Date), kept = await OrderRows.Keep(act, file, cancel), act.Actor, act.Now, person },
            cancel);
        return id;
    }

    private async Task<Refusal?> Refuse(DbConnection connection, Caller caller, CancellationToken cancel) =>
        (await HeldRoles.InPlace(connection, caller, Operation.AppointDistrictOfficer, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)).Refusal;

    private sealed record HolderRow
    {
        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public long Since { get; init; }

        public Guid? OrderId { get; init; }
    }

    private sealed record OrderRow
    {
        public Guid Id { get; init; }

        public string Kind { get; init; } = "";

        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public string Number { get; init; } = "";

        public string Date { get; init; } = "";

        public long At { get; init; }
    }
}
