using System.Data.Common;
using Dapper;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class AppointmentStore(IDatabase database, Acts acts, IKeyRing keys, TimeProvider time) : IAppointments
{
    private static readonly TimeSpan LongestDeputy = TimeSpan.FromDays(366);

    public async ValueTask<Outcome<Appointments>> Holders(Caller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var connection = await database.Read(cancel);
        if ((await HeldRoles.For(connection, caller, Operation.SeeOrders, now, cancel)).IsRefused(out var refusal))
        {
            return refusal;
        }

        var rows = await connection.QueryAsync<HolderRow>(new CommandDefinition(
            """
            SELECT a.person_id AS Person, p.display_name AS Name, a.role AS Role, a.began_at AS BeganAt, a.until_at AS UntilAt, a.order_id AS OrderId
            FROM affiliation a JOIN person p ON p.id = a.person_id
            WHERE a.school_id = @school AND a.ended_at IS NULL AND (a.until_at IS NULL OR a.until_at > @now)
              AND (a.role IN ('director', 'school_admin') OR (a.role = 'administration' AND a.order_id IS NOT NULL))
            ORDER BY a.role, p.display_name, a.person_id LIMIT 200
            """,
            new { school = caller.School!.Value, now },
            cancellationToken: cancel));
        return new Appointments(
        [
            .. rows.Select(static r => new Appointment(
                r.Person, r.Name, RoleCodes.Parse(r.Role), DateTimeOffset.FromUnixTimeMilliseconds(r.BeganAt),
                r.UntilAt is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null, r.OrderId)),
        ]);
    }

    public ValueTask<Outcome<Enacted<Appointed>>> ReplaceAdmin(Caller caller, Appointee appointee, OrderMark order, OrderFile file, CancellationToken cancel) =>
        Appoint(caller, "admin", Role.SchoolAdmin, until: null, appointee, order, file, cancel);

    public async ValueTask<Outcome<Enacted<Appointed>>> AppointDeputy(
        Caller caller, Role role, DateTimeOffset until, Appointee appointee, OrderMark order, OrderFile file, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return role is not (Role.SchoolAdmin or Role.Administration) ? Refusals.FieldInvalid("role")
            : until <= now || until > now + LongestDeputy ? Refusals.FieldInvalid("until")
            : await Appoint(caller, "deputy", role, until, appointee, order, file, cancel);
    }

    public async ValueTask<Outcome<Enacted<Appointed>>> EndDeputy(Caller caller, PersonId person, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.AppointAdmin, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var school = act.School!.Value;
        var roles = (await act.Write.Query<string>(
            """
            UPDATE affiliation SET ended_at = @Now
            WHERE school_id = @school AND person_id = @person AND order_id IS NOT NULL AND until_at > @Now AND ended_at IS NULL RETURNING role
            """,
            new { act.Now, school, person },
            cancel)).ToList();
        if (roles.Count == 0)
        {
            var holds = await act.Write.First<long?>(
                "SELECT 1 FROM affiliation WHERE school_id = @school AND person_id = @person AND role = 'school_admin' AND ended_at IS NULL", new { school, person }, cancel);
            return holds is null ? Refusals.NotFound : Refusals.SuccessorNeeded;
        }

        var appointing = new Appointing(act, school, keys);
        foreach (var role in roles)
        {
            appointing.Lose(person, RoleCodes.Parse(role));
        }

        await appointing.TellChats(cancel);
        return await act.Commit(new Appointed(null), cancel);
    }

    private async ValueTask<Outcome<Enacted<Appointed>>> Appoint(
        Caller caller, string kind, Role role, DateTimeOffset? until, Appointee appointee, OrderMark mark, OrderFile file, CancellationToken cancel)
    {
        (appointee, mark) = (appointee with { Named = appointee.Named?.Tidy() }, mark.Tidy());
        if ((appointee.Check() ?? mark.Check()) is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.AppointAdmin, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var school = act.School!.Value;
        var appointing = new Appointing(act, school, keys);
        var person = await appointing.Find(appointee, cancel);
        if (person.IsRefused(out refusal))
        {
            return refusal;
        }

        var order = await OrderRows.Add(act, school, kind, mark, await OrderRows.Keep(act, file, cancel), cancel);
        if (until is null && !await appointing.Vacate(role, person.Value, cancel))
        {
            return Refusals.AppointedAlready;
        }

        if (until is not null)
        {
            await act.Write.Execute(
                """
                UPDATE affiliation SET ended_at = @Now
                WHERE school_id = @school AND person_id = @Value AND role = @role AND until_at IS NOT NULL AND ended_at IS NULL
                """,
                new { act.Now, school, person.Value, role = role.Code() },
                cancel);
        }

        try
        {
            await appointing.Give(person.Value, role, order, until?.ToUnixTimeMilliseconds(), cancel);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            return until is null ? Refusals.AppointmentChanged : Refusals.AppointedAlready;
        }

        await appointing.TellChats(cancel);
        return await act.Commit(new Appointed(person.Value), cancel);
    }

    private sealed record HolderRow
    {
        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public string Role { get; init; } = "";

        public long BeganAt { get; init; }

        public long? UntilAt { get; init; }

        public Guid? OrderId { get; init; }
    }
}
