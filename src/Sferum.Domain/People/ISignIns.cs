namespace Sferum.People;

/// <summary>Sign-in attempts. All limits are counted over their rows, so that they hold over every gateway and over restarts.</summary>
public interface ISignIns
{
    /// <summary>
    /// Notes that a code is about to be sent, unless a budget is spent. Counted and added under one lock of the deployment: parallel
    /// requests cannot exceed a budget.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="budgets">What it is held against.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Null when it is noted; otherwise what is spent, and until when.</returns>
    ValueTask<SpentBudget?> Add(SignInAttempt attempt, IReadOnlyList<Budget> budgets, CancellationToken cancel);

    /// <summary>Whether wrong tries have used up a budget. A look, not a lock: parallel tries may exceed it by their own number.</summary>
    /// <param name="attempt">The attempt that is to be tried; its address is what counts.</param>
    /// <param name="budgets">What it is held against.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The budget that is spent; null when the try may go on.</returns>
    ValueTask<Budget?> WrongTriesSpent(Guid attempt, IReadOnlyList<Budget> budgets, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Counts a try by compare-and-set, before the code is looked at: of any number of parallel tries, no more than allowed get a code to compare with.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="tries">How many there may be.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The hash of the code; null when the attempt is unknown, used, expired or over-tried.</returns>
    ValueTask<byte[]?> Try(Guid attempt, int tries, DateTimeOffset at, CancellationToken cancel);

    /// <summary>
    /// After the right code: uses the attempt up, binds the claim if there is one, finds or makes the person, and begins the session; of somebody with a second factor
    /// it keeps the ticket instead. One transaction: of parallel calls for one attempt exactly one succeeds, and a refused claim leaves the attempt unused.
    /// </summary>
    /// <param name="completion">What to do.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Who has signed in; or <see cref="Refusals.CodeWrong"/>, <see cref="Refusals.ClaimInvalid"/>, <see cref="Refusals.PhoneTaken"/>.</returns>
    ValueTask<Outcome<CompletedSignIn>> Complete(SignInCompletion completion, CancellationToken cancel);

    /// <summary>Removes attempts and tries that no budget counts any more, refresh tokens and sessions that ended long ago, expired claims, forgotten devices. In bounded steps.</summary>
    /// <param name="attemptsBefore">Attempts made before this go.</param>
    /// <param name="sessionsBefore">Sessions ended, and claims and refresh tokens expired, before this go.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <returns>How many rows went.</returns>
    ValueTask<int> Sweep(DateTimeOffset attemptsBefore, DateTimeOffset sessionsBefore, CancellationToken cancel);
}

/// <summary>A code that is about to be sent.</summary>
public sealed record SignInAttempt
{
    public required Guid Id { get; init; }

    public required byte[] PhoneHash { get; init; }

    /// <summary>The phone, sealed: a person who comes for the first time is made with it.</summary>
    public required byte[] PhoneSealed { get; init; }

    public required byte[] AddressHash { get; init; }

    public required byte[] CodeHash { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A budget that is used up.</summary>
/// <param name="Budget">Which.</param>
/// <param name="Until">When it has room again.</param>
public sealed record SpentBudget(Budget Budget, DateTimeOffset Until);

/// <summary>What the right code brings about.</summary>
public sealed record SignInCompletion
{
    public required Guid Attempt { get; init; }

    /// <summary>The hash of the claim that was shown; null when none was.</summary>
    public byte[]? ClaimHash { get; init; }

    /// <summary>What somebody whom nobody knows yet is called.</summary>
    public required string NewcomerName { get; init; }

    public required NewSession Session { get; init; }

    /// <summary>Hash of the ticket with which somebody who has a second factor goes on.</summary>
    public required byte[] TicketHash { get; init; }
}

/// <summary>Somebody has signed in.</summary>
/// <param name="Person">Who.</param>
/// <param name="Ended">Sessions that ended by it: a newcomer's, whose phone now belongs to the person the claim was made for.</param>
/// <param name="Former">Whose sessions those were.</param>
public sealed record CompletedSignIn(PersonId Person, PersonId? Former, IReadOnlyList<SessionId> Ended)
{
    /// <summary>No session has begun: the second factor is still to be shown.</summary>
    public bool NeedsSecond { get; init; }

    /// <summary>Set when the session began on a device that the person had not used before.</summary>
    public NewDeviceNotice? NewDevice { get; init; }
}

/// <summary>A sign-in that its person is told of.</summary>
/// <param name="Device">What the device calls itself.</param>
/// <param name="PhoneSealed">Where to, when no other session is there to be told: the person's phone, encrypted.</param>
public sealed record NewDeviceNotice(string Device, byte[]? PhoneSealed);
