using System.Globalization;
using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class SchoolYearStore(IDatabase database, Acts acts) : ISchoolYears
{
    private const string Select = "SELECT year AS year, start_date AS startDate, end_date AS endDate, is_current AS isCurrent FROM school_year WHERE school_id = @school";

    public async ValueTask<IReadOnlyList<SchoolYear>> List(SchoolId school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition($"{Select} ORDER BY year DESC LIMIT {StructureText.MaxPage}", new { school }, cancellationToken: cancel));
        return [.. rows.Select(static r => r.Read())];
    }

    public async ValueTask<Outcome<Enacted<SchoolYear>>> Set(Caller caller, SchoolYear year, CancellationToken cancel)
    {
        if (year.Check() is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var before = await Read(act.Write, act.School!.Value, year.Year, cancel);
        await Write(act, year, cancel);
        act.Note(new AuditNote("school_year.set", "school", act.School!.Value.Value) { Before = before, After = year });
        return await act.Commit(year, cancel);
    }

    /// <summary>A year as it stands; null when there is none.</summary>
    public static async Task<SchoolYear?> Read(WriteTransaction write, SchoolId school, int year, CancellationToken cancel) =>
        (await write.First<Row>($"{Select} AND year = @year", new { school, year }, cancel))?.Read();

    /// <summary>Writes a year; when it is the current one, no other is.</summary>
    public static async Task Write(Act act, SchoolYear year, CancellationToken cancel)
    {
        if (year.IsCurrent)
        {
            await act.Write.Execute(
                "UPDATE school_year SET is_current = 0 WHERE school_id = @School AND is_current = 1 AND year <> @Year", new { act.School, year.Year }, cancel);
        }

        await act.Write.Execute(
            """
            INSERT INTO school_year (school_id, year, start_date, end_date, is_current, created_at) VALUES (@School, @Year, @begins, @ends, @current, @Now)
            ON CONFLICT (school_id, year) DO UPDATE SET start_date = excluded.start_date, end_date = excluded.end_date, is_current = excluded.is_current
            """,
            new { act.School, year.Year, begins = Iso(year.Begins), ends = Iso(year.Ends), current = (short)(year.IsCurrent ? 1 : 0), act.Now },
            cancel);
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private sealed record Row
    {
        public int Year { get; init; }

        public long IsCurrent { get; init; }

        public string StartDate { get; init; } = "";

        public string EndDate { get; init; } = "";

        public SchoolYear Read() => new(Year, Day(StartDate), Day(EndDate), IsCurrent != 0);

        private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "O", CultureInfo.InvariantCulture);
    }
}
