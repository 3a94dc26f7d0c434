using Sferum.Storage;

namespace Sferum.People;

public sealed class Devices_and_sessions_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Devices_and_sessions<PostgreSqlStore>(shared);

public sealed class Devices_and_sessions_on_SQLite(SharedStore<SqliteStore> shared) : Devices_and_sessions<SqliteStore>(shared);

/// <summary>On which device somebody signs in, who is told of it, and the end of everything.</summary>
public abstract class Devices_and_sessions<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    private readonly string _phone = World.NewPhone();
    private readonly byte[] _tablet = World.Random();
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = new World(await shared.Store);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Paragraph_2_2_9_the_first_device_of_a_person_is_nobodys_news_and_later_it_is_known()
    {
        Assert.Null((await SignIn(_tablet)).SignedIn.NewDevice);
        Assert.Null((await SignIn(_tablet)).SignedIn.NewDevice);
    }

    [Fact]
    public async Task Paragraph_2_2_9_a_device_that_is_not_known_is_told_to_the_other_sessions()
    {
        await SignIn(_tablet);

        var (signedIn, session) = await SignIn(World.Random());

        Assert.Equal(new NewDeviceNotice("Планшет", null), signedIn.NewDevice);
        var list = await _world.Sessions.List(signedIn.Person, World.Noon, default);
        Assert.Equal([session.Id], list.Where(static l => l.NewDevice).Select(static l => l.Id));
    }

    [Fact]
    public async Task Paragraph_2_2_9_without_other_sessions_the_phone_is_told()
    {
        var (first, session) = await SignIn(_tablet);
        await _world.Sessions.End(first.Person, session.Id, "signed_out", World.Noon, default);

        var notice = (await SignIn(World.Random())).SignedIn.NewDevice!;

        Assert.Equal(_phone, _world.Keys.Decrypt(notice.PhoneSealed!));
    }

    [Fact]
    public async Task Paragraph_2_2_9_a_device_that_does_not_say_which_it_is_is_never_known()
    {
        await SignIn(null);
        Assert.NotNull((await SignIn(null)).SignedIn.NewDevice);
        Assert.NotNull((await SignIn(null)).SignedIn.NewDevice);
    }

    [Fact]
    public async Task Paragraph_2_2_9_what_one_person_used_is_new_for_another()
    {
        await SignIn(_tablet);
        var other = World.NewPhone();
        await SignIn(World.Random(), other);
        Assert.NotNull((await SignIn(_tablet, other)).SignedIn.NewDevice);
    }

    [Fact]
    public async Task Paragraph_2_2_9_a_device_not_used_for_more_than_a_year_is_forgotten()
    {
        await SignIn(_tablet);
        await SignIn(World.Random());

        var device = _tablet;
        await _world.Run("UPDATE known_device SET last_at = 0 WHERE hash = @device", new { device });

        // So far back that nothing of the other tests goes.
        await _world.SignIns.Sweep(DateTimeOffset.UnixEpoch.AddDays(1), DateTimeOffset.UnixEpoch + SessionLife.DeviceKnown + TimeSpan.FromDays(1), default);

        await SignIn(World.Random());
        Assert.NotNull((await SignIn(_tablet)).SignedIn.NewDevice);
    }

    [Fact]
    public async Task Paragraph_2_2_9_signing_out_everywhere_ends_all_sessions_of_the_person_and_of_nobody_else()
    {
        var (one, session) = await SignIn(_tablet);
        var other = (await SignIn(_tablet)).Session.Id;
        var (stranger, theirs) = await SignIn(_tablet, World.NewPhone());
        var caller = new Caller(one.Person, session.Id, null, Role.None);

        Assert.Equal([other], await _world.Sessions.EndAll(caller, exceptThis: true, default));
        Assert.Equal([session.Id], (await _world.Sessions.List(one.Person, World.Noon, default)).Select(static s => s.Id));
        Assert.Equal([session.Id], await _world.Sessions.EndAll(caller, exceptThis: false, default));
        Assert.Empty(await _world.Sessions.EndAll(caller, exceptThis: false, default));

        Assert.Equal([theirs.Id], (await _world.Sessions.List(stranger.Person, World.Noon, default)).Select(static s => s.Id));
        Assert.Equal(2, await _world.Count("SELECT count(*) FROM audit WHERE act = 'session.ended_all' AND person_id = @Person", new { one.Person }));
    }

    private async Task<(CompletedSignIn SignedIn, NewSession Session)> SignIn(byte[]? device, string? phone = null)
    {
        var completion = World.Completion(await _world.Asked(phone ?? _phone));
        completion = completion with { Session = completion.Session with { DeviceHash = device } };
        return ((await _world.SignIns.Complete(completion, default)).Value, completion.Session);
    }
}
