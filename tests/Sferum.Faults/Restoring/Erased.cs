using System.Diagnostics;
using Npgsql;

namespace Sferum.Faults;

/// <summary>Somebody who is erased, as the database tells.</summary>
internal static class Erased
{
    /// <summary>An administrator erases somebody; returns when the words are gone.</summary>
    public static async Task Erase(SferumClient admin, Guid person, string connection, TimeSpan patience, CancellationToken cancel)
    {
        var reply = await admin.ErasePersonAsync(person, "Учение: запрос человека", cancel);
        if (!reply.IsDone)
        {
            throw new InvalidOperationException($"The erasure was not taken: {reply.Refusal?.Code}");
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var began = Stopwatch.GetTimestamp(); await Left(person, connection, cancel) is { Count: > 0 } left;)
        {
            if (Stopwatch.GetElapsedTime(began) > patience)
            {
                throw new TimeoutException($"Of the erased there is still {string.Join(", ", left)}.");
            }

            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>What there still is of a person.</summary>
    public static async Task<IReadOnlyList<string>> Left(Guid person, string connection, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        var left = new List<string>();
        foreach (var (what, count) in new[]
        {
            ("a name", $"SELECT count(*) FROM person WHERE id = '{person}' AND erased_at IS NULL"),
            ("a key", $"SELECT count(*) FROM person_key WHERE person_id = '{person}'"),
            ("words", $"SELECT count(*) FROM message m JOIN chat_log l ON l.chat_id = m.chat_id AND l.number = m.number WHERE l.author_id = '{person}' AND m.text IS NOT NULL"),
        })
        {
            await using var asks = database.CreateCommand(count);
            if ((long)(await asks.ExecuteScalarAsync(cancel))! > 0)
            {
                left.Add(what);
            }
        }

        return left;
    }
}
