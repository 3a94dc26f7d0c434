using System.Globalization;
using Npgsql;

namespace Sferum.Faults;

/// <summary>One school of a drill: its people with their chats, and an administrator.</summary>
internal sealed record DrillSchool(IReadOnlyList<Account> Devices, IReadOnlyList<Account> Pair, SferumClient Admin)
{
    /// <summary>Seeds one: chats for the load, a chat of two people beside them, and somebody who becomes the administrator.</summary>
    public static async Task<DrillSchool> Seed(RestorePlan plan, OperationsPage page, int number, HttpClient http, string connection, CancellationToken cancel)
    {
        var book = Path.Combine(plan.Folder, string.Create(CultureInfo.InvariantCulture, $"accounts-{number}.jsonl"));
        await page.Run(string.Create(CultureInfo.InvariantCulture, $"sferum bench-seed --demo --demo --chats {plan.Chats}x{plan.Members} --chats 1x2 --spare 1 --out {book}"), cancel);
        var accounts = Account.Read(book);
        var pair = accounts.GroupBy(static a => a.Chat).Single(static g => g.Key is not null && g.Count() == 2).ToList();
        var spare = accounts.Single(static a => a.Chat is null);
        await using var database = NpgsqlDataSource.Create(connection);
        await using var makes = database.CreateCommand($"""
            UPDATE affiliation SET role = 'school_admin', imported = 1 WHERE person_id = '{spare.Person}';
            UPDATE session SET factor_at = 1 WHERE person_id = '{spare.Person}';
            """);
        await makes.ExecuteNonQueryAsync(cancel);
        await using var asks = database.CreateCommand($"SELECT school_id FROM affiliation WHERE person_id = '{spare.Person}'");
        var school = (Guid)(await asks.ExecuteScalarAsync(cancel))!;
        var admin = new SferumClient(http, new ClientOptions { Session = spare.Session(TimeProvider.System) });
        if (!(await admin.RefreshAsync(school, cancel)).IsDone)
        {
            throw new InvalidOperationException("The administrator's token could not be renewed.");
        }

        return new DrillSchool([.. accounts.Where(a => a.Chat is not null && a.Chat != pair[0].Chat)], pair, admin);
    }
}
