using Dapper;
using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.Schools;

/// <summary>An empty database, and imports into it.</summary>
internal sealed class ImportWorld(Store store) : IDisposable
{
    private readonly TempFolder _temp = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public KeyRing Keys { get; } = new(new byte[32]);

    public IRosterStore Rosters => new RosterStore(store.Database, Keys, Time);

    /// <summary>Imports by a school's administrator.</summary>
    public ISchoolRosters Own => new SchoolRosterStore(store.Database, Acts, Keys, RosterSet.Reader(), Imports, ChatTitles.In("ru"), Time);

    public ISchoolClasses Classes => new ClassStore(store.Database, Acts, ChatTitles.In("ru"));

    public Acts Acts => new(store.Database, Keys, Time);

    public IOutbox Outbox => new OutboxStore(store.Database, Time);

    public RosterImport Imports => new(Rosters, Keys);

    public static async Task<ImportWorld> In<TStore>()
        where TStore : Store, new()
    {
        var store = new TStore();
        await store.Start();
        return new ImportWorld(store);
    }

    public Task<RosterPlan> Plan(RosterSet set, RosterScope? scope = null) => Plan(set.ToZip(_temp), scope);

    public async Task<RosterPlan> Plan(string path, RosterScope? scope = null) => await Imports.Plan(RosterSet.Reader().Read(path).Value, ChatTitles.In("ru"), scope);

    public async Task<RosterPlan> Import(RosterSet set, RosterLeave? leave = null, RosterScope? scope = null)
    {
        var plan = await Plan(set, scope);
        Assert.Null(plan.Refusal(leave ?? new RosterLeave()));
        Assert.Null(await Imports.Apply(plan));
        return plan;
    }

    public string Zip(RosterSet set) => set.ToZip(_temp);

    /// <summary>A school that was taken on by its application.</summary>
    public async Task<FoundedSchool> Found()
    {
        var form = ApplicationSample.Form();
        var operatorId = PersonId.New();
        await Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@operatorId, '', '', 'Оператор', 1)", new { operatorId });
        await Run(
            "INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@id, @operatorId, NULL, 'operator', 1)", new { id = Guid.CreateVersion7(), operatorId });
        var receipt = (await new ApplicationStore(store.Database, Acts, Keys).Submit(form, ApplicationSample.Pdf, null, default)).Value;
        var desk = new ApplicationDesk(store.Database, Acts, Keys, Time);
        var decided = await desk.Decide(
            new Caller(operatorId, SessionId.New(), null, Role.Operator), receipt.Number, new ApplicationDecision(ApplicationStatus.Approved, 1, null), default);
        Assert.False(decided.IsRefused(out var refusal), refusal?.Code);
        await using var connection = await store.Database.Read(default);
        var id = await connection.QuerySingleAsync<SchoolId>("SELECT id FROM school WHERE inn = @Inn", new { form.School.Inn });
        var admin = await connection.QuerySingleAsync<PersonId>("SELECT id FROM person WHERE phone_hash = @hash", new { hash = Keys.PhoneHash(form.Admin.Phone) });
        return new FoundedSchool(id, form, new Caller(admin, SessionId.New(), id, Role.SchoolAdmin));
    }

    /// <summary>What was done to a school, as its record has it.</summary>
    public Task<List<string>> Recorded(SchoolId school) => List("SELECT act FROM audit WHERE school_id = @school ORDER BY number", new { school });

    /// <summary>Lets every chat follow the acts that are due, as the actors do.</summary>
    public async Task<IReadOnlyList<RosterAct>> Follow()
    {
        var acts = await Outbox.Take(100, TimeSpan.FromMinutes(1), default);
        foreach (var act in acts)
        {
            foreach (var chat in act.Chats)
            {
                await store.Get<IChatLog>().FollowRoster(chat.Chat, act.Id, Time.GetUtcNow(), default);
            }

            await Outbox.Done(act.Id, default);
        }

        return acts;
    }

    /// <summary>A transaction of somebody else, who acts at the same time.</summary>
    public ValueTask<WriteTransaction> Begin() => store.Database.Write(default);

    public async Task<long> Count(string from)
    {
        await using var connection = await store.Database.Read(default);
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM " + from);
    }

    public async Task<List<string>> List(string sql, object? parameters = null)
    {
        await using var connection = await store.Database.Read(default);
        return [.. await connection.QueryAsync<string>(sql, parameters)];
    }

    public async Task Run(string sql, object? parameters = null)
    {
        await using var write = await store.Database.Write(default);
        await write.Execute(sql, parameters);
        await write.Commit();
    }

    /// <summary>Members of a chat as "family name: role".</summary>
    public Task<List<string>> Members(string title) => List($"""
        SELECT p.family_name || ': ' || m.role FROM chat_member m JOIN chat c ON c.id = m.chat_id JOIN person p ON p.id = m.person_id
        WHERE c.title = '{title}' AND m.to_number IS NULL ORDER BY 1
        """);

    public Task<List<string>> Places(string person) => List($"""
        SELECT coalesce(c.title, s.title) || ' ' || e.role FROM enrollment e JOIN person p ON p.id = e.person_id
        LEFT JOIN school_class c ON c.id = e.class_id LEFT JOIN section s ON s.id = e.section_id
        WHERE p.sourced_id = '{person}' AND e.ended_at IS NULL ORDER BY 1
        """);

    public Task<List<string>> Roles(string person) => List($"""
        SELECT s.sourced_id || ' ' || a.role FROM affiliation a JOIN person p ON p.id = a.person_id JOIN school s ON s.id = a.school_id
        WHERE p.sourced_id = '{person}' AND a.ended_at IS NULL ORDER BY 1
        """);

    /// <summary>Everything that holds now, without ids and times: two databases that were brought to the same state look the same.</summary>
    public async Task<string> State() => string.Join('\n', [
        .. await List("SELECT 'school ' || name || coalesce(identifier, '') FROM school ORDER BY 1"),
        .. await List("SELECT 'class ' || sourced_id || title || school_year FROM school_class WHERE archived_at IS NULL ORDER BY 1"),
        .. await List("""
            SELECT 'section ' || s.sourced_id || s.title || s.subject || coalesce(c.title, '') FROM section s LEFT JOIN school_class c ON c.id = s.class_id
            WHERE s.archived_at IS NULL ORDER BY 1
            """),
        .. await List("SELECT 'chat ' || kind || title FROM chat WHERE archived_at IS NULL ORDER BY 1"),
        .. await List("SELECT 'person ' || coalesce(sourced_id, '') || display_name || CASE WHEN phone_hash IS NULL THEN '' ELSE ' phone' END FROM person ORDER BY 1"),
        .. await List("""
            SELECT 'role ' || p.display_name || s.name || a.role FROM affiliation a JOIN person p ON p.id = a.person_id JOIN school s ON s.id = a.school_id
            WHERE a.ended_at IS NULL ORDER BY 1
            """),
        .. await List("""
            SELECT 'place ' || p.display_name || coalesce(c.sourced_id, '') || coalesce(s.sourced_id, '') || e.role FROM enrollment e JOIN person p ON p.id = e.person_id
            LEFT JOIN school_class c ON c.id = e.class_id LEFT JOIN section s ON s.id = e.section_id WHERE e.ended_at IS NULL ORDER BY 1
            """),
        .. await List("""
            SELECT 'guardian ' || g.display_name || s.display_name FROM guardianship x JOIN person g ON g.id = x.guardian_id JOIN person s ON s.id = x.student_id
            WHERE x.ended_at IS NULL ORDER BY 1
            """),
    ]);

    /// <summary>How many rows there are, history included.</summary>
    public async Task<string> Rows()
    {
        var counts = new List<long>();
        foreach (var table in new[] { "school", "school_class", "section", "person", "affiliation", "enrollment", "guardianship", "chat", "outbox" })
        {
            counts.Add(await Count(table));
        }

        return string.Join(' ', counts);
    }

    public async ValueTask Remove()
    {
        Dispose();
        await store.DisposeAsync();
    }

    public void Dispose() => _temp.Dispose();
}

/// <summary>A school that was taken on, what its application said, and its administrator.</summary>
internal sealed record FoundedSchool(SchoolId Id, ApplicationForm Form, Caller Admin)
{
    public string Inn => Form.School.Inn!;

    public string Ogrn => Form.School.Ogrn!;
}
