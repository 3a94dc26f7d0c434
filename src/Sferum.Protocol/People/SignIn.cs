namespace Sferum.People;

/// <summary>Ask for a one-time code by SMS. The answer is the same for known and unknown phones.</summary>
/// <param name="Phone">As the person writes it; 8…, +7… and bare ten digits are understood.</param>
public sealed record CodeRequest(string Phone);

/// <summary>A code was sent, or would have been.</summary>
/// <param name="AttemptId">Names this attempt in <see cref="ConfirmRequest"/>.</param>
/// <param name="ExpiresInSeconds">How long the code lives.</param>
/// <param name="ResendInSeconds">When another may be asked for.</param>
public sealed record CodeSent(Guid AttemptId, int ExpiresInSeconds, int ResendInSeconds);

/// <summary>Answer with the code, and with a claim when one comes for the first time.</summary>
/// <param name="AttemptId">From <see cref="CodeSent"/>.</param>
/// <param name="Code">Six digits.</param>
/// <param name="Claim">A personal one-time claim code or link secret: binds the phone to the person it was made for.</param>
/// <param name="Device">What to call this device in the list of sessions; at most 80 characters.</param>
/// <param name="DeviceId">
/// A random text that this device makes once and keeps, 16 to 64 characters: by it the server knows the device again. From one that it does not know, it tells the person's
/// other sessions.
/// </param>
public sealed record ConfirmRequest(Guid AttemptId, string Code, string? Claim = null, string? Device = null, string? DeviceId = null);

/// <summary>
/// Exchange a refresh token for the next pair. A token used twice ends its whole family; the same successor is returned within 10 s, and to the exchange
/// that used the token however late it asks again.
/// </summary>
/// <param name="RefreshToken">The latest refresh token.</param>
/// <param name="SchoolId">Act in this school from now on; the empty id stands for the whole deployment; null keeps the current place.</param>
/// <param name="ExchangeId">
/// A secret name of this exchange, 22 to 64 characters, made at random by the device before it asks and given again when the answer was lost. Without it a lost answer
/// can be asked for again within 10 s only.
/// </param>
public sealed record RefreshRequest(string RefreshToken, Guid? SchoolId = null, string? ExchangeId = null);

/// <summary>A signed-in session.</summary>
/// <param name="AccessToken">Bearer token for HTTP and the hub.</param>
/// <param name="ExpiresInSeconds">Its life; at most 600.</param>
/// <param name="RefreshToken">For the next pair; keep it secret.</param>
/// <param name="Me">Who signed in and where they act.</param>
public sealed record SignedIn(string AccessToken, int ExpiresInSeconds, string RefreshToken, Me Me);

/// <summary>The signed-in person.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Display name.</param>
/// <param name="SessionId">This session.</param>
/// <param name="SchoolId">The school the session acts in; null for people of the whole deployment and for those without an affiliation yet.</param>
/// <param name="Roles">Role codes held there.</param>
/// <param name="Affiliations">Every place this person may act in.</param>
/// <param name="NeedsSecondFactor">
/// The session may do nothing yet but take or show a second factor (<c>/api/second-factor</c>): everything else is refused (<c>second_factor.needed</c>).
/// </param>
/// <param name="RegulationPending">The version of the school's regulation that the person has not accepted yet; null when there is none.</param>
/// <param name="ConsentsPending">For how many of one's own children at the school a consent waits (<c>/api/children</c>).</param>
public sealed record Me(
    Guid PersonId,
    string Name,
    Guid SessionId,
    Guid? SchoolId,
    IReadOnlyList<string> Roles,
    IReadOnlyList<AffiliationDto> Affiliations,
    bool NeedsSecondFactor = false,
    int? RegulationPending = null,
    int ConsentsPending = 0);

/// <summary>A place a person acts in.</summary>
/// <param name="SchoolId">The school; null for the whole deployment.</param>
/// <param name="SchoolName">Its name; null for the whole deployment.</param>
/// <param name="Roles">Role codes held there.</param>
public sealed record AffiliationDto(Guid? SchoolId, string? SchoolName, IReadOnlyList<string> Roles);

/// <summary>One line of the list of sessions.</summary>
/// <param name="Id">The session.</param>
/// <param name="Device">What it was called at sign-in.</param>
/// <param name="CreatedAt">Signed in at (Unix ms).</param>
/// <param name="LastUsedAt">Last refreshed at (Unix ms).</param>
/// <param name="Current">Whether it is the one that asks.</param>
/// <param name="NewDevice">Whether it began on a device that the person had not used before.</param>
public sealed record SessionDto(Guid Id, string Device, long CreatedAt, long LastUsedAt, bool Current, bool NewDevice = false);

/// <summary>The list of one's own live sessions, the latest used first.</summary>
/// <param name="Sessions">At most 100.</param>
public sealed record SessionList(IReadOnlyList<SessionDto> Sessions);

/// <summary>End all of one's own sessions.</summary>
/// <param name="ExceptThis">Whether the one that asks stays.</param>
public sealed record EndAllRequest(bool ExceptThis = false);

/// <summary>The person has signed in from a device that was not known: told to the person's other sessions.</summary>
/// <param name="SessionId">The session that began there: it can be ended.</param>
/// <param name="Device">What the device calls itself.</param>
/// <param name="At">When (Unix ms).</param>
public sealed record NewDevice(Guid SessionId, string Device, long At);

/// <summary>The session of this connection has ended.</summary>
/// <param name="Reason"><c>revoked</c>, <c>replayed</c> or <c>signed_out</c>.</param>
public sealed record SignedOut(string Reason);

/// <summary>Demo mode only: somebody a visitor may be.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">Main role code.</param>
/// <param name="Place">School and class, for the page.</param>
public sealed record DemoPersonDto(Guid PersonId, string Name, string Role, string Place);

/// <summary>Demo mode only: whom a visitor may be.</summary>
/// <param name="People">A few people of each role.</param>
public sealed record DemoPeople(IReadOnlyList<DemoPersonDto> People);

/// <summary>Demo mode only: become this person.</summary>
/// <param name="PersonId">One of the listed people.</param>
public sealed record DemoSignInRequest(Guid PersonId);
