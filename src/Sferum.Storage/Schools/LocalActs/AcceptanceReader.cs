using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Who of a school's people has accepted its regulation, by name, page by page.</summary>
internal sealed class AcceptanceReader(IDatabase database)
{
    private const int Size = 100;

    private const string People = """
        FROM (SELECT DISTINCT person_id FROM affiliation WHERE school_id = @school AND ended_at IS NULL) a
        JOIN person p ON p.id = a.person_id AND p.erased_at IS NULL
        LEFT JOIN regulation_acceptance r ON r.school_id = @school AND r.version = @version AND r.person_id = p.id
        """;

    public async Task<AcceptancePage> Page(DbConnection connection, SchoolId school, bool accepted, string? cursor, CancellationToken cancel)
    {
        await using var active = connection.Statement(
            "SELECT version FROM local_act WHERE school_id = @school AND kind = 'regulation' AND activated_at IS NOT NULL AND retired_at IS NULL", ("school", school.Value));
        if (await active.ExecuteScalarAsync(cancel) is not { } found)
        {
            return new AcceptancePage(null, 0, 0, [], null);
        }

        var version = Convert.ToInt32(found, CultureInfo.InvariantCulture);
        long all, done;
        await using (var count = connection.Statement($"SELECT count(*), count(r.accepted_at) {People}", ("school", school.Value), ("version", version)))
        await using (var row = await count.ExecuteReaderAsync(cancel))
        {
            await row.ReadAsync(cancel);
            (all, done) = (row.GetInt64(0), row.GetInt64(1));
        }

        var people = await List(connection, school, version, accepted, cursor, cancel);
        var next = people.Count > Size ? Cursor(people[Size - 1]) : null;
        return new AcceptancePage(version, (int)done, (int)(all - done), [.. people.Take(Size)], next);
    }

    private async Task<List<AcceptanceLine>> List(DbConnection connection, SchoolId school, int version, bool accepted, string? cursor, CancellationToken cancel)
    {
        var (name, id) = Parse(cursor);

        // Bytewise on both databases: a cursor means the same wherever it is read.
        var byName = database.Dialect == Dialect.PostgreSql ? "p.display_name COLLATE \"C\"" : "p.display_name";
        await using var command = connection.Statement(
            $"""
            SELECT p.id, p.display_name, r.accepted_at {People}
            WHERE r.accepted_at IS {(accepted ? "NOT NULL" : "NULL")} AND ({byName}, p.id) > (@name, @id)
            ORDER BY {byName}, p.id LIMIT {Size + 1}
            """,
            ("school", school.Value), ("version", version), ("name", name), ("id", id));
        await using var row = await command.ExecuteReaderAsync(cancel);
        var people = new List<AcceptanceLine>();
        while (await row.ReadAsync(cancel))
        {
            people.Add(new AcceptanceLine(new PersonId(row.GetGuid(0)), row.GetString(1), row.Time(2)));
        }

        return people;
    }

    private static string Cursor(AcceptanceLine last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{last.Person.Value:D}|{last.Name}"));

    /// <summary>What is no cursor of ours begins at the beginning.</summary>
    private static (string Name, Guid Id) Parse(string? cursor)
    {
        if (cursor is null || cursor.Length > 1000 || !Base64Url.IsValid(cursor))
        {
            return ("", Guid.Empty);
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', 2);
        return parts.Length == 2 && !parts[1].Contains('\0', StringComparison.Ordinal) && Guid.TryParse(parts[0], out var id) ? (parts[1], id) : ("", Guid.Empty);
    }
}
