using System.Data.Common;
using System.Text.Json;

namespace Sferum.Storage;

/// <summary>
/// Rows of values as a table inside a statement: arrays through <c>unnest</c> on PostgreSQL, JSON on SQLite. Join it with CROSS JOIN, first:
/// SQLite keeps that order, so that the table behind it is entered by its index.
/// </summary>
internal sealed class InlineTable
{
    private readonly IDatabase _database;
    private readonly string _alias;
    private readonly (string Name, Array Values)[] _columns;

    public InlineTable(IDatabase database, string alias, params (string Name, Array Values)[] columns) =>
        (_database, _alias, _columns) = (database, alias, columns);

    /// <summary>What stands behind FROM; depends only on the names, so that the statement can be prepared.</summary>
    public string Sql => _database.Dialect == Dialect.PostgreSql
        ? $"unnest({string.Join(", ", _columns.Select(c => $"@{_alias}_{c.Name}"))}) AS {_alias} ({string.Join(", ", _columns.Select(static c => c.Name))})"
        : $"(SELECT {string.Join(", ", _columns.Select(static (c, i) => $"json_extract(value, '$[{i}]') AS {c.Name}"))} FROM json_each(@{_alias})) AS {_alias}";

    public (string Name, object? Value)[] Parameters => _database.Dialect == Dialect.PostgreSql
        ? [.. _columns.Select(c => ($"{_alias}_{c.Name}", (object?)c.Values))]
        : [(_alias, Json())];

    private string Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            for (var row = 0; row < _columns[0].Values.Length; row++)
            {
                json.WriteStartArray();
                foreach (var (_, values) in _columns)
                {
                    Write(json, values, row);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, Array values, int row)
    {
        switch (values)
        {
            case Guid[] ids:
                json.WriteStringValue(ids[row].ToString().ToUpperInvariant());
                break;
            case long[] numbers:
                json.WriteNumberValue(numbers[row]);
                break;
            case string[] texts:
                json.WriteStringValue(texts[row]);
                break;
            default:
                throw new ArgumentException($"No column of {values.GetType()}.", nameof(values));
        }
    }
}

/// <summary>Statements without a mapper.</summary>
internal static class Statements
{
    public static DbCommand Statement(this DbConnection connection, string sql, params IEnumerable<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static long? Number(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? Time(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));
}
