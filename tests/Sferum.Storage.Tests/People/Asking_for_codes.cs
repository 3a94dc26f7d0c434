using Sferum.Storage;

namespace Sferum.People;

public sealed class Asking_for_codes_on_PostgreSQL : Asking_for_codes<PostgreSqlStore>;

public sealed class Asking_for_codes_on_SQLite : Asking_for_codes<SqliteStore>;

/// <summary>Each test has a database of its own: budgets are counted over everybody.</summary>
public abstract class Asking_for_codes<TStore> : IAsyncLifetime
    where TStore : Store, new()
{
    private readonly TStore _store = new();
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        await _store.Start();
        _world = new World(_store);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task One_phone_gets_one_a_minute()
    {
        var budgets = new SignInLimits().Codes;
        var phone = World.NewPhone();
        Assert.Null(await _world.SignIns.Add(_world.Attempt(phone), budgets, default));

        var spent = await _world.SignIns.Add(_world.Attempt(phone, World.Noon.AddSeconds(59)), budgets, default);

        Assert.Equal(World.Noon.AddSeconds(60), spent?.Until);
        Assert.Equal(BudgetScope.Phone, spent?.Budget.Scope);
        Assert.Null(await _world.SignIns.Add(_world.Attempt(at: World.Noon.AddSeconds(59)), budgets, default));
        Assert.Null(await _world.SignIns.Add(_world.Attempt(phone, World.Noon.AddSeconds(60)), budgets, default));
    }

    [Fact]
    public async Task One_phone_gets_five_in_any_24_hours()
    {
        var budgets = new SignInLimits().Codes;
        var phone = World.NewPhone();
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await _world.SignIns.Add(_world.Attempt(phone, World.Noon.AddHours(i * 4)), budgets, default));
        }

        var spent = await _world.SignIns.Add(_world.Attempt(phone, World.Noon.AddHours(23)), budgets, default);

        Assert.Equal(World.Noon.AddHours(24), spent?.Until);
        Assert.Null(await _world.SignIns.Add(_world.Attempt(phone, World.Noon.AddHours(24)), budgets, default));
        Assert.NotNull(await _world.SignIns.Add(_world.Attempt(phone, World.Noon.AddHours(25)), budgets, default));
    }

    [Fact]
    public async Task One_address_has_a_budget_over_all_phones()
    {
        IReadOnlyList<Budget> budgets = new SignInLimits { CodesPerAddressPerHour = 3 }.Codes;
        var address = World.Random();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(await _world.SignIns.Add(_world.Attempt(address: address), budgets, default));
        }

        var spent = await _world.SignIns.Add(_world.Attempt(address: address), budgets, default);

        Assert.Equal(new SpentBudget(new Budget(BudgetScope.Address, 3, TimeSpan.FromHours(1)), World.Noon.AddHours(1)), spent);
        Assert.Null(await _world.SignIns.Add(_world.Attempt(), budgets, default));
    }

    [Fact]
    public async Task Everybody_together_has_a_budget_over_all_phones_and_addresses()
    {
        IReadOnlyList<Budget> budgets = new SignInLimits { CodesPerHour = 4 }.Codes;
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await _world.SignIns.Add(_world.Attempt(), budgets, default));
        }

        Assert.Equal(BudgetScope.Everybody, (await _world.SignIns.Add(_world.Attempt(), budgets, default))?.Budget.Scope);
        Assert.Null(await _world.SignIns.Add(_world.Attempt(at: World.Noon.AddHours(1)), budgets, default));
    }

    [Fact]
    public async Task Parallel_requests_do_not_exceed_a_budget()
    {
        IReadOnlyList<Budget> budgets = new SignInLimits { CodesPerHour = 20 }.Codes;
        var phone = World.NewPhone();

        var ofOnePhone = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => _world.SignIns.Add(_world.Attempt(phone), budgets, default).AsTask()));
        var ofMany = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => _world.SignIns.Add(_world.Attempt(), budgets, default).AsTask()));

        Assert.Single(ofOnePhone, static spent => spent is null);
        Assert.Equal(19, ofMany.Count(static spent => spent is null));
    }

    [Fact]
    public async Task Wrong_tries_of_everybody_are_counted_and_right_ones_are_not()
    {
        Budget[] budgets = [new(BudgetScope.Everybody, 4, TimeSpan.FromHours(1))];
        var right = await _world.Asked();
        Assert.NotNull(await _world.SignIns.Try(right.Id, 5, World.Noon, default));
        Assert.Null((await _world.SignIns.Complete(World.Completion(right), default)).Refusal);
        var attempts = new[] { await _world.Asked(), await _world.Asked() };
        foreach (var attempt in attempts)
        {
            Assert.NotNull(await _world.SignIns.Try(attempt.Id, 5, World.Noon, default));
            Assert.Null(await _world.SignIns.WrongTriesSpent(attempt.Id, budgets, World.Noon, default));
            Assert.NotNull(await _world.SignIns.Try(attempt.Id, 5, World.Noon, default));
        }

        Assert.Equal(budgets[0], await _world.SignIns.WrongTriesSpent(right.Id, budgets, World.Noon, default));
        Assert.Null(await _world.SignIns.WrongTriesSpent(right.Id, budgets, World.Noon.AddHours(1), default));
    }

    [Fact]
    public async Task Wrong_tries_are_counted_by_the_address_that_asked()
    {
        Budget[] budgets = [new(BudgetScope.Address, 1, TimeSpan.FromHours(1))];
        var (one, other) = (await _world.Asked(), await _world.Asked());
        Assert.NotNull(await _world.SignIns.Try(one.Id, 5, World.Noon, default));

        Assert.Equal(budgets[0], await _world.SignIns.WrongTriesSpent(one.Id, budgets, World.Noon, default));
        Assert.Null(await _world.SignIns.WrongTriesSpent(other.Id, budgets, World.Noon, default));
        Assert.Null(await _world.SignIns.WrongTriesSpent(Guid.CreateVersion7(), budgets, World.Noon, default));
    }

    [Fact]
    public async Task The_sweeper_removes_what_no_limit_counts_and_leaves_the_rest()
    {
        for (var i = 0; i < 600; i++)
        {
            Assert.Null(await _world.SignIns.Add(_world.Attempt(at: World.Noon.AddDays(-2)), [], default));
        }

        var kept = await _world.Asked();
        var person = await _world.Person();
        var (ended, live) = (World.Session(), World.Session());
        Assert.True(await _world.Sessions.Begin(person, ended, default));
        Assert.True(await _world.Sessions.Begin(person, live, default));
        Assert.True(await _world.Sessions.End(person, ended.Id, "revoked", World.Noon.AddDays(-40), default));

        Assert.Equal(602, await _world.SignIns.Sweep(World.Noon.AddHours(-25), World.Noon.AddDays(-30), default));

        Assert.Equal(1, await _world.Count("SELECT count(*) FROM sign_in_attempt"));
        Assert.Equal(1, await _world.Count("SELECT count(*) FROM session WHERE id = @Id", new { live.Id }));
        Assert.Equal(1, await _world.Count("SELECT count(*) FROM session"));
        Assert.NotNull(await _world.SignIns.Try(kept.Id, 5, World.Noon, default));
        Assert.Equal(0, await _world.SignIns.Sweep(World.Noon.AddHours(-25), World.Noon.AddDays(-30), default));
    }

    [Fact]
    public async Task The_first_operator_gets_a_fresh_secret_until_one_is_used()
    {
        var secrets = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            secrets.Add(await _world.Claims.FirstOperator("Оператор", TimeSpan.FromDays(3), default));
        }

        Assert.Equal(3, secrets.Distinct().Count());
        Assert.Equal(Refusals.ClaimInvalid, await Show(secrets[0]));
        Assert.Equal(Refusals.ClaimInvalid, await Show(secrets[1]));
        Assert.Null(await Show(secrets[2]));
        Assert.Null(await _world.Claims.FirstOperator("Оператор", TimeSpan.FromDays(3), default));
        Assert.Equal(1, await _world.Count("SELECT count(*) FROM affiliation WHERE role = 'operator'"));
    }

    [Fact]
    public async Task Hosts_that_start_at_once_make_one_first_operator()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Claims.FirstOperator("Оператор", TimeSpan.FromDays(3), default).AsTask()));

        Assert.Equal(1, await _world.Count("SELECT count(*) FROM affiliation WHERE role = 'operator'"));
        Assert.Equal(1, await _world.Count("SELECT count(*) FROM claim"));
    }

    private async Task<Refusal?> Show(string? secret) =>
        (await _world.SignIns.Complete(World.Completion(await _world.Asked(), ClaimCode.Hash(_world.Keys, secret)), default)).Refusal;
}
