using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class RolloverStore(IDatabase database, Acts acts, ChatTitles titles) : IRollovers
{
    public async ValueTask<Outcome<RolloverPreview>> Preview(SchoolId school, RolloverChoices choices, CancellationToken cancel)
    {
        var tidy = Tidy(choices);
        if (tidy.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var connection = await database.Read(cancel);
        var year = choices.From ?? await connection.QueryFirstOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT year FROM school_year WHERE school_id = @school AND is_current = 1", new { school }, cancellationToken: cancel));
        return year is { } from
            ? RolloverPlanner.Plan(await YearStateReader.Read(connection, null, school, from, cancel), tidy.Value, titles).Preview
            : Refusals.NoCurrentYear;
    }

    public async ValueTask<Outcome<Enacted<CarriedRollover>>> CarryOut(Caller caller, RolloverChoices choices, string revision, CancellationToken cancel)
    {
        var tidy = Tidy(choices);
        if (tidy.IsRefused(out var refusal))
        {
            return refusal;
        }

        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var school = act.School!.Value;
        if (await act.Year(choices.From, cancel) is not { } from)
        {
            return Refusals.NoCurrentYear;
        }

        await RolloverPeople.Lock(act, cancel);

        // Whoever wants to put a student into one of these classes waits.
        await act.Write.Query<Guid>(
            $"SELECT id FROM school_class WHERE school_id = @school AND school_year = @from AND archived_at IS NULL ORDER BY id {database.ForUpdate()}",
            new { school, from },
            cancel);
        var plan = RolloverPlanner.Plan(await YearStateReader.Read(act.Write.Connection, act.Write.Transaction, school, from, cancel), tidy.Value, titles);
        var id = Guid.CreateVersion7();
        try
        {
            await Remember(act, id, plan, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.RolloverTaken;
        }

        if (plan.Revision != revision || plan.Conflicts.Count > 0)
        {
            return plan.Revision != revision ? Refusals.RolloverStale : Refusals.RolloverConflicts;
        }

        try
        {
            if (!await new RolloverRows(act, id).Write(plan, cancel))
            {
                return Refusals.RolloverStale;
            }
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.RolloverStale;
        }

        await act.TellSchool(cancel);
        act.Note(new AuditNote("rollover.carried_out", "rollover", id) { After = new { plan.From, plan.To, plan.Counts } });
        return await act.Commit(new CarriedRollover(id, plan.From, plan.To, act.At, null), cancel);
    }

    public async ValueTask<Outcome<Enacted<CarriedRollover>>> Undo(Caller caller, Guid id, CancellationToken cancel)
    {
        var begun = await acts.BeginStructure(caller, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await act.Write.First<Row>($"{Row.Columns} WHERE id = @id AND school_id = @School", new { id, act.School }, cancel) is not { } rollover)
        {
            return Refusals.NotFound;
        }

        await RolloverPeople.Lock(act, cancel);
        if (await act.Write.Execute("UPDATE rollover SET undone_at = @Now WHERE id = @id AND undone_at IS NULL", new { id, act.Now }, cancel) == 0)
        {
            return Refusals.RolloverUndone;
        }

        var undo = new RolloverUndo(database, act, id, rollover.ToYear, rollover.At);
        if (await undo.Depends(cancel) is { } depends)
        {
            return depends;
        }

        try
        {
            await undo.Write(cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.RolloverHasEnrollments;
        }

        if (!await UndoYear(act, rollover, cancel))
        {
            return Refusals.RolloverHasStructure;
        }

        await act.TellSchool(cancel);
        act.Note(new AuditNote("rollover.undone", "rollover", id) { Before = new { from = rollover.FromYear, to = rollover.ToYear } });
        return await act.Commit((rollover with { UndoneAt = act.Now }).Carried(), cancel);
    }

    public async ValueTask<IReadOnlyList<CarriedRollover>> List(SchoolId school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Row.Columns} WHERE school_id = @school ORDER BY at DESC, id LIMIT {StructureText.MaxPage}", new { school }, cancellationToken: cancel));
        return [.. rows.Select(static r => r.Carried())];
    }

    /// <summary>The rollover's own row, and the new year as the current one.</summary>
    private static async Task Remember(Act act, Guid id, RolloverPlan plan, CancellationToken cancel)
    {
        var school = act.School!.Value;
        var current = await act.Year(null, cancel);
        var known = await SchoolYearStore.Read(act.Write, school, plan.To, cancel);
        await act.Write.Execute(
            """
            INSERT INTO rollover (id, school_id, from_year, to_year, former_current, year_made, at)
            VALUES (@id, @school, @From, @To, @current, @made, @Now)
            """,
            new { id, school, plan.From, plan.To, current, made = (short)(known is null ? 1 : 0), act.Now },
            cancel);
        var last = await SchoolYearStore.Read(act.Write, school, plan.From, cancel);
        var year = known ?? (last is null ? SchoolYear.Usual(plan.To) : new SchoolYear(plan.To, last.Begins.AddYears(1), last.Ends.AddYears(1), IsCurrent: false));
        await SchoolYearStore.Write(act, year with { IsCurrent = true }, cancel);
    }

    /// <returns>False when another year has become current since.</returns>
    private static async Task<bool> UndoYear(Act act, Row rollover, CancellationToken cancel)
    {
        if (await act.Year(null, cancel) != rollover.ToYear)
        {
            return false;
        }

        await act.Write.Execute(
            rollover.YearMade != 0 ? "DELETE FROM school_year WHERE school_id = @School AND year = @ToYear" : "UPDATE school_year SET is_current = 0 WHERE school_id = @School AND year = @ToYear",
            new { act.School, rollover.ToYear },
            cancel);
        await act.Write.Execute(
            "UPDATE school_year SET is_current = 1 WHERE school_id = @School AND year = @FormerCurrent", new { act.School, rollover.FormerCurrent }, cancel);
        return true;
    }

    private static Outcome<RolloverChoices> Tidy(RolloverChoices choices)
    {
        if (choices.From is { } from && !StructureText.IsYear(from))
        {
            return Refusals.FieldInvalid("from");
        }

        if (choices.Graduating is < 1 or > 99)
        {
            return Refusals.FieldInvalid("graduating");
        }

        if (choices.Repeaters.Count > RolloverChoices.MaxNamed || choices.Beginning.Count > StructureText.MaxPage || choices.Classes.Count > RolloverChoices.MaxNamed)
        {
            return Refusals.FieldInvalid("repeaters");
        }

        var beginning = new List<BeginningClass>();
        foreach (var (title, grade) in choices.Beginning)
        {
            if (StructureList.Names(title, grade, out var names) is { } invalid || names.Grade is null)
            {
                return Refusals.FieldInvalid("beginning");
            }

            beginning.Add(new BeginningClass(names.Title, names.Grade));
        }

        var classes = new List<ClassChoice>();
        foreach (var choice in choices.Classes)
        {
            var title = StructureText.Optional(choice.Title, "classes", StructureText.MaxTitle);
            if (title.IsRefused(out var refusal))
            {
                return refusal;
            }

            classes.Add(choice with { Title = title.Value });
        }

        return choices with { Beginning = beginning, Classes = classes };
    }

    private sealed record Row
    {
        public const string Columns =
            "SELECT id AS id, from_year AS fromYear, to_year AS toYear, former_current AS formerCurrent, year_made AS yearMade, at AS at, undone_at AS undoneAt FROM rollover";

        public Guid Id { get; init; }

        public int FromYear { get; init; }

        public int ToYear { get; init; }

        public int? FormerCurrent { get; init; }

        public long YearMade { get; init; }

        public long At { get; init; }

        public long? UndoneAt { get; init; }

        public CarriedRollover Carried() => new(Id, FromYear, ToYear, DateTimeOffset.FromUnixTimeMilliseconds(At), StructureList.Time(UndoneAt));
    }
}
