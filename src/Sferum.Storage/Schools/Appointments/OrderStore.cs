using System.Data.Common;
using Dapper;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class OrderStore(IDatabase database, TimeProvider time) : IOrders
{
    public async ValueTask<Outcome<OrderPage>> List(Caller caller, string? cursor, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Refuse(connection, caller, cancel) is { } refusal
            ? refusal
            : await Page(connection, "o.school_id = @school", new { school = caller.School!.Value }, cursor, limit, cancel);
    }

    public async ValueTask<Outcome<OrderFile>> File(Caller caller, Guid order, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await Refuse(connection, caller, cancel) is { } refusal
            ? refusal
            : await File(connection, "o.school_id = @school", new { school = caller.School!.Value, order }, cancel);
    }

    /// <summary>A page of the orders that fulfil a condition, by the time they were entered.</summary>
    public static async Task<OrderPage> Page(DbConnection connection, string condition, object parameters, string? cursor, int limit, CancellationToken cancel)
    {
        var values = new DynamicParameters(parameters);
        var (at, id) = PageCursor.Id(cursor);
        values.AddDynamicParams(new { at, id, more = limit + 1 });
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT o.id AS Id, o.school_id AS School, s.name AS SchoolName, o.kind AS Kind, o.status AS Status, o.number AS Number, o.date AS Date, o.at AS At, o.reason AS Reason
            FROM school_order o JOIN school s ON s.id = o.school_id
            WHERE {condition} AND (o.at, o.id) > (@at, @id) ORDER BY o.at, o.id LIMIT @more
            """,
            values,
            cancellationToken: cancel))).AsList();
        return new OrderPage(
            [.. rows.Take(limit).Select(static r => new OrderLine(
                r.Id, r.School, r.SchoolName, r.Kind, r.Status, new OrderMark(r.Number, ApplicationRow.Date(r.Date)), DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.Reason))],
            rows.Count > limit ? PageCursor.Of(rows[limit - 1].At, rows[limit - 1].Id) : null);
    }

    /// <summary>The file of an order that fulfils a condition.</summary>
    public static async Task<Outcome<OrderFile>> File(DbConnection connection, string condition, object parameters, CancellationToken cancel)
    {
        var file = await connection.QueryFirstOrDefaultAsync<OrderFile?>(new CommandDefinition(
            $"SELECT f.type AS Type, f.bytes AS Bytes FROM school_order o JOIN order_file f ON f.id = o.file_id WHERE o.id = @order AND {condition}",
            parameters,
            cancellationToken: cancel));
        return file is null ? Refusals.NotFound : file;
    }

    private async Task<Refusal?> Refuse(DbConnection connection, Caller caller, CancellationToken cancel) =>
        (await HeldRoles.For(connection, caller, Operation.SeeOrders, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)).Refusal;

    private sealed record Row
    {
        public Guid Id { get; init; }

        public SchoolId School { get; init; }

        public string SchoolName { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Status { get; init; } = "";

        public string Number { get; init; } = "";

        public string Date { get; init; } = "";

        public long At { get; init; }

        public string? Reason { get; init; }
    }
}
