using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

public sealed class Refreshing_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Refreshing<PostgreSqlStore>(shared);

public sealed class Refreshing_on_SQLite(SharedStore<SqliteStore> shared) : Refreshing<SqliteStore>(shared);

public abstract class Refreshing<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    private readonly NewSession _session = World.Session();
    private World _world = null!;
    private PersonId _person;

    public async ValueTask InitializeAsync()
    {
        _world = new World(await shared.Store);
        _person = await _world.Person();
        Assert.True(await _world.Sessions.Begin(_person, _session, default));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Exchanges_a_token_for_its_successor()
    {
        var first = Rotation(_session.TokenHash, 600);
        Assert.Equal(new Rotated.Fresh(_person, _session.Id, null), await Rotate(first));
        Assert.IsType<Rotated.Fresh>(await Rotate(Rotation(first.SuccessorHash, 1_200)));
    }

    [Fact]
    public async Task Of_parallel_calls_with_one_token_gives_one_successor()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var session = World.Session();
            Assert.True(await _world.Sessions.Begin(_person, session, default));
            var rotations = Enumerable.Range(0, 8).Select(_ => Rotation(session.TokenHash, 600) with { Session = session.Id }).ToList();
            var results = await Task.WhenAll(rotations.Select(r => Rotate(r)));
            var winner = rotations[Array.FindIndex(results, static r => r is Rotated.Fresh)];
            Assert.Equal(7, results.OfType<Rotated.Again>().Count(a => a.SuccessorSealed.AsSpan().SequenceEqual(winner.SuccessorSealed)));
        }
    }

    [Fact]
    public async Task Gives_the_same_successor_for_ten_seconds()
    {
        var first = Rotation(_session.TokenHash, 600);
        Assert.IsType<Rotated.Fresh>(await Rotate(first));
        var again = Assert.IsType<Rotated.Again>(await Rotate(Rotation(_session.TokenHash, 610)));
        Assert.Equal(first.SuccessorSealed, again.SuccessorSealed);
        Assert.IsType<Rotated.Fresh>(await Rotate(Rotation(first.SuccessorHash, 620)));
    }

    [Fact]
    public async Task Paragraph_2_2_9_ends_the_session_when_a_used_token_comes_back()
    {
        var first = Rotation(_session.TokenHash, 600);
        Assert.IsType<Rotated.Fresh>(await Rotate(first));

        Assert.Equal(new Rotated.Replayed(_person, _session.Id), await Rotate(Rotation(_session.TokenHash, 611)));

        Assert.IsType<Rotated.Over>(await Rotate(Rotation(first.SuccessorHash, 612)));
        Assert.IsType<Rotated.Over>(await Rotate(Rotation(_session.TokenHash, 613)));
        Assert.Equal([_session.Id], await _world.Sessions.Over([_session.Id], World.Noon, default));
    }

    [Fact]
    public async Task Gives_the_same_successor_to_the_same_exchange_however_late()
    {
        var first = Rotation(_session.TokenHash, 600) with { ExchangeHash = World.Random() };
        Assert.IsType<Rotated.Fresh>(await Rotate(first));

        var again = Assert.IsType<Rotated.Again>(await Rotate(Rotation(_session.TokenHash, 7_200) with { ExchangeHash = first.ExchangeHash }));

        Assert.Equal(first.SuccessorSealed, again.SuccessorSealed);
        Assert.IsType<Rotated.Fresh>(await Rotate(Rotation(first.SuccessorHash, 7_300)));
        Assert.IsType<Rotated.Replayed>(await Rotate(Rotation(_session.TokenHash, 7_400) with { ExchangeHash = first.ExchangeHash }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ends_the_session_when_a_used_token_comes_back_by_another_exchange(bool isNamed)
    {
        Assert.IsType<Rotated.Fresh>(await Rotate(Rotation(_session.TokenHash, 600) with { ExchangeHash = World.Random() }));
        var another = isNamed ? World.Random() : null;
        Assert.IsType<Rotated.Replayed>(await Rotate(Rotation(_session.TokenHash, 611) with { ExchangeHash = another }));
    }

    [Fact]
    public async Task Knows_a_token_of_weeks_ago_for_a_replay_although_it_keeps_two()
    {
        var token = _session.TokenHash;
        for (var day = 1; day <= 20; day++)
        {
            var rotation = Rotation(token, day * 86_400);
            Assert.IsType<Rotated.Fresh>(await Rotate(rotation));
            token = rotation.SuccessorHash;
        }

        Assert.Equal(2, await _world.Count("SELECT count(*) FROM refresh_token WHERE session_id = @Id", new { _session.Id }));
        Assert.IsType<Rotated.Replayed>(await Rotate(Rotation(_session.TokenHash, 21 * 86_400)));
    }

    [Fact]
    public async Task Ends_30_days_after_the_last_use_and_90_after_the_first()
    {
        Assert.IsType<Rotated.Over>(await Rotate(Rotation(_session.TokenHash, 30 * 86_400)));

        var token = _session.TokenHash;
        foreach (var day in new[] { 29, 58, 87 })
        {
            var rotation = Rotation(token, day * 86_400);
            Assert.IsType<Rotated.Fresh>(await Rotate(rotation));
            token = rotation.SuccessorHash;
        }

        Assert.IsType<Rotated.Over>(await Rotate(Rotation(token, 90 * 86_400)));
        Assert.Equal([_session.Id], await _world.Sessions.Over([_session.Id], World.Noon.AddDays(90), default));
        Assert.Empty(await _world.Sessions.List(_person, World.Noon.AddDays(90), default));
    }

    [Fact]
    public async Task Is_refused_at_once_after_the_end_of_the_session()
    {
        Assert.True(await _world.Sessions.End(_person, _session.Id, "revoked", World.Noon, default));
        Assert.IsType<Rotated.Over>(await Rotate(Rotation(_session.TokenHash, 1)));
        Assert.False(await _world.Sessions.End(_person, _session.Id, "revoked", World.Noon, default));
    }

    [Fact]
    public async Task Moves_to_a_school_where_the_person_belongs_and_stays_there()
    {
        var school = await _world.School("Школа");
        await _world.Affiliate(_person, school, Role.Director);
        var first = Rotation(_session.TokenHash, 600) with { Moves = true, School = school };

        Assert.Equal(new Rotated.Fresh(_person, _session.Id, school), await Rotate(first));
        Assert.Equal(new Rotated.Fresh(_person, _session.Id, school), await Rotate(Rotation(first.SuccessorHash, 1_200)));
    }

    [Fact]
    public async Task Does_not_move_elsewhere_and_leaves_the_token_unused()
    {
        var foreign = await _world.School("Чужая школа");
        Assert.IsType<Rotated.NoPlace>(await Rotate(Rotation(_session.TokenHash, 600) with { Moves = true, School = foreign }));
        Assert.IsType<Rotated.NoPlace>(await Rotate(Rotation(_session.TokenHash, 600) with { Moves = true, School = SchoolId.New() }));
        Assert.IsType<Rotated.Fresh>(await Rotate(Rotation(_session.TokenHash, 700)));
    }

    [Fact]
    public async Task Races_with_the_end_of_the_session_without_reviving_it()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var session = World.Session();
            Assert.True(await _world.Sessions.Begin(_person, session, default));
            var rotation = Rotation(session.TokenHash, 600) with { Session = session.Id };
            await Task.WhenAll(Rotate(rotation), _world.Sessions.End(_person, session.Id, "signed_out", World.Noon, default).AsTask());
            Assert.IsType<Rotated.Over>(await Rotate(Rotation(rotation.SuccessorHash, 601) with { Session = session.Id }));
        }
    }

    [Fact]
    public async Task Paragraph_2_2_9_sessions_are_listed_by_their_last_use_and_ended_only_by_their_owner()
    {
        var other = World.Session();
        Assert.True(await _world.Sessions.Begin(_person, other, default));
        Assert.IsType<Rotated.Fresh>(await Rotate(Rotation(_session.TokenHash, 600)));

        var list = await _world.Sessions.List(_person, World.Noon, default);
        Assert.Equal([_session.Id, other.Id], list.Select(static s => s.Id));
        Assert.Equal(new SessionLine(_session.Id, "Планшет", World.Noon, World.Noon.AddSeconds(600)), list[0]);
        Assert.False(await _world.Sessions.End(await _world.Person(), other.Id, "revoked", World.Noon, default));
        Assert.True(await _world.Sessions.End(_person, other.Id, "revoked", World.Noon, default));
        Assert.Equal([_session.Id], (await _world.Sessions.List(_person, World.Noon, default)).Select(static s => s.Id));
        var unknown = SessionId.New();
        Assert.Equal([other.Id, unknown], await _world.Sessions.Over([_session.Id, other.Id, unknown], World.Noon, default));
    }

    [Fact]
    public async Task A_session_of_nobody_does_not_begin() =>
        Assert.False(await _world.Sessions.Begin(PersonId.New(), World.Session(), default));

    private Task<Rotated> Rotate(Rotation rotation) => _world.Sessions.Rotate(rotation, default).AsTask();

    private Rotation Rotation(byte[] token, int seconds) => new()
    {
        Session = _session.Id,
        TokenHash = token,
        SuccessorHash = World.Random(),
        SuccessorSealed = World.Random(),
        At = World.Noon.AddSeconds(seconds),
    };
}
