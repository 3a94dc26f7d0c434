using System.Diagnostics;
using System.Globalization;
using Dapper;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Policy;

/// <summary>
/// P9: for what is another school's and for what does not exist, status, body and number of database statements are equal. Over every read that takes an
/// id, as every role, ids drawn from all of the other school's rows. <c>SFERUM_ISOLATION_CALLS</c> sets how many calls; the seed is printed.
/// </summary>
public sealed class What_is_not_ones_own(Schoolhouse house, ITestOutputHelper output) : IClassFixture<Schoolhouse>
{
    private static int Calls => int.TryParse(Environment.GetEnvironmentVariable("SFERUM_ISOLATION_CALLS"), CultureInfo.InvariantCulture, out var calls) ? calls : 2_000;

    [Fact]
    public async Task Paragraph_1_1_looks_like_what_does_not_exist()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var reads = house.Ways.Where(static w => w.Method == "GET" && w.AsksForIds && !PolicyTable.AllowsAnonymous(w.Operation)).ToList();
        Assert.NotEmpty(reads);
        var foreign = await ForeignIds();
        Assert.True(foreign.Count > 20);
        using var counter = new StatementCounter();
        var tokens = new Dictionary<Role, string>();
        foreach (var role in Schoolhouse.Roles)
        {
            tokens[role] = await house.Token(house.Ours, role);
        }

        var different = new List<string>();
        var statements = 0;
        for (var i = 0; i < Calls / 2; i++)
        {
            if (i % 500 == 499)
            {
                // Tokens live ten minutes.
                foreach (var role in Schoolhouse.Roles)
                {
                    tokens[role] = await house.Token(house.Ours, role);
                }
            }

            var way = reads[random.Next(reads.Count)];
            var token = tokens[Schoolhouse.Roles[random.Next(Schoolhouse.Roles.Count)]];
            var (theirs, nobodys) = (foreign[random.Next(foreign.Count)], Guid.CreateVersion7());
            var (seen, none) = (await Ask(way, theirs, token, counter), await Ask(way, nobodys, token, counter));
            statements += seen.Statements;
            if (seen != none)
            {
                different.Add($"{way} {theirs}: {seen} / {none}");
            }
        }

        Assert.True(different.Count == 0, string.Join(Environment.NewLine, different.Take(20)));
        Assert.True(statements > Calls / 20, "Hardly any statement was counted: the count proves nothing.");
    }

    private async Task<(int Status, string Body, int Statements)> Ask(Way way, Guid id, string token, StatementCounter counter)
    {
        var mark = ActivityTraceId.CreateRandom().ToHexString();
        var (status, body) = await house.Ask(way, id, token, mark);
        return (status, body.Replace(id.ToString(), "ID", StringComparison.OrdinalIgnoreCase), counter.Take(mark));
    }

    /// <summary>The ids of everything that belongs to the other school: of each table with an id and a school, and its people.</summary>
    private async Task<List<Guid>> ForeignIds()
    {
        await using var connection = await house.District.Port<OrleansDatabase>().DataSource.OpenConnectionAsync();
        var tables = (await connection.QueryAsync<string>(
            """
            SELECT a.table_name FROM information_schema.columns a JOIN information_schema.columns b ON b.table_name = a.table_name AND b.table_schema = a.table_schema
            WHERE a.table_schema = 'public' AND a.column_name = 'school_id' AND b.column_name = 'id' AND b.data_type = 'uuid'
            """)).ToList();
        var ids = new List<Guid> { house.Theirs.School.Value };
        foreach (var table in tables)
        {
            ids.AddRange(await connection.QueryAsync<Guid>($"SELECT id FROM {table} WHERE school_id = @Value LIMIT 200", new { house.Theirs.School.Value }));
        }

        return [.. ids, .. house.Theirs.People.Values.Select(static p => p.Value)];
    }
}
