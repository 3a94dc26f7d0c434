using System.Security.Cryptography;
using Sferum.Http;

namespace Sferum.People;

/// <summary>
/// The tokens of one session: renewed before they expire, one renewal at a time whatever the number of callers. A refresh token is spent by its first
/// use, so the pair that comes is handed out before anything else happens. When the answer is lost, the same exchange is asked for again, at any time.
/// </summary>
internal sealed class TokenKeeper(Api api, TimeProvider clock, Action<SignedIn>? renewed) : IDisposable
{
    /// <summary>For so long one caller waits for a server in trouble; the next caller tries again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly SemaphoreSlim _one = new(1, 1);
    private long _at;
    private string? _exchange;

    public SignedIn? Session { get; private set; }

    public void Keep(SignedIn? session, bool isNew = true)
    {
        (Session, _at, _exchange) = (session, clock.GetTimestamp(), null);
        if (session is not null && isNew)
        {
            renewed?.Invoke(session);
        }
    }

    /// <summary>The session with a token that is good for a while; its refusal when the session is over.</summary>
    public async Task<Reply<SignedIn>> FreshAsync(bool renew, Guid? school, CancellationToken cancel)
    {
        var had = Session;
        if (had is not null && !renew && school is null && IsFresh(had))
        {
            return new Reply<SignedIn> { Value = had };
        }

        await _one.WaitAsync(cancel);
        try
        {
            if (Session is not { } now)
            {
                return NotSignedIn;
            }

            var isAnother = now != had && school is null;
            return isAnother && IsFresh(now) ? new Reply<SignedIn> { Value = now } : await RenewAsync(now, school, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static Reply<SignedIn> NotSignedIn => new() { Refusal = new RefusalDto("request.sign_in_needed", ""), Tries = 0 };

    private bool IsFresh(SignedIn session)
    {
        var life = TimeSpan.FromSeconds(session.ExpiresInSeconds);
        return clock.GetElapsedTime(_at) < life - TimeSpan.FromTicks(Math.Min(life.Ticks / 4, TimeSpan.TicksPerMinute));
    }

    private async Task<Reply<SignedIn>> RenewAsync(SignedIn now, Guid? school, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var request = new RefreshRequest(now.RefreshToken, school, _exchange ??= RandomNumberGenerator.GetHexString(32));
        for (;;)
        {
            var (reply, _) = await api.SendAsync<SignedIn>(HttpMethod.Post, "/api/sign-in/refresh", request, null, cancel);
            if (reply.IsDone)
            {
                Keep(reply.Value);
            }
            else if (reply.Refusal is { RetryAfterMs: null, Code: "sign_in.session_ended" or "request.sign_in_needed" })
            {
                Keep(null);
            }
            else if (Again(reply) is { } wait && clock.GetElapsedTime(began) + wait < Patience)
            {
                await Task.Delay(wait, clock, cancel);
                continue;
            }

            return reply;
        }
    }

    /// <summary>After which time it is worth another try; null when it is not.</summary>
    private static TimeSpan? Again(Reply<SignedIn> reply) =>
        reply.IsUnknown ? TimeSpan.FromSeconds(0.5)
        : reply.Refusal?.RetryAfterMs is { } later ? TimeSpan.FromMilliseconds(Math.Max(200, later))
        : null;
}
