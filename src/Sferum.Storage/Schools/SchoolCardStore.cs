using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class SchoolCardStore(IDatabase database, Acts acts) : ISchoolCards
{
    private const string Select = """
        SELECT name AS Name, time_zone AS TimeZone, address AS Address, email AS Email, site AS Site, inn AS Inn, ogrn AS Ogrn, card_rev AS Revision
        FROM school WHERE id = @school
        """;

    public async ValueTask<SchoolCard?> Read(SchoolId school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<SchoolCard>(new CommandDefinition(Select, new { school }, cancellationToken: cancel));
    }

    public async ValueTask<Outcome<Enacted<SchoolCard>>> Change(Caller caller, SchoolCard card, CancellationToken cancel)
    {
        card = card.Tidy();
        if (card.Check() is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.ManageSchool, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var school = act.School!.Value;
        var before = await act.Write.First<SchoolCard>(Select, new { school }, cancel);
        try
        {
            var changed = await act.Write.Execute(
                """
                UPDATE school SET name = @Name, time_zone = @TimeZone, address = @Address, email = @Email, site = @Site, inn = @Inn, ogrn = @Ogrn, card_rev = card_rev + 1
                WHERE id = @school AND card_rev = @Revision
                """,
                new { card.Name, card.TimeZone, card.Address, card.Email, card.Site, card.Inn, card.Ogrn, card.Revision, school },
                cancel);
            if (changed == 0)
            {
                return Refusals.CardChanged;
            }
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return Refusals.SchoolNumberTaken;
        }

        var after = card with { Revision = card.Revision + 1 };
        await act.Retitle("c.kind = 'school'", new { }, after.Name, cancel);
        act.Note(new AuditNote("school.card_changed", "school", school.Value) { Before = before, After = after });
        return await act.Commit(after, cancel);
    }
}
