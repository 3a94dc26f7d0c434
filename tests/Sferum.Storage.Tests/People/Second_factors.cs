using Sferum.Storage;

namespace Sferum.People;

public sealed class Second_factors_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Second_factors<PostgreSqlStore>(shared);

public sealed class Second_factors_on_SQLite(SharedStore<SqliteStore> shared) : Second_factors<SqliteStore>(shared);

/// <summary>What the database holds about second factors: tries are counted, codes and tickets are good once, whoever comes at once.</summary>
public abstract class Second_factors<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    private readonly byte[] _secret = World.Random();
    private readonly byte[] _recovery = World.Random();
    private readonly string _phone = World.NewPhone();
    private World _world = null!;
    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _world = new World(await shared.Store);
        var completion = World.Completion(await _world.Asked(_phone));
        var person = (await _world.SignIns.Complete(completion, default)).Value.Person;
        _caller = new Caller(person, completion.Session.Id, null, Role.None);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Paragraph_2_2_9_are_in_force_only_after_a_code()
    {
        Assert.Equal(Refusals.NoFactor, (await _world.Factors.Try(_caller.Person, World.Noon, default)).Refusal);
        await _world.Factors.Offer(_caller.Person, World.Random(), World.Noon, default);
        await _world.Factors.Offer(_caller.Person, _secret, World.Noon, default);
        Assert.Equal((null, 0), await _world.Factors.Read(_caller.Person, default));
        Assert.False((await SignIn()).NeedsSecond);

        Assert.Equal(Refusals.FactorCodeWrong, (await _world.Factors.Activate(_caller, new FactorProof.Totp(100, World.Random()), [_recovery], default)).Refusal);
        Assert.Null((await _world.Factors.Activate(_caller, new FactorProof.Totp(100, _secret), [_recovery], default)).Refusal);

        Assert.Equal(1, (await _world.Factors.Read(_caller.Person, default)).RecoveryCodesLeft);
        Assert.Equal(Refusals.FactorExists, (await _world.Factors.Offer(_caller.Person, World.Random(), World.Noon, default)).Refusal);
        Assert.Equal(1, await _world.Count("SELECT count(*) FROM session WHERE id = @Session AND factor_at IS NOT NULL", new { _caller.Session }));
    }

    [Fact]
    public async Task Paragraph_2_2_9_put_into_force_at_once_by_many_come_into_force_once()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var caller = _caller with { Person = await _world.Person() };
            await _world.Factors.Offer(caller.Person, _secret, World.Noon, default);
            var outcomes = await Races.AtOnce(i => _world.Factors.Activate(caller, new FactorProof.Totp(100, _secret), [World.Random()], default));
            Assert.Single(outcomes, static o => o.Refusal is null);
            Assert.Equal(1, (await _world.Factors.Read(caller.Person, default)).RecoveryCodesLeft);
        }
    }

    [Fact]
    public async Task Paragraph_2_2_9_show_their_secret_to_no_more_than_five_tries_in_five_minutes()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var person = await _world.Person();
            await _world.Factors.Offer(person, _secret, World.Noon, default);
            var tries = await Races.AtOnce(_ => _world.Factors.Try(person, World.Noon, default));
            Assert.Equal(5, tries.Count(static t => t.Refusal is null));
            Assert.All(tries.Where(static t => t.Refusal is not null), static t => Assert.Equal((Refusals.TooMany.Code, 300_000), (t.Refusal!.Code, t.Refusal.RetryAfterMs)));
        }
    }

    [Fact]
    public async Task Paragraph_2_2_9_let_nobody_try_more_than_thirty_times_a_day()
    {
        await _world.Factors.Offer(_caller.Person, _secret, World.Noon, default);
        var seen = 0;
        for (var minute = 0; minute < 60; minute++)
        {
            seen += (await _world.Factors.Try(_caller.Person, World.Noon.AddMinutes(minute), default)).Refusal is null ? 1 : 0;
            Assert.InRange(seen, 0, Math.Min(30, 5 * ((minute / 5) + 1)));
        }

        Assert.Equal(30, seen);
        Assert.NotNull((await _world.Factors.Try(_caller.Person, World.Noon.AddDays(1).AddSeconds(-1), default)).Refusal);
        Assert.Null((await _world.Factors.Try(_caller.Person, World.Noon.AddDays(1), default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_2_9_take_a_code_once_and_none_of_an_earlier_step()
    {
        await Take();
        for (var round = 1; round <= Races.Rounds; round++)
        {
            var proof = new FactorProof.Totp(100 + (round * 2), _secret);
            var outcomes = await Races.AtOnce(_ => _world.Factors.Show(_caller, proof, default));
            Assert.Single(outcomes, static o => o.Refusal is null);
            Assert.Equal(Refusals.FactorCodeWrong, (await _world.Factors.Show(_caller, proof with { Step = proof.Step - 1 }, default)).Refusal);
        }

        Assert.Equal(Refusals.FactorCodeWrong, (await _world.Factors.Show(_caller, new FactorProof.Totp(9_000, World.Random()), default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_2_9_take_a_recovery_code_once_and_note_it()
    {
        await Take();

        var outcomes = await Races.AtOnce(_ => _world.Factors.Show(_caller, new FactorProof.Recovery(_recovery), default));

        Assert.Single(outcomes, static o => o.Refusal is null);
        Assert.Equal(0, (await _world.Factors.Read(_caller.Person, default)).RecoveryCodesLeft);
        Assert.Equal(1, await Notes("second_factor.recovery_code_used"));
        Assert.Equal(Refusals.FactorCodeWrong, (await _world.Factors.Show(_caller, new FactorProof.Recovery(World.Random()), default)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_2_9_stand_between_the_phone_code_and_the_session()
    {
        await Take();
        var before = await Sessions();

        var completion = World.Completion(await _world.Asked(_phone));
        var first = (await _world.SignIns.Complete(completion, default)).Value;

        Assert.True(first.NeedsSecond);
        Assert.Equal(before, await Sessions());
        Assert.Equal(_caller.Person, await _world.Factors.Waiting(completion.TicketHash, World.Noon, default));
        Assert.Null(await _world.Factors.Waiting(completion.TicketHash, World.Noon.AddMinutes(5), default));
        Assert.Null(await _world.Factors.Waiting(World.Random(), World.Noon, default));
        Assert.Equal(Refusals.FactorCodeWrong, (await Complete(completion, 100)).Refusal);
        Assert.Equal(_caller.Person, (await Complete(completion, 101)).Value.Person);
        Assert.Equal(before + 1, await Sessions());
        Assert.Equal(Refusals.CodeWrong, (await Complete(completion, 102)).Refusal);
    }

    [Fact]
    public async Task Paragraph_2_2_9_let_one_ticket_begin_one_session()
    {
        await Take();
        for (var round = 0; round < Races.Rounds; round++)
        {
            var completion = World.Completion(await _world.Asked(_phone));
            await _world.SignIns.Complete(completion, default);
            var outcomes = await Races.AtOnce(i => Complete(completion, 200 + (round * Races.Callers) + i));
            Assert.Single(outcomes, static o => o.Refusal is null);
        }
    }

    [Fact]
    public async Task Paragraph_2_2_9_let_one_code_begin_one_session()
    {
        await Take();
        var completions = new List<SignInCompletion>();
        for (var i = 0; i < Races.Callers; i++)
        {
            completions.Add(World.Completion(await _world.Asked(_phone)));
            await _world.SignIns.Complete(completions[i], default);
        }

        var outcomes = await Races.AtOnce(i => Complete(completions[i], 300));

        Assert.Single(outcomes, static o => o.Refusal is null);
        Assert.Equal(Races.Callers - 1, outcomes.Count(static o => o.Refusal == Refusals.FactorCodeWrong));
    }

    [Fact]
    public async Task Paragraph_2_2_9_go_only_with_a_code_and_leave_no_session_that_has_shown_one()
    {
        await Take();
        Assert.Equal(Refusals.FactorCodeWrong, (await _world.Factors.Remove(_caller, new FactorProof.Totp(100, _secret), default)).Refusal);

        Assert.Null((await _world.Factors.Remove(_caller, new FactorProof.Totp(101, _secret), default)).Refusal);

        Assert.Equal((null, 0), await _world.Factors.Read(_caller.Person, default));
        Assert.Equal(0, await _world.Count("SELECT count(*) FROM session WHERE person_id = @Person AND factor_at IS NOT NULL", new { _caller.Person }));
        Assert.False((await SignIn()).NeedsSecond);
        Assert.Equal(1, await Notes("second_factor.taken"));
        Assert.Equal(1, await Notes("second_factor.removed"));
    }

    private async Task Take()
    {
        await _world.Factors.Offer(_caller.Person, _secret, World.Noon, default);
        Assert.Null((await _world.Factors.Activate(_caller, new FactorProof.Totp(100, _secret), [_recovery], default)).Refusal);
    }

    private async Task<CompletedSignIn> SignIn() => (await _world.SignIns.Complete(World.Completion(await _world.Asked(_phone)), default)).Value;

    private ValueTask<Outcome<CompletedSignIn>> Complete(SignInCompletion first, long step) =>
        _world.Factors.Complete(first.TicketHash, new FactorProof.Totp(step, _secret), World.Session(), default);

    private Task<long> Sessions() => _world.Count("SELECT count(*) FROM session WHERE person_id = @Person", new { _caller.Person });

    private Task<long> Notes(string act) => _world.Count("SELECT count(*) FROM audit WHERE act = @act AND person_id = @Person", new { act, _caller.Person });
}
