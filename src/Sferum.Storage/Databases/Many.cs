using System.Text.Json;

namespace Sferum.Storage;

/// <summary>Many values in one parameter: an array on PostgreSQL, JSON text on SQLite.</summary>
internal static class Many
{
    /// <summary>The right side of <c>WHERE id …</c> for a parameter made by <see cref="Of(IDatabase, IEnumerable{Guid})"/>.</summary>
    /// <example><c>$"SELECT … WHERE id {db.In("ids")}"</c></example>
    public static string In(this IDatabase database, string parameter) => database.Dialect == Dialect.PostgreSql
        ? $"= ANY (@{parameter})"
        : $"IN (SELECT value FROM json_each(@{parameter}))";

    public static object Of(this IDatabase database, IEnumerable<Guid> ids) => database.Dialect == Dialect.PostgreSql
        ? ids.ToArray()
        : JsonSerializer.Serialize(ids.Select(static i => i.ToString().ToUpperInvariant()));

    public static object Of(this IDatabase database, IEnumerable<long> numbers) => database.Dialect == Dialect.PostgreSql
        ? numbers.ToArray()
        : JsonSerializer.Serialize(numbers);

    public static object Of(this IDatabase database, IEnumerable<string> texts) => database.Dialect == Dialect.PostgreSql
        ? texts.ToArray()
        : JsonSerializer.Serialize(texts);
}
