using Sferum.Storage;

namespace Sferum.People;

/// <summary>The steps of a completed sign-in inside one transaction. A refusal means: roll back.</summary>
internal sealed class SignInActs(WriteTransaction write, SignInCompletion completion, CancellationToken cancel)
{
    private readonly long _at = completion.Session.At.ToUnixTimeMilliseconds();

    public async ValueTask<Outcome<CompletedSignIn>> Complete()
    {
        // The row lock of this update is what lets exactly one of many parallel calls pass.
        var attempt = await write.First<AttemptRow>(
            """
            UPDATE sign_in_attempt SET used_at = @_at WHERE id = @Attempt AND used_at IS NULL
            RETURNING phone_hash AS PhoneHash, phone_sealed AS PhoneSealed
            """,
            new { _at, completion.Attempt },
            cancel);
        if (attempt is null)
        {
            return Refusals.CodeWrong;
        }

        var holder = await write.First<PersonId?>("SELECT id FROM person WHERE phone_hash = @PhoneHash AND erased_at IS NULL", new { attempt.PhoneHash }, cancel);
        var bound = completion.ClaimHash is null
            ? new CompletedSignIn(holder ?? await Newcomer(attempt), null, [])
            : await Claim(attempt, holder);
        if (bound.IsRefused(out var refusal))
        {
            return refusal;
        }

        var person = bound.Value.Person;
        if (await FactorActs.IsInForce(write, person, cancel))
        {
            await Wait(person);
            return bound.Value with { NeedsSecond = true };
        }

        return bound.Value with { NewDevice = await SessionBeginning.Begin(write, person, completion.Session, shown: false, cancel) };
    }

    /// <summary>The ticket keeps what the second step needs of the first.</summary>
    private Task<int> Wait(PersonId person) => write.Execute(
        """
        INSERT INTO second_factor_ticket (hash, attempt_id, person_id, device, device_hash, created_at, expires_at)
        VALUES (@TicketHash, @Attempt, @person, @Device, @DeviceHash, @_at, @ExpiresAt)
        """,
        new
        {
            completion.TicketHash, completion.Attempt, person, completion.Session.Device, completion.Session.DeviceHash, _at,
            ExpiresAt = _at + (long)SecondFactor.TicketLife.TotalMilliseconds,
        },
        cancel);

    private async ValueTask<PersonId> Newcomer(AttemptRow attempt)
    {
        var id = PersonId.New();
        await write.Execute(
            """
            INSERT INTO person (id, given_name, family_name, display_name, phone_hash, phone_sealed, created_at)
            VALUES (@id, '', '', @NewcomerName, @PhoneHash, @PhoneSealed, @_at)
            """,
            new { id, completion.NewcomerName, attempt.PhoneHash, attempt.PhoneSealed, _at },
            cancel);
        return id;
    }

    private async ValueTask<Outcome<CompletedSignIn>> Claim(AttemptRow attempt, PersonId? holder)
    {
        var person = await write.First<PersonId?>(
            "UPDATE claim SET used_at = @_at WHERE hash = @ClaimHash AND used_at IS NULL AND expires_at > @_at RETURNING person_id",
            new { _at, completion.ClaimHash },
            cancel);
        if (person is not { } target)
        {
            return Refusals.ClaimInvalid;
        }

        if (holder == target)
        {
            return new CompletedSignIn(target, null, []);
        }

        IReadOnlyList<SessionId> ended = [];
        if (holder is { } other)
        {
            if (await HasPlace(other))
            {
                return Refusals.PhoneTaken;
            }

            ended = await Retire(other);
        }

        // Compare-and-set: a person who has a phone already keeps it.
        var bound = await write.Execute(
            "UPDATE person SET phone_hash = @PhoneHash, phone_sealed = @PhoneSealed WHERE id = @target AND phone_hash IS NULL AND erased_at IS NULL",
            new { target, attempt.PhoneHash, attempt.PhoneSealed },
            cancel);
        return bound == 1 ? new CompletedSignIn(target, holder, ended) : Refusals.ClaimInvalid;
    }

    /// <summary>Whether somebody is more than a newcomer, now or ever.</summary>
    private async ValueTask<bool> HasPlace(PersonId person) =>
        await write.First<long>(
            """
            SELECT (SELECT count(*) FROM affiliation WHERE person_id = @person) + (SELECT count(*) FROM enrollment WHERE person_id = @person)
              + (SELECT count(*) FROM chat_member WHERE person_id = @person)
              + (SELECT count(*) FROM guardianship WHERE guardian_id = @person OR student_id = @person)
            """,
            new { person },
            cancel) > 0;

    /// <summary>Somebody signed in before showing the claim: the empty account that came of it gives way.</summary>
    private async ValueTask<IReadOnlyList<SessionId>> Retire(PersonId newcomer)
    {
        await write.Execute("UPDATE person SET phone_hash = NULL, phone_sealed = NULL, erased_at = @_at WHERE id = @newcomer", new { newcomer, _at }, cancel);
        await write.Execute(
            """
            UPDATE join_request SET status = 'withdrawn', rev = rev + 1, decided_at = @_at, decided_by = @newcomer
            WHERE person_id = @newcomer AND status = 'pending'
            """,
            new { newcomer, _at },
            cancel);
        return [.. await write.Query<SessionId>(
            "UPDATE session SET ended_at = @_at, end_reason = 'revoked' WHERE person_id = @newcomer AND ended_at IS NULL RETURNING id",
            new { newcomer, _at },
            cancel)];
    }

    private sealed record AttemptRow
    {
        public byte[] PhoneHash { get; init; } = [];

        public byte[] PhoneSealed { get; init; } = [];
    }
}
