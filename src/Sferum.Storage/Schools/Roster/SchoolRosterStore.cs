using System.Data.Common;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class SchoolRosterStore(
    IDatabase database, Acts acts, IKeyRing keys, RosterReader reader, RosterImport imports, ChatTitles titles, TimeProvider time) : ISchoolRosters
{
    public async ValueTask<Outcome<RosterPreview>> Preview(Caller caller, RosterUpload upload, CancellationToken cancel)
    {
        var planned = await Plan(caller, upload, cancel);
        return planned.IsRefused(out var refusal) ? refusal : planned.Value.Preview;
    }

    public async ValueTask<Outcome<Enacted<RosterPreview>>> Import(Caller caller, RosterUpload upload, string revision, CancellationToken cancel)
    {
        var planned = await Plan(caller, upload, cancel);
        if (planned.IsRefused(out var refusal))
        {
            return refusal;
        }

        var (plan, preview) = planned.Value;
        if (preview.Revision != revision || preview.Refusal is not null)
        {
            return preview.Refusal ?? Stale;
        }

        var school = plan.Schools[0];
        if (school.IsNothing)
        {
            return new Enacted<RosterPreview>(preview, null);
        }

        var begun = await acts.Begin(caller, Operation.ImportRoster, cancel);
        if (begun.IsRefused(out refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        try
        {
            if (await Write(act, [.. school.Steps()], cancel) is { } refused)
            {
                return refused;
            }
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Stale;
        }

        act.Note(RosterImport.Note(school));
        act.Tell(school.Affected);
        var done = await act.Commit(preview, cancel);
        await new KnownApplicants(database, acts).Accept(school.Id, cancel);
        return done;
    }

    private static Refusal Stale => new(RosterWhy.Stale);

    private async Task<Refusal?> Write(Act act, IReadOnlyCollection<RosterStep> steps, CancellationToken cancel)
    {
        if (await RosterLocks.Take(act, database, steps, cancel) is { } stale)
        {
            return stale;
        }

        var rows = new RosterRows(act, keys, ownOnly: true);
        foreach (var step in steps)
        {
            if (await rows.Write(step, cancel) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Reads and compares before the act begins: on SQLite nobody else writes while it goes on.</summary>
    private async Task<Outcome<(RosterPlan Plan, RosterPreview Preview)>> Plan(Caller caller, RosterUpload upload, CancellationToken cancel)
    {
        await using (var connection = await database.Read(cancel))
        {
            var held = await HeldRoles.For(connection, caller, Operation.ImportRoster, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
            if (held.IsRefused(out var denied))
            {
                return denied;
            }
        }

        var read = reader.Read(upload.Zip, upload.Encoding, cancel);
        if (read.IsRefused(out var unusable))
        {
            return unusable;
        }

        var own = caller.School!.Value;
        var scope = new RosterScope { Own = own };
        if (upload.Org is { } org)
        {
            scope = scope with { Choices = new Dictionary<string, string>(StringComparer.Ordinal) { [org] = own.Value.ToString() } };
        }

        var plan = await imports.Plan(read.Value, titles, scope, cancel);
        var refusal = plan.Refusal(upload.Leave) ?? (plan.Schools.Count == 0 ? new Refusal(RosterWhy.OwnMissing) : null);
        var counts = plan.Schools.Count == 0 ? new Dictionary<string, RosterCount>(StringComparer.Ordinal) : plan.Schools[0].Counts;
        return (plan, new RosterPreview(RosterRevision.Of(upload, plan), read.Value.Version, plan.Matches, counts, plan.Problems, refusal));
    }
}
