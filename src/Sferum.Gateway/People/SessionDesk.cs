using Sferum.Keys;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>Hands out the pair of tokens, exchanges it, and ends sessions.</summary>
internal sealed class SessionDesk(
    ISessions sessions, IPeople people, IKeyRing keys, RefreshTokens refreshTokens, AccessTokens accessTokens, SessionEnds ends, TimeProvider time)
{
    private const int MaxDevice = 80;

    /// <summary>A session to begin, and its first refresh token.</summary>
    public (NewSession Session, string Token) New(string? device)
    {
        var id = SessionId.New();
        var token = refreshTokens.Issue(id);
        var now = time.GetUtcNow();
        return (new NewSession
        {
            Id = id,
            Device = DeviceName(device),
            TokenHash = refreshTokens.Hash(token),
            At = now,
            TokenExpiresAt = SessionLife.TokenExpiry(now, now),
        }, token);
    }

    /// <summary>The answer to somebody whose session stands in the database.</summary>
    public async ValueTask<Outcome<SignedIn>> Open(PersonId person, SessionId session, SchoolId? school, string refreshToken, CancellationToken cancel)
    {
        if (await people.Find(person, cancel) is not { } profile)
        {
            return Refusals.SessionEnded;
        }

        var place = profile.PlaceOf(school);
        if (place.School != school)
        {
            await sessions.Move(session, place.School, cancel);
        }

        var caller = new Caller(person, session, place.School, place.Roles);
        return new SignedIn(accessTokens.Issue(caller), (int)SessionLife.AccessToken.TotalSeconds, refreshToken, Describe(profile, caller));
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
                At = time.GetUtcNow(),
                Moves = request.SchoolId is not null,
                School = request.SchoolId is { } school && school != Guid.Empty ? new SchoolId(school) : null,
            },
            cancel);
        switch (rotated)
        {
            case Rotated.Fresh fresh:
                return await Open(fresh.Person, fresh.Session, fresh.School, successor, cancel);
            case Rotated.Again again:
                return await Open(again.Person, again.Session, again.School, keys.Decrypt(again.SuccessorSealed), cancel);
            case Rotated.Replayed replayed:
                await ends.Tell(replayed.Person, [replayed.Session], "replayed");
                return Refusals.SessionEnded;
            case Rotated.NoPlace:
                return Refusals.NoAffiliation;
            default:
                return Refusals.SessionEnded;
        }
    }

    public async ValueTask<Outcome<Me>> Me(Caller caller, CancellationToken cancel) =>
        await people.Find(caller.Person, cancel) is { } profile ? Describe(profile, caller) : Refusals.SignInNeeded;

    public async ValueTask<IReadOnlyList<SessionDto>> List(Caller caller, CancellationToken cancel) =>
    [
        .. (await sessions.List(caller.Person, time.GetUtcNow(), cancel)).Select(s => new SessionDto(
            s.Id.Value, s.Device, s.CreatedAt.ToUnixTimeMilliseconds(), s.LastUsedAt.ToUnixTimeMilliseconds(), s.Id == caller.Session)),
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

    private static Me Describe(Profile profile, Caller caller) => new(
        profile.Id.Value,
        profile.Name,
        caller.Session.Value,
        caller.School?.Value,
        caller.Roles.CodesOf(),
        [.. profile.Affiliations.Select(static a => new AffiliationDto(a.School?.Value, a.SchoolName, a.Roles.CodesOf()))]);

    private static string DeviceName(string? device)
    {
        var visible = new string([.. (device ?? "").Where(static c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim();
        return visible.Length > MaxDevice ? visible[..MaxDevice] : visible;
    }
}
