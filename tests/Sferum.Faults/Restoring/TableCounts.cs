using System.Diagnostics;
using Npgsql;

namespace Sferum.Faults;

/// <summary>How many rows each table has: in a copy, and in a database.</summary>
internal static class TableCounts
{
    /// <summary>Counted in the copy itself, whose rows pg_restore writes out line by line.</summary>
    public static async Task<SortedDictionary<string, long>> OfCopy(string file, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("pg_restore", ["--data-only", "--file=-", file]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        string? table = null;
        while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (table is not null)
            {
                if (line == "\\.")
                {
                    table = null;
                    continue;
                }

                counts[table]++;
            }
            else if (line.StartsWith("COPY public.", StringComparison.Ordinal))
            {
                table = line["COPY public.".Length..].Split(' ')[0];
                counts[table] = 0;
            }
        }

        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? counts : throw new ScriptException($"pg_restore could not read {file}");
    }

    public static async Task<SortedDictionary<string, long>> OfDatabase(string connection, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        var tables = new List<string>();
        await using (var names = database.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        await using (var reader = await names.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var count = database.CreateCommand($"SELECT count(*) FROM \"{table}\"");
            counts[table] = (long)(await count.ExecuteScalarAsync(cancel))!;
        }

        return counts;
    }

    /// <summary>Tables that differ; one that is in neither list or empty in both does not. Keys of people are in no copy: the table is empty in both.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, long> copy, IReadOnlyDictionary<string, long> database) =>
        copy.Keys.Union(database.Keys, StringComparer.Ordinal).Where(t => copy.GetValueOrDefault(t) != database.GetValueOrDefault(t))
            .Select(t => FormattableString.Invariant($"{t}: {copy.GetValueOrDefault(t)} rows in the copy, {database.GetValueOrDefault(t)} in the restored database"));
}
