using System.Net;
using Sferum.TestServers;

namespace Sferum.People;

/// <summary>The second factor over HTTP, in a deployment that demands it.</summary>
public sealed class The_second_factor(OneSilo silo) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly string _phone = SignInDoor.NewPhone();
    private SignInDoor _door = null!;

    public async ValueTask InitializeAsync() =>
        _door = await SignInDoor.Open(_folder.Path, silo.Client, SignInDoor.NewClock(), static o => o.RequireSecondFactor = true);

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Role.Operator, true)]
    [InlineData(Role.SchoolAdmin, true)]
    [InlineData(Role.Director, true)]
    [InlineData(Role.DistrictOfficer, true)]
    [InlineData(Role.Administration, false)]
    [InlineData(Role.ClassTeacher, false)]
    [InlineData(Role.SubjectTeacher, false)]
    [InlineData(Role.Student, false)]
    [InlineData(Role.Guardian, false)]
    public async Task Paragraph_2_2_9_is_demanded_of_operators_district_officers_school_admins_and_directors(Role role, bool demanded)
    {
        var signedIn = await SignInAs(role);

        Assert.Equal(demanded, signedIn.Me.NeedsSecondFactor);
        Assert.Equal(demanded, (await _door.Read("/api/me", signedIn.AccessToken)).As<Me>().NeedsSecondFactor);
    }

    [Fact]
    public async Task Paragraph_2_2_9_is_demanded_wherever_the_session_acts()
    {
        var signedIn = await SignInAs(Role.Director);
        var elsewhere = await _door.Affiliate(signedIn.Me.PersonId, Role.SubjectTeacher, "Школа № 2");

        var moved = (await _door.Refresh(signedIn.RefreshToken, elsewhere)).As<SignedIn>();

        Assert.Equal((elsewhere, true), (moved.Me.SchoolId, moved.Me.NeedsSecondFactor));
    }

    [Fact]
    public async Task Paragraph_2_2_9_comes_into_force_with_a_code_and_ten_recovery_codes()
    {
        var signedIn = await SignInAs(Role.Director);
        var offered = await _door.Post("/api/second-factor", null, signedIn.AccessToken);
        var offer = offered.As<FactorOffer>();
        Assert.Equal("no-store", offered.Headers["Cache-Control"]);
        Assert.StartsWith("otpauth://totp/", offer.Uri, StringComparison.Ordinal);
        Assert.Contains(offer.Secret, offer.Uri, StringComparison.Ordinal);
        Assert.StartsWith("<svg", offer.Svg, StringComparison.Ordinal);
        Assert.Null((await _door.Read("/api/second-factor", signedIn.AccessToken)).As<FactorState>().Since);
        var app = new Authenticator(offer.Secret, _door.Clock);

        Assert.Equal("second_factor.code_wrong", (await Confirm(signedIn, app.Wrong())).Refused);
        var confirmed = (await Confirm(signedIn, app.Code())).As<FactorConfirmed>();

        Assert.Equal(10, confirmed.RecoveryCodes.Distinct().Count());
        Assert.Equal(HttpStatusCode.Unauthorized, (await _door.Read("/api/second-factor", signedIn.AccessToken)).Status);
        var renewed = (await _door.Refresh(signedIn.RefreshToken)).As<SignedIn>();
        Assert.Equal(10, (await _door.Read("/api/second-factor", renewed.AccessToken)).As<FactorState>().RecoveryCodesLeft);
        Assert.False(renewed.Me.NeedsSecondFactor);
        Assert.Equal("second_factor.exists", (await _door.Post("/api/second-factor", null, renewed.AccessToken)).Refused);
    }

    [Fact]
    public async Task Paragraph_2_2_9_gives_no_tokens_for_the_phone_code_alone()
    {
        var (app, _, _) = await Take(Role.Director);

        var first = await _door.TrySignIn(_phone);

        Assert.Equal("sign_in.second_needed", first.Refused);
        Assert.DoesNotContain("Token", first.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("sign_in.code_wrong", (await Second(Guid.CreateVersion7().ToString(), app.Code())).Refused);
        Assert.Equal("second_factor.code_wrong", (await Second(Ticket(first), app.Wrong())).Refused);
        var signedIn = (await Second(Ticket(first), app.Code())).As<SignedIn>();
        Assert.False(signedIn.Me.NeedsSecondFactor);
        Assert.Equal("Планшет", (await _door.Read("/api/sessions", signedIn.AccessToken)).As<SessionList>().Sessions.Single(static s => s.Current).Device);
        Assert.False((await _door.Refresh(signedIn.RefreshToken)).As<SignedIn>().Me.NeedsSecondFactor);
    }

    [Fact]
    public async Task Paragraph_2_2_9_takes_a_ticket_once_and_for_five_minutes()
    {
        var (app, _, _) = await Take(Role.Director);
        var used = Ticket(await _door.TrySignIn(_phone));
        Assert.Null((await Second(used, app.Code())).Refused);
        Assert.Equal("sign_in.code_wrong", (await Second(used, app.Code(1))).Refused);

        var late = Ticket(await _door.TrySignIn(_phone));
        _door.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("sign_in.code_wrong", (await Second(late, app.Code())).Refused);
    }

    [Fact]
    public async Task Paragraph_2_2_9_takes_each_code_once_and_clocks_that_are_one_step_off()
    {
        var (app, _, _) = await Take(Role.Director);
        _door.Clock.Advance(TimeSpan.FromMinutes(5));
        var (one, two, three) = (Ticket(await _door.TrySignIn(_phone)), Ticket(await _door.TrySignIn(_phone)), Ticket(await _door.TrySignIn(_phone)));
        Assert.Equal("second_factor.code_wrong", (await Second(one, app.Code(2))).Refused);
        Assert.Null((await Second(one, app.Code(-1))).Refused);
        Assert.Equal("second_factor.code_wrong", (await Second(two, app.Code(-1))).Refused);
        Assert.Null((await Second(two, app.Code(1))).Refused);
        Assert.Equal("second_factor.code_wrong", (await Second(three, app.Code())).Refused);
    }

    [Fact]
    public async Task Paragraph_2_2_9_is_guessed_at_five_times_in_five_minutes_over_all_tickets()
    {
        var (app, _, _) = await Take(Role.Director);
        _door.Clock.Advance(TimeSpan.FromMinutes(5));
        var (one, two) = (Ticket(await _door.TrySignIn(_phone)), Ticket(await _door.TrySignIn(_phone)));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("second_factor.code_wrong", (await Second(i % 2 == 0 ? one : two, app.Wrong())).Refused);
        }

        Assert.Equal(("request.too_many", 300_000), ((await Second(two, app.Code())).Problem.Code, (await Second(two, app.Code())).Problem.RetryAfterMs));
        _door.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await Second(Ticket(await _door.TrySignIn(_phone)), app.Code())).Refused);
    }

    [Fact]
    public async Task Paragraph_2_2_9_is_replaced_by_a_recovery_code_once()
    {
        var (_, recovery, _) = await Take(Role.Director);
        var (one, two) = (Ticket(await _door.TrySignIn(_phone)), Ticket(await _door.TrySignIn(_phone)));

        Assert.Equal("second_factor.code_wrong", (await Second(one, ClaimCode.ForPaper())).Refused);
        var signedIn = (await Second(one, recovery[3].ToLowerInvariant())).As<SignedIn>();

        Assert.Equal("second_factor.code_wrong", (await Second(two, recovery[3])).Refused);
        Assert.Equal(9, (await _door.Read("/api/second-factor", signedIn.AccessToken)).As<FactorState>().RecoveryCodesLeft);
    }

    [Fact]
    public async Task Paragraph_2_2_9_is_removed_only_with_a_code_and_is_then_demanded_again()
    {
        var (app, _, signedIn) = await Take(Role.Director);
        Assert.Equal("second_factor.code_wrong", (await Remove(signedIn, "")).Refused);
        Assert.Equal("second_factor.code_wrong", (await Remove(signedIn, app.Wrong())).Refused);
        Assert.Equal("second_factor.code_wrong", (await Remove(signedIn, app.Code())).Refused);

        Assert.Null((await Remove(signedIn, app.Code(1))).Refused);

        Assert.Equal(HttpStatusCode.Unauthorized, (await _door.Read("/api/me", signedIn.AccessToken)).Status);
        var after = (await _door.Refresh(signedIn.RefreshToken)).As<SignedIn>();
        Assert.True(after.Me.NeedsSecondFactor);
        Assert.Equal("second_factor.none", (await Remove(after, app.Code(1))).Refused);
        Assert.True((await _door.SignIn(_phone)).Me.NeedsSecondFactor);
    }

    [Fact]
    public async Task Paragraph_2_2_9_taken_on_one_device_is_shown_on_the_others_before_they_go_on()
    {
        var desk = await SignInAs(Role.Director);
        var (app, _, _) = await Take(await _door.SignIn(_phone));

        var still = (await _door.Refresh(desk.RefreshToken)).As<SignedIn>();
        Assert.True(still.Me.NeedsSecondFactor);
        Assert.Equal("second_factor.exists", (await _door.Post("/api/second-factor", null, still.AccessToken)).Refused);

        Assert.Empty((await Confirm(still, app.Code(1))).As<FactorConfirmed>().RecoveryCodes);
        Assert.False((await _door.Refresh(still.RefreshToken)).As<SignedIn>().Me.NeedsSecondFactor);
    }

    [Fact]
    public async Task Paragraph_2_2_9_may_be_taken_by_anybody_and_is_then_asked_for_at_sign_in()
    {
        var (app, _, _) = await Take(Role.SubjectTeacher);
        var first = await _door.TrySignIn(_phone);
        Assert.Equal("sign_in.second_needed", first.Refused);
        Assert.Null((await Second(Ticket(first), app.Code())).Refused);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    public void Is_demanded_where_a_real_district_is_served_unless_the_configuration_says_otherwise(bool production, bool? configured, bool demanded) =>
        Assert.Equal(demanded, new PeopleOptions { Production = production, RequireSecondFactor = configured }.DemandsSecondFactor);

    [Fact]
    public async Task Is_demanded_of_nobody_where_the_configuration_says_so()
    {
        await using var door = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock, static o => o.RequireSecondFactor = false);
        var signedIn = await SignInAs(Role.Director);
        Assert.True(signedIn.Me.NeedsSecondFactor);
        Assert.False((await door.Refresh(signedIn.RefreshToken)).As<SignedIn>().Me.NeedsSecondFactor);
    }

    [Fact]
    public async Task Leaves_no_secret_code_or_ticket_in_a_log()
    {
        var (app, recovery, _) = await Take(Role.Director);
        var ticket = Ticket(await _door.TrySignIn(_phone));
        await Second(ticket, app.Wrong());
        await Second(ticket, recovery[0]);

        foreach (var secret in recovery.Append(ticket).Append(app.Secret))
        {
            Assert.DoesNotContain(_door.Logs.Lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string Ticket(SignInDoor.Reply reply) => reply.Problem.Args!["ticket"];

    private async Task<SignedIn> SignInAs(Role role)
    {
        var newcomer = await _door.SignIn(_phone);
        await _door.Affiliate(newcomer.Me.PersonId, role, "Школа № 1");
        return (await _door.Refresh(newcomer.RefreshToken)).As<SignedIn>();
    }

    private async Task<(Authenticator App, IReadOnlyList<string> Recovery, SignedIn Session)> Take(Role role) => await Take(await SignInAs(role));

    private async Task<(Authenticator App, IReadOnlyList<string> Recovery, SignedIn Session)> Take(SignedIn signedIn)
    {
        var app = new Authenticator((await _door.Post("/api/second-factor", null, signedIn.AccessToken)).As<FactorOffer>().Secret, _door.Clock);
        var recovery = (await Confirm(signedIn, app.Code())).As<FactorConfirmed>().RecoveryCodes;
        return (app, recovery, (await _door.Refresh(signedIn.RefreshToken)).As<SignedIn>());
    }

    private Task<SignInDoor.Reply> Confirm(SignedIn by, string code) => _door.Post("/api/second-factor/confirm", new FactorCode(code), by.AccessToken);

    private Task<SignInDoor.Reply> Remove(SignedIn by, string code) => _door.Post("/api/second-factor/remove", new FactorCode(code), by.AccessToken);

    private Task<SignInDoor.Reply> Second(string ticket, string code) => _door.Post("/api/sign-in/second", new SecondSignInRequest(ticket, code));
}
