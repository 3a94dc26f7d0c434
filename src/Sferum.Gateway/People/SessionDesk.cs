using Microsoft.Extensions.Options;
using Sferum.Keys;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>Hands out the pair of tokens, exchanges it, and ends sessions.</summary>
internal sealed class SessionDesk(
    ISessions sessions, IPeople people, WhatWaits waits, IKeyRing keys, RefreshTokens refreshTokens, AccessTokens accessTokens, SessionEnds ends,
    IOptions<PeopleOptions> options, TimeProvider time)
{
    private const int MaxDevice = 80;
    private const int MinDeviceId = 16;
    private const int MaxDeviceId = 64;
    private const int MinExchangeId = 22; // 128 bits
    private const int MaxExchangeId = 64;

    /// <summary>A session to begin, and its first refresh token.</summary>
    /// <param name="device">What the device calls itself.</param>
    /// <param name="deviceId">What the device made to be known by.</param>
    public (NewSession Session, string Token) New(string? device, string? deviceId = null)
    {
        var id = SessionId.New();
        var token = refreshTokens.Issue(id);
        var now = time.GetUtcNow();
        return (new NewSession
        {
            Id = id,
            Device = DeviceName(device),
            DeviceHash = deviceId is { Length: >= MinDeviceId and <= MaxDeviceId } ? keys.SecretHash("device", deviceId) : null,
            TokenHash = refreshTokens.Hash(token),
            At = now,
            TokenExpiresAt = SessionLife.TokenExpiry(now, now),
        }, token);
    }

    /// <summary>The answer to somebody whose session stands in the database.</summary>
    public async ValueTask<Outcome<SignedIn>> Open(OpenSession open, string refreshToken, CancellationToken cancel)
    {
        if (await people.Find(open.Person, cancel) is not { } profile)
        {
            return Refusals.SessionEnded;
        }

        var place = profile.PlaceOf(open.School);
        if (place.School != open.School)
        {
            await sessions.Move(open.Session, place.School, cancel);
        }

        var caller = new Caller(open.Person, open.Session, place.School, place.Roles);
        var needsFactor = !open.HasShownFactor && options.Value.DemandsSecondFactor && SecondFactor.IsDemandedOf(profile.Roles);
        var waiting = await waits.For(caller, cancel);
        return new SignedIn(
            accessTokens.Issue(caller, needsFactor, waiting.Regulation is { Required: true }),
            (int)SessionLife.AccessToken.TotalSeconds,
            refreshToken,
            Describe(profile, caller, needsFactor, waiting));
    }

    public async ValueTask<Outcome<SignedIn>> Refresh(RefreshRequest request, CancellationToken cancel)
    {
        if (refreshTokens.Read(request.RefreshToken) is not { } session)
        {
            return Refusals.SessionEnded;
        }

        var successor = refreshTokens.Issue(session);
        var rotated = await sessions.Rotate(
            new Rotation
            {
                Session = session,
                TokenHash = refreshTokens.Hash(request.RefreshToken),
                SuccessorHash = refreshTokens.Hash(successor),
                SuccessorSealed = keys.Encrypt(successor),
                ExchangeHash = request.ExchangeId is { Length: >= MinExchangeId and <= MaxExchangeId } exchange ? keys.SecretHash("exchange", exchange) : null,
                At = time.GetUtcNow(),
                Moves = request.SchoolId is not null,
                School = request.SchoolId is { } school && school != Guid.Empty ? new SchoolId(school) : null,
            },
            cancel);
        switch (rotated)
        {
            case Rotated.Fresh fresh:
                return await Open(new OpenSession(fresh.Person, fresh.Session, fresh.School, fresh.HasShownFactor), successor, cancel);
            case Rotated.Again again:
                return await Open(new OpenSession(again.Person, again.Session, again.School, again.HasShownFactor), keys.Decrypt(again.SuccessorSealed), cancel);
            case Rotated.Replayed replayed:
                await ends.Tell(replayed.Person, [replayed.Session], "replayed");
                return Refusals.SessionEnded;
            case Rotated.NoPlace:
                return Refusals.NoAffiliation;
            default:
                return Refusals.SessionEnded;
        }
    }

    public async ValueTask<Outcome<Me>> Me(Caller caller, bool needsFactor, CancellationToken cancel) =>
        await people.Find(caller.Person, cancel) is { } profile ? Describe(profile, caller, needsFactor, await waits.For(caller, cancel)) : Refusals.SignInNeeded;

    public async ValueTask<IReadOnlyList<SessionDto>> List(Caller caller, CancellationToken cancel) =>
    [
        .. (await sessions.List(caller.Person, time.GetUtcNow(), cancel)).Select(s => new SessionDto(
            s.Id.Value, s.Device, s.CreatedAt.ToUnixTimeMilliseconds(), s.LastUsedAt.ToUnixTimeMilliseconds(), s.Id == caller.Session, s.NewDevice)),
    ];

    /// <summary>Ends one of the caller's own sessions; somebody else's is answered like one that does not exist.</summary>
    public async ValueTask<Outcome<Done>> End(Caller caller, SessionId session, string reason, CancellationToken cancel)
    {
        if (!await sessions.End(caller.Person, session, reason, time.GetUtcNow(), cancel))
        {
            return Refusals.NotFound;
        }

        await ends.Tell(caller.Person, [session], reason);
        return Done.Instance;
    }

    /// <summary>Ends all of the caller's sessions, or all others.</summary>
    public async ValueTask<Outcome<Done>> EndAll(Caller caller, bool exceptThis, CancellationToken cancel)
    {
        await ends.Tell(caller.Person, await sessions.EndAll(caller, exceptThis, cancel), "revoked");
        return Done.Instance;
    }

    private static Me Describe(Profile profile, Caller caller, bool needsFactor, Waiting waiting) => new(
        profile.Id.Value,
        profile.Name,
        caller.Session.Value,
        caller.School?.Value,
        caller.Roles.CodesOf(),
        [.. profile.Affiliations.Select(static a => new AffiliationDto(a.School?.Value, a.SchoolName, a.Roles.CodesOf()))],
        needsFactor,
        waiting.Regulation?.Version,
        waiting.Consents);

    private static string DeviceName(string? device)
    {
        var visible = new string([.. (device ?? "").Where(static c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim();
        return visible.Length > MaxDevice ? visible[..MaxDevice] : visible;
    }
}

/// <summary>A session that stands in the database.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Session">Which.</param>
/// <param name="School">Where it acted last.</param>
/// <param name="HasShownFactor">Whether it has shown the second factor.</param>
internal sealed record OpenSession(PersonId Person, SessionId Session, SchoolId? School, bool HasShownFactor);
