using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.Keys;
using Sferum.TestServers;

namespace Sferum.People;

public sealed class Sessions_over_HTTP(OneSilo silo) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SignInDoor _door = null!;

    public async ValueTask InitializeAsync() => _door = await SignInDoor.Open(_folder.Path, silo.Client, SignInDoor.NewClock());

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_access_token_lives_ten_minutes()
    {
        var signedIn = await _door.SignIn();
        _door.Clock.Advance(TimeSpan.FromSeconds(599));
        Assert.Null((await _door.Read("/api/me", signedIn.AccessToken)).Refused);
        _door.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("request.sign_in_needed", (await _door.Read("/api/me", signedIn.AccessToken)).Refused);
        Assert.Equal("request.sign_in_needed", (await _door.Read("/api/me")).Refused);
    }

    [Fact]
    public async Task Forged_tokens_sign_in_nobody()
    {
        var token = (await _door.SignIn()).AccessToken;
        var parts = token.Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""");
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var claims = new JsonWebToken(token).Claims.Where(static c => c.Type is "sub" or "sid" or "roles" or "iss" or "aud").ToDictionary(static c => c.Type, static c => (object)c.Value);
        var ofAnotherKey = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Claims = claims,
            IssuedAt = _door.Clock.GetUtcNow().UtcDateTime,
            NotBefore = _door.Clock.GetUtcNow().UtcDateTime,
            Expires = _door.Clock.GetUtcNow().UtcDateTime.AddMinutes(5),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(otherKey), SecurityAlgorithms.EcdsaSha256),
        });
        string[] forged =
        [
            $"{header}.{parts[1]}.",
            $"{parts[0]}.{parts[1]}.{Flip(parts[2])}",
            $"{parts[0]}.{Flip(parts[1])}.{parts[2]}",
            ofAnotherKey,
            new string('a', 10_000),
            "x",
        ];

        foreach (var text in forged)
        {
            Assert.Equal("request.sign_in_needed", (await _door.Read("/api/me", text)).Refused);
        }

        Assert.Null((await _door.Read("/api/me", token)).Refused);

        static string Flip(string text) => text[..5] + (text[5] == 'A' ? 'B' : 'A') + text[6..];
    }

    [Fact]
    public async Task Only_the_hub_takes_a_token_from_the_address()
    {
        var token = (await _door.SignIn()).AccessToken;
        Assert.Equal("request.sign_in_needed", (await _door.Read($"/api/me?access_token={token}")).Refused);
    }

    [Fact]
    public async Task Of_a_token_stays_what_is_read_and_nothing_else()
    {
        var signedIn = await _door.SignIn();
        var principal = await _door.Get<AccessTokens>().Read(signedIn.AccessToken);
        var identity = Assert.IsType<ClaimsIdentity>(principal!.Identity);
        Assert.Equal(["exp", "roles", "sid", "sub"], identity.Claims.Select(static c => c.Type).Order(StringComparer.Ordinal));
        Assert.Equal(signedIn.Me.PersonId, CallerClaims.Read(principal)!.Person.Value);
    }

    [Fact]
    public async Task A_refresh_token_gives_the_next_pair()
    {
        var first = await _door.SignIn();
        _door.Clock.Advance(TimeSpan.FromMinutes(9));
        var second = (await _door.Refresh(first.RefreshToken)).As<SignedIn>();

        Assert.Equal(first.Me.SessionId, second.Me.SessionId);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Null((await _door.Read("/api/me", second.AccessToken)).Refused);
        _door.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Null((await _door.Refresh(second.RefreshToken)).Refused);
    }

    [Fact]
    public async Task A_lost_answer_is_given_again_for_ten_seconds_on_any_gateway()
    {
        await using var other = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock);
        var first = await _door.SignIn();
        var second = (await _door.Refresh(first.RefreshToken)).As<SignedIn>();
        _door.Clock.Advance(TimeSpan.FromSeconds(10));

        var again = (await other.Refresh(first.RefreshToken)).As<SignedIn>();

        Assert.Equal(second.RefreshToken, again.RefreshToken);
        Assert.Null((await other.Read("/api/me", again.AccessToken)).Refused);
    }

    [Fact]
    public async Task A_lost_answer_is_given_again_to_the_exchange_that_asked_an_hour_later_and_to_no_other()
    {
        var first = await _door.SignIn();
        var exchange = Guid.CreateVersion7().ToString();
        var second = (await _door.Refresh(first.RefreshToken, exchange: exchange)).As<SignedIn>();
        _door.Clock.Advance(TimeSpan.FromHours(1));

        var again = (await _door.Refresh(first.RefreshToken, exchange: exchange)).As<SignedIn>();

        Assert.Equal(second.RefreshToken, again.RefreshToken);
        Assert.Null((await _door.Read("/api/me", again.AccessToken)).Refused);
        Assert.Equal("sign_in.session_ended", (await _door.Refresh(first.RefreshToken, exchange: Guid.CreateVersion7().ToString())).Refused);
        Assert.Equal("request.sign_in_needed", (await _door.Read("/api/me", again.AccessToken)).Refused);
    }

    [Fact]
    public async Task A_name_that_is_too_short_for_a_secret_names_no_exchange()
    {
        var first = await _door.SignIn();
        Assert.Null((await _door.Refresh(first.RefreshToken, exchange: "short")).Refused);
        _door.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("sign_in.session_ended", (await _door.Refresh(first.RefreshToken, exchange: "short")).Refused);
    }

    [Fact]
    public async Task Paragraph_2_2_9_a_token_that_comes_back_later_ends_the_session_and_closes_its_connections_everywhere()
    {
        await using var other = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock);
        var first = await _door.SignIn();
        var gateway = await Attach(first.Me.PersonId);
        var second = (await _door.Refresh(first.RefreshToken)).As<SignedIn>();
        _door.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("sign_in.session_ended", (await other.Refresh(first.RefreshToken)).Refused);

        Assert.Equal((first.Me.SessionId, "replayed"), await gateway.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal("sign_in.session_ended", (await _door.Refresh(second.RefreshToken)).Refused);
        Assert.Equal("request.sign_in_needed", (await _door.Read("/api/me", second.AccessToken)).Refused);
        Assert.Equal("request.sign_in_needed", (await other.Read("/api/me", second.AccessToken)).Refused);
    }

    [Fact]
    public async Task Invented_refresh_tokens_end_nobodys_session()
    {
        var signedIn = await _door.SignIn();
        var bytes = Base64UrlEncoder.DecodeBytes(signedIn.RefreshToken);
        bytes[20] ^= 1;
        foreach (var text in new[] { Base64UrlEncoder.Encode(bytes), "", "x", new string('A', 86), signedIn.RefreshToken + "A", signedIn.AccessToken })
        {
            Assert.Equal("sign_in.session_ended", (await _door.Refresh(text)).Refused);
        }

        Assert.Null((await _door.Refresh(signedIn.RefreshToken)).Refused);
    }

    [Fact]
    public async Task A_session_moves_between_the_places_of_its_person_and_nowhere_else()
    {
        var signedIn = await _door.SignIn();
        var one = await _door.Affiliate(signedIn.Me.PersonId, Role.Director, "Школа № 1");
        var two = await _door.Affiliate(signedIn.Me.PersonId, Role.SubjectTeacher, "Школа № 2");
        var foreign = await _door.Affiliate((await _door.SignIn()).Me.PersonId, Role.Director, "Школа № 3");

        var inOne = (await _door.Refresh(signedIn.RefreshToken)).As<SignedIn>();
        Assert.Equal((one, "director"), (inOne.Me.SchoolId, inOne.Me.Roles.Single()));
        var inTwo = (await _door.Refresh(inOne.RefreshToken, two)).As<SignedIn>();
        Assert.Equal((two, "subject_teacher"), (inTwo.Me.SchoolId, inTwo.Me.Roles.Single()));
        Assert.Equal("sign_in.no_affiliation", (await _door.Refresh(inTwo.RefreshToken, foreign)).Refused);
        Assert.Equal("sign_in.no_affiliation", (await _door.Refresh(inTwo.RefreshToken, Guid.Empty)).Refused);
        var still = (await _door.Refresh(inTwo.RefreshToken)).As<SignedIn>();
        Assert.Equal(two, still.Me.SchoolId);
        Assert.Equal(two, (await _door.Read("/api/me", still.AccessToken)).As<Me>().SchoolId);

        await _door.Run("UPDATE affiliation SET ended_at = 1 WHERE school_id = @two", new { two });
        Assert.Equal(one, (await _door.Refresh(still.RefreshToken)).As<SignedIn>().Me.SchoolId);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_only_at_once_on_every_gateway()
    {
        await using var other = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock);
        var phone = SignInDoor.NewPhone();
        var (tablet, phoneSession) = (await _door.SignIn(phone), await _door.SignIn(phone));
        var gateway = await Attach(tablet.Me.PersonId);

        Assert.Null((await _door.Post("/api/sign-out", null, tablet.AccessToken)).Refused);

        Assert.Equal((tablet.Me.SessionId, "signed_out"), await gateway.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        foreach (var door in new[] { _door, other })
        {
            Assert.Equal("request.sign_in_needed", (await door.Read("/api/me", tablet.AccessToken)).Refused);
            Assert.Equal("sign_in.session_ended", (await door.Refresh(tablet.RefreshToken)).Refused);
            Assert.Null((await door.Read("/api/me", phoneSession.AccessToken)).Refused);
        }
    }

    [Fact]
    public async Task Paragraph_2_2_9_one_ends_ones_own_sessions_and_another_persons_looks_like_none()
    {
        var phone = SignInDoor.NewPhone();
        var (lost, current, stranger) = (await _door.SignIn(phone), await _door.SignIn(phone), await _door.SignIn());

        var foreign = await _door.Delete($"/api/sessions/{stranger.Me.SessionId}", current.AccessToken);
        var unknown = await _door.Delete($"/api/sessions/{Guid.CreateVersion7()}", current.AccessToken);
        Assert.Equal(foreign.Body, unknown.Body);
        Assert.Equal("request.not_found", foreign.Refused);
        Assert.Null((await _door.Read("/api/me", stranger.AccessToken)).Refused);

        Assert.Null((await _door.Delete($"/api/sessions/{lost.Me.SessionId}", current.AccessToken)).Refused);
        Assert.Equal("request.sign_in_needed", (await _door.Read("/api/me", lost.AccessToken)).Refused);
        Assert.Equal([(current.Me.SessionId, true)], (await _door.Read("/api/sessions", current.AccessToken)).As<SessionList>().Sessions.Select(static s => (s.Id, s.Current)));
        Assert.Equal("request.not_found", (await _door.Delete($"/api/sessions/{lost.Me.SessionId}", current.AccessToken)).Refused);
    }

    [Fact]
    public async Task A_newcomer_who_shows_a_claim_loses_the_session_of_the_empty_account()
    {
        var phone = SignInDoor.NewPhone();
        var newcomer = await _door.SignIn(phone);
        var gateway = await Attach(newcomer.Me.PersonId);
        var person = Guid.CreateVersion7();
        await _door.Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@person, '', '', 'Ольга Примерова', 1)", new { person });
        var secret = await _door.Get<IClaims>().Issue(new PersonId(person), ClaimKind.Link, TimeSpan.FromDays(7), default);

        Assert.Equal(person, (await _door.SignIn(phone, secret)).Me.PersonId);

        Assert.Equal((newcomer.Me.SessionId, "revoked"), await gateway.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal("request.sign_in_needed", (await _door.Read("/api/me", newcomer.AccessToken)).Refused);
    }

    [Fact]
    public async Task Tokens_are_in_no_cache()
    {
        var reply = await _door.TrySignIn(SignInDoor.NewPhone());
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Equal("no-store", (await _door.Refresh(reply.As<SignedIn>().RefreshToken)).Headers["Cache-Control"]);
    }

    /// <summary>The canary: what must not be in a log is looked for in all of them, at every level.</summary>
    [Fact]
    public async Task No_phone_code_token_or_secret_is_logged()
    {
        var phone = SignInDoor.NewPhone();
        var person = Guid.CreateVersion7();
        await _door.Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@person, '', '', 'Канарейкина', 1)", new { person });
        var claim = await _door.Get<IClaims>().Issue(new PersonId(person), ClaimKind.Link, TimeSpan.FromDays(7), default);
        var first = await _door.SignIn(phone, claim);
        var second = (await _door.Refresh(first.RefreshToken)).As<SignedIn>();
        await _door.Read("/api/me", second.AccessToken);
        await _door.Read($"/hub?access_token={second.AccessToken}&id=1");
        await _door.Post("/api/sign-in/code", new CodeRequest(phone));
        await _door.Post("/api/sign-in/confirm", new ConfirmRequest(Guid.CreateVersion7(), "654321", claim));
        _door.Clock.Advance(TimeSpan.FromSeconds(11));
        await _door.Refresh(first.RefreshToken);
        await _door.Read("/api/me", second.AccessToken + "x");
        _door.Sms.Fails = true;
        await _door.Post("/api/sign-in/code", new CodeRequest(SignInDoor.NewPhone()));

        var codes = _door.Sms.Sent.Select(m => _door.Sms.CodeOf(m.Id)).Append("654321");
        var secrets = codes.Select(static c => $" {c}").Concat([phone[1..], phone[2..], claim, first.RefreshToken, second.RefreshToken, first.AccessToken, second.AccessToken, "Канарейкина", "access_token="]);
        Assert.True(_door.Logs.Lines.Count > 50);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(_door.Logs.Lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private async Task<EndingNode> Attach(Guid person)
    {
        var node = new EndingNode();
        Kept.Add(node);
        await silo.Client.GetGrain<IUserGrain>(person).Attach("test-" + Guid.CreateVersion7(), silo.Client.CreateObjectReference<IGatewayNode>(node));
        return node;
    }

    /// <summary>Observer objects are weakly held.</summary>
    private static ConcurrentBag<EndingNode> Kept { get; } = [];

    private sealed class EndingNode : IGatewayNode
    {
        public TaskCompletionSource<(Guid Session, string Reason)> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Deliver(ChatBatch batch) => Task.CompletedTask;

        public Task ChatsChanged(PersonId person, IReadOnlyList<ChatId> chats) => Task.CompletedTask;

        public Task EndSessions(IReadOnlyList<SessionId> sessions, string reason)
        {
            Ended.TrySetResult((sessions.Single().Value, reason));
            return Task.CompletedTask;
        }

        public Task TellCall(CallNews news) => Task.CompletedTask;

        public Task DeviceCame(PersonId person, DeviceNews news) => Task.CompletedTask;

        public Task Forgotten() => Task.CompletedTask;

        public Task<int> Connections() => Task.FromResult(0);

        public Task<GatewayState> State() => throw new NotSupportedException();

        public Task Shed(int connections) => Task.CompletedTask;
    }
}
