namespace Sferum.Schools;

/// <summary>Writes orders and their files.</summary>
internal static class OrderRows
{
    /// <summary>Keeps the file of an order.</summary>
    public static async Task<Guid> Keep(Act act, OrderFile file, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        await act.Write.Execute(
            "INSERT INTO order_file (id, type, bytes, created_at) VALUES (@id, @Type, @Bytes, @Now)", new { id, file.Type, file.Bytes, act.Now }, cancel);
        return id;
    }

    /// <summary>Enters an order that takes effect with its act.</summary>
    public static async Task<Guid> Add(Act act, SchoolId school, string kind, OrderMark order, Guid file, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        await act.Write.Execute(
            """
            INSERT INTO school_order (id, school_id, kind, status, number, date, file_id, issuer_id, at)
            VALUES (@id, @school, @kind, 'effective', @Number, @date, @file, @Actor, @Now)
            """,
            new { id, school, kind, order.Number, date = ApplicationRow.Date(order.Date), file, act.Actor, act.Now },
            cancel);
        return id;
    }
}
