using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Operators;

internal sealed class MaintenanceStore(IDatabase database, Acts acts, TimeProvider time) : IMaintenance
{
    private const string Select = "SELECT id AS Id, text_ru AS Text, text_en AS TextEn, from_at AS FromAt, until_at AS UntilAt FROM maintenance_notice";

    public async ValueTask<StandingNotice?> Read(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(
            $"{Select} WHERE until_at > @now", new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken: cancel));
        return row?.Notice;
    }

    public async ValueTask<Outcome<StandingNotice>> Set(Caller caller, MaintenanceNotice notice, CancellationToken cancel)
    {
        notice = notice.Tidy();
        if (notice.Check(time.GetUtcNow()) is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.AnnounceMaintenance, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var before = await Standing(act, cancel);
        var id = Guid.CreateVersion7();
        await act.Write.Execute(
            """
            INSERT INTO maintenance_notice (id, text_ru, text_en, from_at, until_at) VALUES (@id, @Text, @TextEn, @from, @until)
            ON CONFLICT (place) DO UPDATE
            SET id = excluded.id, text_ru = excluded.text_ru, text_en = excluded.text_en, from_at = excluded.from_at, until_at = excluded.until_at
            """,
            new { id, notice.Text, notice.TextEn, from = notice.From.ToUnixTimeMilliseconds(), until = notice.Until.ToUnixTimeMilliseconds() },
            cancel);
        act.Note(new AuditNote("maintenance.announced", "notice", id) { Before = before?.Notice, After = notice });
        return (await act.Commit(new StandingNotice(id, notice), cancel)).Value;
    }

    public async ValueTask<Outcome<StandingNotice>> End(Caller caller, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.AnnounceMaintenance, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await Standing(act, cancel) is not { } standing || await act.Write.Execute("DELETE FROM maintenance_notice WHERE id = @Id", new { standing.Id }, cancel) == 0)
        {
            return Refusals.NotFound;
        }

        act.Note(new AuditNote("maintenance.ended", "notice", standing.Id) { Before = standing.Notice });
        return (await act.Commit(standing, cancel)).Value;
    }

    private static async Task<StandingNotice?> Standing(Act act, CancellationToken cancel) =>
        (await act.Write.First<Row>($"{Select} {act.ForUpdate()}", cancel: cancel))?.Notice;

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Text { get; init; } = "";

        public string? TextEn { get; init; }

        public long FromAt { get; init; }

        public long UntilAt { get; init; }

        public StandingNotice Notice =>
            new(Id, new MaintenanceNotice(Text, TextEn, DateTimeOffset.FromUnixTimeMilliseconds(FromAt), DateTimeOffset.FromUnixTimeMilliseconds(UntilAt)));
    }
}
