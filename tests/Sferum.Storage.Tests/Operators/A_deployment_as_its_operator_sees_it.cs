using Microsoft.Extensions.Time.Testing;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Operators;

public sealed class A_deployment_on_PostgreSQL : A_deployment_as_its_operator_sees_it<PostgreSqlStore>;

public sealed class A_deployment_on_SQLite : A_deployment_as_its_operator_sees_it<SqliteStore>;

/// <summary>What the database tells of the deployment: how it is, what waits, how large schools are. A database of its own, so that everything in it is known.</summary>
public abstract class A_deployment_as_its_operator_sees_it<TStore> : IAsyncLifetime
    where TStore : Store, new()
{
    private readonly TStore _store = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private Town _town = null!;
    private Caller _operator = null!;

    private DeploymentState State => new(_store.Database, _clock);

    private SchoolSizes Sizes => new(_store.Database, _clock);

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync()
    {
        await _store.Start();
        _town = new Town(_store);
        var person = await _town.Person();
        await _town.Affiliate(person, null, Role.Operator);
        _operator = new Caller(person, SessionId.New(), null, Role.Operator);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Has_a_database_with_a_version_a_size_and_a_schema()
    {
        var database = await State.Database(default);

        Assert.Matches("^(PostgreSQL|SQLite) [0-9]", database.Server);
        Assert.True(database.Bytes > 100_000);
        Assert.Equal((await _town.Ask<string>("SELECT name FROM schema_migration ORDER BY version DESC LIMIT 1", new { })).Single(), database.Migration);
        Assert.Equal(typeof(TStore) == typeof(PostgreSqlStore), database.Connections > 0 && database.Connections < database.MostConnections);
    }

    [Fact]
    public async Task Has_queues_with_the_age_of_their_oldest()
    {
        var (school, author) = (await _town.School(), await _town.Person());
        var chat = await _town.Chat(school);
        Assert.All(await State.Queues(default), static q => Assert.Equal((0, null), (q.Waiting, q.Since)));
        Assert.Equal(Enum.GetValues<QueueKind>(), (await State.Queues(default)).Select(static q => q.Kind));

        foreach (var (kind, age) in new[] { ("roster", 5_000L), ("roster", 9_000L), ("mail", 1_000L) })
        {
            await _town.Run(
                "INSERT INTO outbox (id, kind, school_id, payload, created_at, due_at) VALUES (@id, @kind, @school, '', @at, @at)",
                new { id = Guid.CreateVersion7(), kind, school, at = Now - age });
        }

        foreach (var due in new[] { -2_000L, 60_000L })
        {
            await _town.Run(
                "INSERT INTO scheduled_message (id, chat_id, author_id, school_id, text, at, due_at, created_at) VALUES (@id, @chat, @author, @school, 'x', @due, @due, 1)",
                new { id = Guid.CreateVersion7(), chat, author, school, due = Now + due });
        }

        await _town.Run("INSERT INTO push_news (chat_id, number, due_at) VALUES (@chat, 1, @due)", new { chat, due = Now - 1 });
        await _town.Run("INSERT INTO push_digest (person_id, due_at) VALUES (@author, @due)", new { author, due = Now - 3 });

        var queues = (await State.Queues(default)).ToDictionary(static q => q.Kind, q => (q.Waiting, Now - q.Since?.ToUnixTimeMilliseconds()));
        Assert.Equal((2, 9_000), queues[QueueKind.RosterActs]);
        Assert.Equal((1, 1_000), queues[QueueKind.Letters]);
        Assert.Equal((1, 2_000), queues[QueueKind.ScheduledMessages]);
        Assert.Equal((2, 3), queues[QueueKind.Notifications]);
    }

    [Fact]
    public async Task Has_long_works_of_the_last_month_the_latest_first()
    {
        var school = await _town.School();
        var acts = new Acts(_store.Database, new KeyRing(new byte[32]), _clock);
        await Note(acts, school, "roster.imported");
        _clock.Advance(TimeSpan.FromDays(20));
        await Note(acts, school, "school.card_changed");
        await Note(acts, school, "rollover.carried_out");
        var first = await State.Works(default);
        _clock.Advance(TimeSpan.FromDays(11));

        Assert.Equal([("rollover.carried_out", "Школа"), ("roster.imported", "Школа")], first.Select(static w => (w.Act, w.School!)));
        Assert.Equal(["rollover.carried_out"], (await State.Works(default)).Select(static w => w.Act));
    }

    [Fact]
    public async Task Tells_of_a_chat_its_kind_and_school_and_not_its_title()
    {
        var chat = await _town.Chat(await _town.School(), ChatKind.Class, title: "7Б");

        var homes = await State.Homes([chat, ChatId.New()], default);

        Assert.Equal(new ChatHome(ChatKind.Class, "Школа"), Assert.Single(homes, h => h.Key == chat).Value);
        Assert.Single(homes);
        Assert.Empty(await State.Homes([], default));
    }

    [Fact]
    public async Task Lists_schools_by_name_in_pages_with_their_sizes()
    {
        var schools = new List<SchoolId>();
        foreach (var name in new[] { "Лицей", "Гимназия", "Лицей", "Интернат" })
        {
            schools.Add(await _town.School());
            await _town.Run("UPDATE school SET name = @name WHERE id = @id", new { name, id = schools[^1] });
        }

        await _town.Run("UPDATE school SET archived_at = 1 WHERE id = @id", new { id = schools[3] });
        var (both, left) = (await _town.Person(), await _town.Person());
        await _town.Affiliate(both, schools[1], Role.Director);
        await _town.Affiliate(both, schools[1], Role.SubjectTeacher);
        await _town.Affiliate(left, schools[1], Role.Student);
        await _town.EndAffiliations(left);
        await _town.Class(schools[1]);
        await _town.Chat(schools[1]);
        await _town.Chat(schools[1]);

        var first = (await Sizes.Page(_operator, null, 2, default)).Value;
        var second = (await Sizes.Page(_operator, first.Next, 2, default)).Value;

        Assert.Equal(new SchoolSize(schools[1], "Гимназия", 1, 1, 2), first.Schools[0]);
        Assert.Equal(["Гимназия", "Лицей", "Лицей"], first.Schools.Concat(second.Schools).Select(static s => s.Name));
        Assert.Equal(3, first.Schools.Concat(second.Schools).Select(static s => s.Id).Distinct().Count());
        Assert.Equal((2, first.Schools[1].Id, null), (first.Schools.Count, first.Next!.Value, second.Next));
    }

    [Fact]
    public async Task Is_seen_by_nobody_who_is_no_operator_any_more()
    {
        var acts = new OperatorActs(new Acts(_store.Database, new KeyRing(new byte[32]), _clock));
        var note = new AuditNote("media_node.drained", "media_node", Guid.Empty) { After = new { name = "janus-1" } };
        Assert.Null(await acts.Order(_operator, Operation.ManageCluster, note, default));

        await _town.EndAffiliations(_operator.Person);

        Assert.Equal(Refusals.Denied, (await Sizes.Page(_operator, null, 10, default)).Refusal);
        Assert.Equal(Refusals.Denied, await acts.Order(_operator, Operation.ManageCluster, note, default));
        Assert.Equal([_operator.Person.Value], await _town.Ask<Guid>("SELECT actor_id FROM audit WHERE act = 'media_node.drained'", new { }));
    }

    private static async Task Note(Acts acts, SchoolId school, string what)
    {
        await using var act = await acts.BeginFor(new PersonId(Guid.Empty), school, default);
        act.Note(new AuditNote(what, "school", school.Value));
        await act.Commit(what, default);
    }
}
