using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class ApplicationStore(IDatabase database, Acts acts, IKeyRing keys) : ISchoolApplications
{
    private const int SecretSize = 32;
    private const int MaxSecret = 64;
    private const int Lowest = 10_000_000;
    private const int Highest = 100_000_000;

    public async ValueTask<Outcome<ApplicationReceipt>> Submit(ApplicationForm form, OrderFile file, string? secret, CancellationToken cancel)
    {
        form = form.Tidy();
        if (form.Check() is { } invalid)
        {
            return invalid;
        }

        if (secret is not null && !IsSecret(secret))
        {
            return Refusals.FieldInvalid("secret");
        }

        Outcome<ApplicationReceipt> receipt;
        await using (var act = await acts.BeginFor(new PersonId(Guid.Empty), school: null, cancel))
        {
            receipt = await Insert(act, form, file, secret ?? NewSecret(), takenInBy: null, cancel);
        }

        // Whoever knows the secret of the one that is in the way has sent it before and did not get the answer.
        return receipt.Refusal == Refusals.ApplicationDuplicate && secret is not null && await NumberOf(secret, form, cancel) is { } number
            ? new ApplicationReceipt(number, secret)
            : receipt;
    }

    public async ValueTask<Outcome<ApplicationReceipt>> TakeIn(Caller caller, ApplicationForm form, OrderFile file, CancellationToken cancel)
    {
        form = form.Tidy();
        if (form.Check() is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.BeginOn(caller, Operation.DecideApplications, school: null, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        return await Insert(act, form, file, NewSecret(), caller.Person, cancel);
    }

    public async ValueTask<Outcome<ApplicationState>> Resubmit(long number, string secret, ApplicationForm form, OrderFile? file, CancellationToken cancel)
    {
        if (Hash(secret) is not { } hash)
        {
            return Refusals.NotFound;
        }

        form = form.Tidy();
        if (form.Check() is { } invalid)
        {
            return invalid;
        }

        await using var act = await acts.BeginFor(new PersonId(Guid.Empty), school: null, cancel);
        try
        {
            var row = await act.Write.First<ApplicationRow>(
                $"""
                UPDATE school_application SET status = 'submitted', rev = rev + 1, changed_at = @Now, name = @Name, time_zone = @TimeZone, address = @Address,
                  email = @Email, inn = @Inn, ogrn = @Ogrn, director_sealed = @Director, admin_sealed = @Admin, contact_email = @ContactEmail,
                  locale = @Locale, order_number = @OrderNumber, order_date = @OrderDate
                WHERE number = @number AND secret_hash = @hash AND status = 'returned' RETURNING {ApplicationRow.Columns}
                """,
                ApplicationRow.Values(form, keys, new { number, hash, act.Now }),
                cancel);
            if (row is null)
            {
                var known = await act.Write.First<long?>("SELECT 1 FROM school_application WHERE number = @number AND secret_hash = @hash", new { number, hash }, cancel);
                return known is null ? Refusals.NotFound : Refusals.ApplicationNotReturned;
            }

            if (await IsThere(act, form, cancel))
            {
                return Refusals.ApplicationDuplicate;
            }

            if (file is not null)
            {
                var kept = await OrderRows.Keep(act, file, cancel);
                await act.Write.Execute("UPDATE school_application SET file_id = @kept WHERE id = @Id", new { kept, row.Id }, cancel);
            }

            await ApplicationSteps.Add(act, row.Id, row.Rev, ApplicationStatus.Submitted, actor: null, reason: null, cancel);
            act.Note(new AuditNote("application.resubmitted", "application", row.Id) { After = Shown(form, number) });
            return (await act.Commit(await ApplicationSteps.State(act, row, cancel), cancel)).Value;
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.ApplicationDuplicate;
        }
    }

    public async ValueTask<ApplicationState?> Find(long number, string secret, CancellationToken cancel)
    {
        if (Hash(secret) is not { } hash)
        {
            return null;
        }

        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstOrDefaultAsync<ApplicationRow>(new CommandDefinition(
            $"SELECT {ApplicationRow.Columns} FROM school_application WHERE number = @number AND secret_hash = @hash", new { number, hash }, cancellationToken: cancel));
        return row is null ? null : await ApplicationSteps.State(connection, row, cancel);
    }

    private async Task<Outcome<ApplicationReceipt>> Insert(Act act, ApplicationForm form, OrderFile file, string secret, PersonId? takenInBy, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        try
        {
            var fileId = await OrderRows.Keep(act, file, cancel);
            var number = await Place(act, form, new { id, hash = Hash(secret), fileId, takenInBy, act.Now }, cancel);

            // After the insert: whoever was approved in between is seen now.
            if (await IsThere(act, form, cancel))
            {
                return Refusals.ApplicationDuplicate;
            }

            await ApplicationSteps.Add(act, id, 1, ApplicationStatus.Submitted, takenInBy, reason: null, cancel);
            act.Note(new AuditNote(takenInBy is null ? "application.submitted" : "application.taken_in", "application", id) { After = Shown(form, number) });
            return (await act.Commit(new ApplicationReceipt(number, secret), cancel)).Value;
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.ApplicationDuplicate;
        }
    }

    /// <summary>Under a number that nobody has. Numbers don't count: they would tell how many apply.</summary>
    private async Task<long> Place(Act act, ApplicationForm form, object others, CancellationToken cancel)
    {
        while (true)
        {
            var values = ApplicationRow.Values(form, keys, others);
            var number = (long)RandomNumberGenerator.GetInt32(Lowest, Highest);
            values.AddDynamicParams(new { number });
            var placed = await act.Write.Execute(
                """
                INSERT INTO school_application (id, number, secret_hash, status, name, time_zone, address, email, inn, ogrn, director_sealed, admin_sealed,
                  contact_email, locale, order_number, order_date, file_id, taken_in_by, created_at, changed_at)
                VALUES (@id, @number, @hash, 'submitted', @Name, @TimeZone, @Address, @Email, @Inn, @Ogrn, @Director, @Admin,
                  @ContactEmail, @Locale, @OrderNumber, @OrderDate, @fileId, @takenInBy, @Now, @Now)
                ON CONFLICT (number) DO NOTHING
                """,
                values,
                cancel);
            if (placed == 1)
            {
                return number;
            }
        }
    }

    private static async Task<bool> IsThere(Act act, ApplicationForm form, CancellationToken cancel) => await act.Write.First<long?>(
        "SELECT 1 FROM school WHERE archived_at IS NULL AND (inn = @Inn OR ogrn = @Ogrn)", new { form.School.Inn, form.School.Ogrn }, cancel) is not null;

    private async Task<long?> NumberOf(string secret, ApplicationForm form, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<long?>(new CommandDefinition(
            "SELECT number FROM school_application WHERE inn = @Inn AND status IN ('submitted', 'returned') AND secret_hash = @hash",
            new { form.School.Inn, hash = Hash(secret) },
            cancellationToken: cancel));
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretSize));

    private static bool IsSecret(string secret) => Base64Url.IsValid(secret, out var length) && length == SecretSize;

    private byte[]? Hash(string secret) => secret.Length is > 0 and <= MaxSecret ? keys.SecretHash("application", secret) : null;

    private static object Shown(ApplicationForm form, long number) => new { number, form.School.Name, form.School.Inn, form.School.Ogrn };
}
