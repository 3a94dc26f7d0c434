using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class ApplicationDesk(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IApplicationDesk
{
    public async ValueTask<Outcome<ApplicationPage>> List(Caller caller, ApplicationStatus status, string? cursor, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (await Refuse(connection, caller, cancel) is { } refusal)
        {
            return refusal;
        }

        var (at, number) = PageCursor.Number(cursor);
        var rows = (await connection.QueryAsync<LineRow>(new CommandDefinition(
            """
            SELECT number AS Number, name AS Name, created_at AS CreatedAt, changed_at AS ChangedAt FROM school_application
            WHERE status = @Code AND (changed_at, number) > (@at, @number) ORDER BY changed_at, number LIMIT @More
            """,
            new { Code = status.Code(), at, number, More = limit + 1 },
            cancellationToken: cancel))).AsList();
        return new ApplicationPage(
            [.. rows.Take(limit).Select(r => new ApplicationLine(
                r.Number, status, r.Name, DateTimeOffset.FromUnixTimeMilliseconds(r.CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(r.ChangedAt)))],
            rows.Count > limit ? PageCursor.Of(rows[limit - 1].ChangedAt, rows[limit - 1].Number) : null);
    }

    public async ValueTask<Outcome<ApplicationDetails>> Read(Caller caller, long number, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (await Refuse(connection, caller, cancel) is { } refusal)
        {
            return refusal;
        }

        var row = await connection.QueryFirstOrDefaultAsync<ApplicationRow>(new CommandDefinition(
            $"SELECT {ApplicationRow.Columns} FROM school_application WHERE number = @number", new { number }, cancellationToken: cancel));
        return row is null
            ? Refusals.NotFound
            : new ApplicationDetails(await ApplicationSteps.State(connection, row, cancel), row.Form(keys), row.TakenIn != 0, row.SchoolId);
    }

    public async ValueTask<Outcome<OrderFile>> File(Caller caller, long number, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (await Refuse(connection, caller, cancel) is { } refusal)
        {
            return refusal;
        }

        var file = await connection.QueryFirstOrDefaultAsync<OrderFile>(new CommandDefinition(
            "SELECT f.type AS Type, f.bytes AS Bytes FROM school_application a JOIN order_file f ON f.id = a.file_id WHERE a.number = @number",
            new { number },
            cancellationToken: cancel));
        return file is null ? Refusals.NotFound : file;
    }

    public async ValueTask<Outcome<Enacted<ApplicationState>>> Decide(Caller caller, long number, ApplicationDecision decision, CancellationToken cancel)
    {
        if (decision.Check() is { } invalid)
        {
            return invalid;
        }

        SchoolId? founded = decision.Status == ApplicationStatus.Approved ? SchoolId.New() : null;
        var begun = await acts.BeginOn(caller, Operation.DecideApplications, founded, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        try
        {
            return await Decide(act, founded, number, decision, cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.SchoolNumberTaken;
        }
    }

    private async Task<Outcome<Enacted<ApplicationState>>> Decide(Act act, SchoolId? founded, long number, ApplicationDecision decision, CancellationToken cancel)
    {
        // What was returned still can be rejected: an applicant who never comes back must not keep the school's numbers.
        var from = decision.Status == ApplicationStatus.Rejected ? "status IN ('submitted', 'returned')" : "status = 'submitted'";
        var reason = string.IsNullOrWhiteSpace(decision.Reason) ? null : decision.Reason.Trim();
        var row = await act.Write.First<ApplicationRow>(
            $"""
            UPDATE school_application SET status = @status, rev = rev + 1, changed_at = @Now WHERE number = @number AND rev = @Revision AND {from}
            RETURNING {ApplicationRow.Columns}
            """,
            new { status = decision.Status.Code(), act.Now, number, decision.Revision },
            cancel);
        if (row is null)
        {
            return await act.Write.First<string?>("SELECT status FROM school_application WHERE number = @number", new { number }, cancel) switch
            {
                null => Refusals.NotFound,
                "approved" or "rejected" => Refusals.ApplicationDecided,
                _ => Refusals.ApplicationChanged,
            };
        }

        if (founded is { } school && await new SchoolFounding(act, keys).Found(row, school, cancel) is { } refused)
        {
            return refused;
        }

        if (decision.Status == ApplicationStatus.Rejected)
        {
            // Whom it named is nobody here and will not be.
            await act.Write.Execute(
                "UPDATE school_application SET director_sealed = @none, admin_sealed = @none, contact_email = '' WHERE id = @Id", new { none = Array.Empty<byte>(), row.Id }, cancel);
        }

        await ApplicationSteps.Add(act, row.Id, row.Rev, decision.Status, act.Actor, reason, cancel);
        act.Note(new AuditNote("application." + decision.Status.Code(), "application", row.Id) { After = new { number, row.Name, row.Inn, row.Ogrn }, Reason = reason });
        var args = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = PageCursor.Text(number), ["school"] = row.Name, ["reason"] = reason ?? "",
        };
        await MailOutboxStore.Add(act.Write, keys, row.ContactEmail, "letters.application_" + decision.Status.Code(), args, row.Locale, act.Now, cancel);
        return await act.Commit(await ApplicationSteps.State(act, row, cancel), cancel);
    }

    private async Task<Refusal?> Refuse(DbConnection connection, Caller caller, CancellationToken cancel) =>
        (await HeldRoles.InPlace(connection, caller, Operation.DecideApplications, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)).Refusal;

    private sealed record LineRow
    {
        public long Number { get; init; }

        public string Name { get; init; } = "";

        public long CreatedAt { get; init; }

        public long ChangedAt { get; init; }
    }
}
