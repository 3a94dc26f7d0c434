using System.Net;
using System.Text;
using Sferum.TestServers;

namespace Sferum.People;

public sealed class Signing_in_over_HTTP(OneSilo silo) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SignInDoor _door = null!;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("SFERUM_TEST_ROUNDS"), out var rounds) ? rounds : 50;

    public async ValueTask InitializeAsync() => _door = await SignInDoor.Open(_folder.Path, silo.Client, SignInDoor.NewClock());

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_code_by_SMS_signs_in_a_newcomer_without_a_place()
    {
        var sent = await _door.Ask("8 (900) 000-10-01");
        Assert.Equal((300, 60), (sent.ExpiresInSeconds, sent.ResendInSeconds));
        Assert.Equal("+79000001001", _door.Sms.Sent.Single().Phone);

        var signedIn = (await _door.Post("/api/sign-in/confirm", new ConfirmRequest(sent.AttemptId, _door.Sms.CodeOf(sent.AttemptId), null, "Мой планшет"))).As<SignedIn>();

        Assert.InRange(signedIn.ExpiresInSeconds, 1, 600);
        Assert.Null(signedIn.Me.SchoolId);
        Assert.Empty(signedIn.Me.Roles);
        Assert.Equal("Новый участник", signedIn.Me.Name);
        Assert.Equal(signedIn.Me.PersonId, (await _door.Read("/api/me", signedIn.AccessToken)).As<Me>().PersonId);
        var session = Assert.Single((await _door.Read("/api/sessions", signedIn.AccessToken)).As<SessionList>().Sessions);
        Assert.Equal((signedIn.Me.SessionId, "Мой планшет", true), (session.Id, session.Device, session.Current));
    }

    [Fact]
    public async Task A_phone_that_is_known_signs_in_the_same_person_in_the_place_of_highest_standing()
    {
        var phone = SignInDoor.NewPhone();
        var first = await _door.SignIn(phone);
        await _door.Affiliate(first.Me.PersonId, Role.Guardian, "Школа № 1");
        var school = await _door.Affiliate(first.Me.PersonId, Role.ClassTeacher, "Школа № 2");

        var second = await _door.SignIn(phone);

        Assert.Equal(first.Me.PersonId, second.Me.PersonId);
        Assert.Equal(school, second.Me.SchoolId);
        Assert.Equal(["class_teacher"], second.Me.Roles);
        Assert.Equal(["Школа № 1", "Школа № 2"], second.Me.Affiliations.Select(static a => a.SchoolName));
    }

    [Fact]
    public async Task Known_and_unknown_phones_get_the_same_answer()
    {
        var known = SignInDoor.NewPhone();
        await _door.SignIn(known);
        _door.Clock.Advance(TimeSpan.FromMinutes(1));

        var ofKnown = await _door.Post("/api/sign-in/code", new CodeRequest(known));
        var ofUnknown = await _door.Post("/api/sign-in/code", new CodeRequest(SignInDoor.NewPhone()));

        Assert.Equal(ofKnown.Status, ofUnknown.Status);
        Assert.Equal(ofKnown.Headers, ofUnknown.Headers);
        Assert.Equal(Anonymous(ofKnown), Anonymous(ofUnknown));
        Assert.Equal(3, _door.Sms.Sent.Count);

        static string Anonymous(SignInDoor.Reply reply) => reply.Body.Replace(reply.As<CodeSent>().AttemptId.ToString(), "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paragraph_2_1_2_wrong_expired_used_overtried_and_unknown_codes_look_alike()
    {
        var wrong = await _door.Ask(SignInDoor.NewPhone());
        var expired = await _door.Ask(SignInDoor.NewPhone());
        var used = await _door.Ask(SignInDoor.NewPhone());
        var overtried = await _door.Ask(SignInDoor.NewPhone());
        (await Confirm(used, _door.Sms.CodeOf(used.AttemptId))).As<SignedIn>();
        for (var i = 0; i < 5; i++)
        {
            await Confirm(overtried, Other(overtried));
        }

        var answers = new List<SignInDoor.Reply>
        {
            await Confirm(wrong, Other(wrong)),
            await Confirm(wrong, "not a code"),
            await Confirm(used, _door.Sms.CodeOf(used.AttemptId)),
            await Confirm(overtried, _door.Sms.CodeOf(overtried.AttemptId)),
            await Confirm(wrong with { AttemptId = Guid.CreateVersion7() }, "123456"),
        };
        _door.Clock.Advance(TimeSpan.FromMinutes(5));
        answers.Add(await Confirm(expired, _door.Sms.CodeOf(expired.AttemptId)));

        Assert.All(answers, a => Assert.Equal("sign_in.code_wrong", a.Refused));
        Assert.Single(answers.Select(static a => (a.Status, a.Body, string.Join(';', a.Headers.Select(static h => $"{h.Key}={h.Value}")))).Distinct());
    }

    [Fact]
    public async Task The_fifth_try_may_be_the_right_one()
    {
        var sent = await _door.Ask(SignInDoor.NewPhone());
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("sign_in.code_wrong", (await Confirm(sent, Other(sent))).Refused);
        }

        Assert.Null((await Confirm(sent, _door.Sms.CodeOf(sent.AttemptId))).Refused);
    }

    [Fact]
    public async Task Of_sixteen_parallel_confirmations_of_one_code_one_wins()
    {
        await using var door = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock, static o =>
        {
            o.Limits.CodesPerAddressPerHour = o.Limits.CodesPerAddressPerDay = o.Limits.CodesPerHour = o.Limits.CodesPerDay = 1_000_000;
            o.Limits.WrongTriesPerAddressPerHour = o.Limits.WrongTriesPerHour = o.Limits.WrongTriesPerDay = 1_000_000;
        });
        for (var round = 0; round < Rounds; round++)
        {
            var sent = await door.Ask(SignInDoor.NewPhone());
            var request = new ConfirmRequest(sent.AttemptId, door.Sms.CodeOf(sent.AttemptId));
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => door.Post("/api/sign-in/confirm", request)));
            Assert.Single(answers, static a => a.Refused is null);
            Assert.Equal(15, answers.Count(static a => a.Refused == "sign_in.code_wrong"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("112")]
    [InlineData("+7 495 123-45-67")]
    [InlineData("8 800 000-00-00")]
    [InlineData("+7 900 000 00 00 доб. 5")]
    [InlineData("телефон")]
    public async Task A_number_that_cannot_receive_a_code_is_refused_and_costs_no_message(string phone)
    {
        Assert.Equal("sign_in.phone_invalid", (await _door.Post("/api/sign-in/code", new CodeRequest(phone))).Refused);
        Assert.Empty(_door.Sms.Sent);
    }

    [Theory]
    [InlineData("+7 900 000-10-02", "+79000001002")]
    [InlineData("9000001003", "+79000001003")]
    [InlineData("89000001004", "+79000001004")]
    [InlineData("+375 29 600-00-00", "+375296000000")]
    public async Task Numbers_are_understood_as_people_write_them(string typed, string phone)
    {
        await _door.Ask(typed);
        Assert.Equal(phone, _door.Sms.Sent.Single().Phone);
    }

    [Fact]
    public async Task A_second_code_within_a_minute_is_refused_with_the_time_to_wait_in_the_readers_language()
    {
        var phone = SignInDoor.NewPhone();
        await _door.Ask(phone);
        _door.Clock.Advance(TimeSpan.FromSeconds(18));

        var russian = await _door.Post("/api/sign-in/code", new CodeRequest(phone), language: "ru");
        var english = await _door.Post("/api/sign-in/code", new CodeRequest(phone), language: "en-GB,en;q=0.9");

        Assert.Equal(HttpStatusCode.TooManyRequests, russian.Status);
        Assert.Equal(("sign_in.too_soon", 42_000, "42"), (russian.Problem.Code, russian.Problem.RetryAfterMs, russian.Problem.Args?["seconds"]));
        Assert.Equal("42", russian.Headers["Retry-After"]);
        Assert.Contains("42", english.Problem.Title, StringComparison.Ordinal);
        Assert.NotEqual(russian.Problem.Title, english.Problem.Title);
        Assert.Single(_door.Sms.Sent);
    }

    [Fact]
    public async Task A_sixth_code_in_a_day_is_refused()
    {
        var phone = SignInDoor.NewPhone();
        for (var i = 0; i < 5; i++)
        {
            await _door.Ask(phone);
            _door.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal("sign_in.too_soon", (await _door.Post("/api/sign-in/code", new CodeRequest(phone))).Refused);
        _door.Clock.Advance(TimeSpan.FromHours(19));
        await _door.Ask(phone);
    }

    [Fact]
    public async Task Guessing_over_many_phones_runs_into_the_budget_of_everybody_although_each_phone_has_tries_left()
    {
        await using var door = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock, static o => o.Limits.WrongTriesPerHour = 10);
        var guesses = 0;
        SignInDoor.Reply? last = null;
        for (var phone = 0; phone < 12; phone++)
        {
            var sent = await door.Ask(SignInDoor.NewPhone());
            last = await door.Post("/api/sign-in/confirm", new ConfirmRequest(sent.AttemptId, Other(sent, door)));
            guesses += last.Refused == "sign_in.code_wrong" ? 1 : 0;
        }

        Assert.Equal(10, guesses);
        Assert.Equal("request.too_many", last!.Refused);
        Assert.NotNull(last.Problem.RetryAfterMs);
        door.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null((await door.TrySignIn(SignInDoor.NewPhone())).Refused);
    }

    [Fact]
    public async Task A_flood_of_codes_is_stopped_for_everybody_and_said()
    {
        await using var door = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock, static o => o.Limits.CodesPerHour = 5);
        var answers = new List<SignInDoor.Reply>();
        for (var i = 0; i < 8; i++)
        {
            answers.Add(await door.Post("/api/sign-in/code", new CodeRequest(SignInDoor.NewPhone())));
        }

        Assert.Equal(5, door.Sms.Sent.Count);
        Assert.All(answers.Skip(5), static a => Assert.Equal(("request.too_many", 3_600_000), (a.Problem.Code, a.Problem.RetryAfterMs)));
    }

    [Fact]
    public async Task A_provider_that_fails_is_told_as_an_outage()
    {
        _door.Sms.Fails = true;
        var reply = await _door.Post("/api/sign-in/code", new CodeRequest(SignInDoor.NewPhone()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "server.unavailable", 60_000), (reply.Status, reply.Refused, reply.Problem.RetryAfterMs));
    }

    [Fact]
    public async Task A_burst_from_one_address_is_refused_before_the_database_is_asked()
    {
        await using var door = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock, static o => (o.RequestBurst, o.RequestsPerSecond) = (20, 1));
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => door.Post("/api/sign-in/code", new CodeRequest("bad"))));
        Assert.InRange(answers.Count(static a => a.Refused == "request.too_many"), 30, 40);
        Assert.All(answers, static a => Assert.Contains(a.Refused, (string[])["request.too_many", "sign_in.phone_invalid"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"attemptId":"x","code":"1"}""")]
    public async Task What_is_not_the_expected_JSON_is_malformed(string body)
    {
        foreach (var path in new[] { "/api/sign-in/confirm", "/api/sign-in/refresh", "/api/sign-in/code" }.Take(body.Length > 3 ? 1 : 3))
        {
            var reply = await _door.Send(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), null, null);
            Assert.Equal((400, "request.malformed"), ((int)reply.Status, reply.Refused));
        }
    }

    [Fact]
    public async Task Missing_values_are_refused_without_an_error()
    {
        Assert.Equal("sign_in.phone_invalid", (await _door.Post("/api/sign-in/code", new { })).Refused);
        Assert.Equal("sign_in.code_wrong", (await _door.Post("/api/sign-in/confirm", new { })).Refused);
        Assert.Equal("sign_in.session_ended", (await _door.Post("/api/sign-in/refresh", new { })).Refused);
        Assert.DoesNotContain(_door.Logs.Lines, static l => l.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_beyond_4_KB_is_not_read()
    {
        var reply = await _door.Post("/api/sign-in/code", new CodeRequest(new string('1', 5_000)));
        Assert.InRange((int)reply.Status, 400, 413);
        Assert.Equal("request.malformed", reply.Refused);
    }

    [Fact]
    public async Task A_claim_of_the_class_teacher_makes_the_phone_that_of_the_person()
    {
        var person = Guid.CreateVersion7();
        await _door.Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@person, 'Ваня', 'Образцов', 'Ваня Образцов', 1)", new { person });
        var school = await _door.Affiliate(person, Role.Student, "Школа № 1");
        var secret = await _door.Get<IClaims>().Issue(new PersonId(person), ClaimKind.Paper, TimeSpan.FromDays(7), default);

        var signedIn = await _door.SignIn(claim: " " + secret.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));

        Assert.Equal((person, school, "Ваня Образцов"), (signedIn.Me.PersonId, signedIn.Me.SchoolId, signedIn.Me.Name));
        Assert.Equal("sign_in.claim_invalid", (await _door.TrySignIn(SignInDoor.NewPhone(), secret)).Refused);
        Assert.Equal("sign_in.claim_invalid", (await _door.TrySignIn(SignInDoor.NewPhone(), "nonsense")).Refused);
    }

    [Fact]
    public async Task The_first_operator_comes_in_by_the_printed_link()
    {
        var first = await FirstOperator.Path(_door.Get<IServiceProvider>());
        var second = await FirstOperator.Path(_door.Get<IServiceProvider>());
        Assert.StartsWith("/claim#", second, StringComparison.Ordinal);

        Assert.Equal("sign_in.claim_invalid", (await _door.TrySignIn(SignInDoor.NewPhone(), first!.Split('#')[1])).Refused);
        var signedIn = await _door.SignIn(claim: second!.Split('#')[1]);

        Assert.Equal(["operator"], signedIn.Me.Roles);
        Assert.Null(signedIn.Me.SchoolId);
        Assert.Null(await FirstOperator.Path(_door.Get<IServiceProvider>()));
    }

    [Fact]
    public async Task Outside_the_demonstration_nobody_becomes_somebody_else()
    {
        var somebody = await _door.SignIn();
        Assert.Equal((404, "request.not_found"), Short(await _door.Read("/api/demo/people")));
        Assert.Equal((404, "request.not_found"), Short(await _door.Post("/api/demo/sign-in", new DemoSignInRequest(somebody.Me.PersonId))));
    }

    [Fact]
    public async Task In_the_demonstration_a_visitor_becomes_one_of_the_listed_people()
    {
        await using var door = await SignInDoor.Open(_folder.Path, silo.Client, _door.Clock, static o => o.Demo = true);
        var person = (await door.SignIn()).Me.PersonId;
        await door.Affiliate(person, Role.Director, "Школа № 1");

        var listed = Assert.Single((await door.Read("/api/demo/people")).As<DemoPeople>().People);
        Assert.Equal((person, "director", "Школа № 1"), (listed.PersonId, listed.Role, listed.Place));
        Assert.Equal(person, (await door.Post("/api/demo/sign-in", new DemoSignInRequest(person))).As<SignedIn>().Me.PersonId);
        Assert.Equal((404, "request.not_found"), Short(await door.Post("/api/demo/sign-in", new DemoSignInRequest(Guid.CreateVersion7()))));
    }

    private static (int, string?) Short(SignInDoor.Reply reply) => ((int)reply.Status, reply.Refused);

    private Task<SignInDoor.Reply> Confirm(CodeSent sent, string code) => _door.Post("/api/sign-in/confirm", new ConfirmRequest(sent.AttemptId, code));

    private string Other(CodeSent sent, SignInDoor? door = null) => (door ?? _door).Sms.CodeOf(sent.AttemptId) == "000000" ? "000001" : "000000";
}
