using System.Security.Cryptography;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>The exchange of a refresh token inside one transaction.</summary>
internal sealed class RotationActs(WriteTransaction write, Rotation rotation, CancellationToken cancel)
{
    private readonly long _at = rotation.At.ToUnixTimeMilliseconds();

    /// <summary>What came of it, and whether it is to be committed.</summary>
    public async ValueTask<(Rotated Rotated, bool Commits)> Rotate()
    {
        var used = await write.Execute(
            """
            UPDATE refresh_token SET used_at = @_at, successor_sealed = @SuccessorSealed, exchange_hash = @ExchangeHash
            WHERE hash = @TokenHash AND session_id = @Session AND used_at IS NULL AND expires_at > @_at
            """,
            new { _at, rotation.SuccessorSealed, rotation.ExchangeHash, rotation.TokenHash, rotation.Session },
            cancel);
        return used == 1 ? await Succeed() : await Repeat();
    }

    private async ValueTask<(Rotated Rotated, bool Commits)> Succeed()
    {
        var session = await write.First<SessionRow>(
            """
            UPDATE session SET last_used_at = @_at WHERE id = @Session AND ended_at IS NULL AND created_at > @Old
            RETURNING person_id AS Person, school_id AS School, created_at AS CreatedAt, factor_at AS FactorAt
            """,
            new { _at, rotation.Session, Old = SessionStore.Old(rotation.At) },
            cancel);
        if (session is null)
        {
            return (new Rotated.Over(), false);
        }

        var school = session.School;
        if (rotation.Moves && rotation.School != school)
        {
            if (!await Belongs(session.Person))
            {
                return (new Rotated.NoPlace(), false);
            }

            school = rotation.School;
            await write.Execute("UPDATE session SET school_id = @school WHERE id = @Session", new { school, rotation.Session }, cancel);
        }

        var expires = SessionLife.TokenExpiry(DateTimeOffset.FromUnixTimeMilliseconds(session.CreatedAt), rotation.At);
        await SessionStore.InsertToken(write, rotation.Session, rotation.SuccessorHash, rotation.At, expires, cancel);

        // Of used tokens only those of the grace are kept: older ones are known by being issued and gone.
        await write.Execute(
            "DELETE FROM refresh_token WHERE session_id = @Session AND used_at < @Forgotten",
            new { rotation.Session, Forgotten = (rotation.At - SessionLife.Grace).ToUnixTimeMilliseconds() },
            cancel);
        return (new Rotated.Fresh(session.Person, rotation.Session, school, session.FactorAt is not null), true);
    }

    private async ValueTask<bool> Belongs(PersonId person) =>
        await write.First<long>(
            rotation.School is null
                ? "SELECT count(*) FROM affiliation WHERE person_id = @person AND school_id IS NULL AND ended_at IS NULL AND suspended_by IS NULL AND (until_at IS NULL OR until_at > @_at)"
                : "SELECT count(*) FROM affiliation WHERE person_id = @person AND school_id = @School AND ended_at IS NULL AND suspended_by IS NULL AND (until_at IS NULL OR until_at > @_at)",
            new { person, rotation.School, _at },
            cancel) > 0;

    private async ValueTask<(Rotated Rotated, bool Commits)> Repeat()
    {
        var session = await write.First<SessionRow>(
            "SELECT person_id AS Person, school_id AS School, created_at AS CreatedAt, factor_at AS FactorAt FROM session WHERE id = @Session AND ended_at IS NULL AND created_at > @Old",
            new { rotation.Session, Old = SessionStore.Old(rotation.At) },
            cancel);
        if (session is null)
        {
            return (new Rotated.Over(), false);
        }

        var token = await write.First<TokenRow>(
            "SELECT used_at AS UsedAt, successor_sealed AS SuccessorSealed, exchange_hash AS ExchangeHash FROM refresh_token WHERE hash = @TokenHash AND session_id = @Session",
            new { rotation.TokenHash, rotation.Session },
            cancel);
        if (token is { UsedAt: null })
        {
            return (new Rotated.Over(), false); // not used in time
        }

        if (token is { UsedAt: { } usedAt, SuccessorSealed: { } successor } && (IsRepeated(token) || SessionLife.InGrace(DateTimeOffset.FromUnixTimeMilliseconds(usedAt), rotation.At)))
        {
            return (new Rotated.Again(session.Person, rotation.Session, session.School, successor, session.FactorAt is not null), false);
        }

        var ended = await write.Execute(
            "UPDATE session SET ended_at = @_at, end_reason = 'replayed' WHERE id = @Session AND ended_at IS NULL", new { _at, rotation.Session }, cancel);
        return ended == 1 ? (new Rotated.Replayed(session.Person, rotation.Session), true) : (new Rotated.Over(), false);
    }

    /// <summary>The device that used the token shows it again because the answer was lost: only that device knows what it called the exchange.</summary>
    private bool IsRepeated(TokenRow token) =>
        token.ExchangeHash is { } used && rotation.ExchangeHash is { } shown && CryptographicOperations.FixedTimeEquals(used, shown);

    private sealed record SessionRow
    {
        public PersonId Person { get; init; }

        public SchoolId? School { get; init; }

        public long CreatedAt { get; init; }

        public long? FactorAt { get; init; }
    }

    private sealed record TokenRow
    {
        public long? UsedAt { get; init; }

        public byte[]? SuccessorSealed { get; init; }

        public byte[]? ExchangeHash { get; init; }
    }
}
