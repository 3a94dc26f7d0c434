namespace Sferum.People;

/// <summary>
/// Second factors of people: one each at most. Secrets come in and go out sealed; a code is looked at by the caller after <see cref="Try"/> has counted it, and used up by
/// compare-and-set in the transaction of what it opens.
/// </summary>
public interface ISecondFactors
{
    /// <summary>Whether a person has one.</summary>
    /// <param name="person">The person.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Since when it is in force, and how many recovery codes are unused.</returns>
    ValueTask<(DateTimeOffset? Since, int RecoveryCodesLeft)> Read(PersonId person, CancellationToken cancel);

    /// <summary>Keeps a secret that is not in force yet, in the place of one that has not come into force.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="secretSealed">The secret, encrypted.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Refused when one is in force (<see cref="Refusals.FactorExists"/>).</returns>
    ValueTask<Outcome<Done>> Offer(PersonId person, byte[] secretSealed, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Counts a try, before the code is looked at: of any number of parallel tries, no more than <see cref="SecondFactor.Tries"/> get a secret to compare with.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The secret; or <see cref="Refusals.NoFactor"/>, <see cref="Refusals.TooMany"/>.</returns>
    ValueTask<Outcome<FactorTry>> Try(PersonId person, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Puts an offered factor into force; the caller's session has shown it.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="proof">The code that was right.</param>
    /// <param name="recoveryHashes">Hashes of the recovery codes.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Refused when it was put into force, or replaced, meanwhile (<see cref="Refusals.FactorCodeWrong"/>).</returns>
    ValueTask<Outcome<Done>> Activate(Caller caller, FactorProof.Totp proof, IReadOnlyList<byte[]> recoveryHashes, CancellationToken cancel);

    /// <summary>The caller's session shows the factor in force.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="proof">The code that was right.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Refused when the code is used up (<see cref="Refusals.FactorCodeWrong"/>).</returns>
    ValueTask<Outcome<Done>> Show(Caller caller, FactorProof proof, CancellationToken cancel);

    /// <summary>Removes the factor in force with its recovery codes. No session has shown one any more.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="proof">The code that was right.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Refused when the code is used up (<see cref="Refusals.FactorCodeWrong"/>).</returns>
    ValueTask<Outcome<Done>> Remove(Caller caller, FactorProof proof, CancellationToken cancel);

    /// <summary>Whose sign-in waits for a second code.</summary>
    /// <param name="ticketHash">Hash of its ticket.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The person; null when the ticket is unknown, used or expired.</returns>
    ValueTask<PersonId?> Waiting(byte[] ticketHash, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Ends the waiting: uses ticket and code up and begins the session, in one transaction. Of parallel calls for one ticket or one code exactly one succeeds.</summary>
    /// <param name="ticketHash">Hash of the ticket.</param>
    /// <param name="proof">The code that was right.</param>
    /// <param name="session">The session; its device is the one that asked.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Who has signed in; or <see cref="Refusals.CodeWrong"/> for the ticket, <see cref="Refusals.FactorCodeWrong"/> for the code.</returns>
    ValueTask<Outcome<CompletedSignIn>> Complete(byte[] ticketHash, FactorProof proof, NewSession session, CancellationToken cancel);
}

/// <summary>A counted try.</summary>
/// <param name="SecretSealed">The secret to compare with.</param>
/// <param name="InForce">Whether the factor is in force, or only offered.</param>
public sealed record FactorTry(byte[] SecretSealed, bool InForce);

/// <summary>What shows that somebody has the second factor.</summary>
public abstract record FactorProof
{
    private FactorProof() { }

    /// <summary>A code of the authenticator.</summary>
    /// <param name="Step">The time step that it belongs to: of one step, and of those before it, a code is taken once.</param>
    /// <param name="SecretSealed">The secret it was compared with.</param>
    public sealed record Totp(long Step, byte[] SecretSealed) : FactorProof;

    /// <summary>A recovery code.</summary>
    /// <param name="Hash">As it is stored.</param>
    public sealed record Recovery(byte[] Hash) : FactorProof;
}
