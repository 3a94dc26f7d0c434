using System.Data.Common;

namespace Sferum.Storage;

/// <summary>One column of many rows.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">An array of the column's type, a value for each row.</param>
internal readonly record struct BulkColumn(string Name, Array Values)
{
    /// <summary>A column of values that are read out of rows.</summary>
    public static BulkColumn Of<TRow, TValue>(string name, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new BulkColumn(name, values);
    }
}

/// <summary>Many rows at once: one statement over arrays on PostgreSQL, one prepared statement row by row on SQLite (which has no round trips).</summary>
internal static class Bulk
{
    /// <summary>Inserts rows.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="table">Where.</param>
    /// <param name="tail">What stands behind the values, an ON CONFLICT clause for instance; the same on both databases.</param>
    /// <param name="columns">The rows by column, all equally long.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many rows were inserted or updated.</returns>
    public static Task<int> Insert(this WriteTransaction write, string table, string tail, BulkColumn[] columns, CancellationToken cancel)
    {
        var names = string.Join(", ", columns.Select(static c => c.Name));
        var values = string.Join(", ", columns.Select(static c => "@" + c.Name));
        return Run(
            write,
            $"INSERT INTO {table} ({names}) SELECT {names} FROM unnest({values}) AS r ({names}) {tail}",
            $"INSERT INTO {table} ({names}) VALUES ({values}) {tail}",
            columns,
            cancel);
    }

    /// <summary>Runs a statement for many rows.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="once">For PostgreSQL: arrays in parameters named like the columns.</param>
    /// <param name="each">For SQLite: single values in the same parameters.</param>
    /// <param name="columns">The rows by column.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many rows were touched.</returns>
    public static async Task<int> Run(this WriteTransaction write, string once, string each, BulkColumn[] columns, CancellationToken cancel)
    {
        var rows = columns[0].Values.Length;
        if (rows == 0)
        {
            return 0;
        }

        await using var command = write.Connection.CreateCommand();
        command.Transaction = write.Transaction;
        var arrays = command is Npgsql.NpgsqlCommand;
        command.CommandText = arrays ? once : each;
        var parameters = columns.Select(c => Add(command, c, arrays)).ToArray();
        if (arrays)
        {
            return await command.ExecuteNonQueryAsync(cancel);
        }

        command.Prepare();
        var touched = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = columns[i].Values.GetValue(row) ?? DBNull.Value;
            }

            touched += await command.ExecuteNonQueryAsync(cancel);
        }

        return touched;
    }

    private static DbParameter Add(DbCommand command, BulkColumn column, bool array)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = column.Name;
        parameter.Value = array ? column.Values : DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
