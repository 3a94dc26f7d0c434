namespace Sferum.People;

/// <summary>Personal one-time secrets: who shows one binds the own phone to the person it was made for. Stored hashed, used once.</summary>
public interface IClaims
{
    /// <summary>Makes a secret.</summary>
    /// <param name="person">Whom it stands for.</param>
    /// <param name="kind">How it is handed over.</param>
    /// <param name="life">How long it can be used.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The secret, shown once and kept nowhere. Earlier unused ones of the person die.</returns>
    ValueTask<string> Issue(PersonId person, ClaimKind kind, TimeSpan life, CancellationToken cancel);

    /// <summary>
    /// When nobody can sign in as an operator: finds or makes the operator who has not come yet, and gives a fresh secret. Under a lock: two hosts that
    /// start at once make one person.
    /// </summary>
    /// <param name="name">What to call the person.</param>
    /// <param name="life">How long the secret can be used.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The secret; null when an operator with a phone exists.</returns>
    ValueTask<string?> FirstOperator(string name, TimeSpan life, CancellationToken cancel);
}

/// <summary>How a claim is handed over.</summary>
public enum ClaimKind
{
    /// <summary>On paper, typed by hand: 80 bits in groups.</summary>
    Paper,

    /// <summary>As a link, the secret in its fragment: 160 bits.</summary>
    Link,
}
