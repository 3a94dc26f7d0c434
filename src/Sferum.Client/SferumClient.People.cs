using Sferum.People;

namespace Sferum;

/// <content>Sign-in and sessions.</content>
public sealed partial class SferumClient
{
    /// <summary>Asks for a one-time code. The answer is the same for known and unknown phones.</summary>
    /// <param name="phone">As the person writes it.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The attempt to confirm.</returns>
    public Task<Reply<CodeSent>> RequestCodeAsync(string phone, CancellationToken cancel = default) =>
        PlainAsync<CodeSent>(HttpMethod.Post, "/api/sign-in/code", new CodeRequest(phone), cancel);

    /// <summary>Signs in with the code; with a claim, binds the phone to the person it was made for.</summary>
    /// <param name="request">The attempt, the code, the claim.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The session, which this client keeps from now on.</returns>
    public async Task<Reply<SignedIn>> ConfirmAsync(ConfirmRequest request, CancellationToken cancel = default) =>
        Kept(await PlainAsync<SignedIn>(HttpMethod.Post, "/api/sign-in/confirm", request, cancel));

    /// <summary>Goes on with a sign-in that was refused by <c>sign_in.second_needed</c>.</summary>
    /// <param name="ticket">The refusal's argument <c>ticket</c>.</param>
    /// <param name="code">Six digits of the second factor, or a recovery code.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The session, which this client keeps from now on.</returns>
    public async Task<Reply<SignedIn>> SecondSignInAsync(string ticket, string code, CancellationToken cancel = default) =>
        Kept(await PlainAsync<SignedIn>(HttpMethod.Post, "/api/sign-in/second", new SecondSignInRequest(ticket, code), cancel));

    /// <summary>Whom a visitor of the demonstration may be.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A few people of each role.</returns>
    public Task<Reply<DemoPeople>> DemoPeopleAsync(CancellationToken cancel = default) =>
        PlainAsync<DemoPeople>(HttpMethod.Get, "/api/demo/people", body: null, cancel);

    /// <summary>Becomes somebody of the demonstration.</summary>
    /// <param name="person">One of <see cref="DemoPeopleAsync"/>.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The session, which this client keeps from now on.</returns>
    public async Task<Reply<SignedIn>> SignInAsDemoAsync(Guid person, CancellationToken cancel = default) =>
        Kept(await PlainAsync<SignedIn>(HttpMethod.Post, "/api/demo/sign-in", new DemoSignInRequest(person), cancel));

    /// <summary>Exchanges the refresh token for the next pair. It happens by itself before a token expires; call it to act in another school.</summary>
    /// <param name="school">The school to act in from now on; null keeps the current one.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The session as it is now.</returns>
    public Task<Reply<SignedIn>> RefreshAsync(Guid? school = null, CancellationToken cancel = default) => _tokens.FreshAsync(renew: true, school, cancel);

    /// <summary>Ends this session.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When the server has ended it; the tokens are forgotten then.</returns>
    public async Task<Reply<Done>> SignOutAsync(CancellationToken cancel = default)
    {
        var reply = await SignedAsync<Done>(HttpMethod.Post, "/api/sign-out", cancel);
        if (reply.IsDone)
        {
            _tokens.Keep(null);
        }

        return reply;
    }

    /// <summary>Who is signed in and where they act.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The person.</returns>
    public Task<Reply<Me>> MeAsync(CancellationToken cancel = default) => SignedAsync<Me>(HttpMethod.Get, "/api/me", cancel);

    /// <summary>Where the person is signed in.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The sessions.</returns>
    public Task<Reply<SessionList>> SessionsAsync(CancellationToken cancel = default) => SignedAsync<SessionList>(HttpMethod.Get, "/api/sessions", cancel);

    /// <summary>Ends a session of the person, on whatever device.</summary>
    /// <param name="session">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it has ended.</returns>
    public Task<Reply<Done>> EndSessionAsync(Guid session, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Delete, $"/api/sessions/{session}", cancel);

    /// <summary>Ends all sessions of the person, on whatever devices.</summary>
    /// <param name="exceptThis">Whether this one stays.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When they have ended; if this one is among them, the tokens are forgotten then.</returns>
    public async Task<Reply<Done>> EndAllSessionsAsync(bool exceptThis = false, CancellationToken cancel = default)
    {
        var reply = await SignedAsync<Done>(HttpMethod.Post, "/api/sessions/end-all", cancel, new EndAllRequest(exceptThis));
        if (reply.IsDone && !exceptThis)
        {
            _tokens.Keep(null);
        }

        return reply;
    }

    private Reply<SignedIn> Kept(Reply<SignedIn> reply)
    {
        if (reply.IsDone)
        {
            _tokens.Keep(reply.Value);
        }

        return reply;
    }
}
