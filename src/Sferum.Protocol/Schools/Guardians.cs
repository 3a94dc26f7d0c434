namespace Sferum.Schools;

/// <summary>A guardian's link to be made.</summary>
/// <param name="ChatId">The guardians' chat of a class.</param>
/// <param name="StudentId">A child of that class.</param>
/// <param name="Cap">How many people may use it, 1 to 10; 2 when not given.</param>
/// <param name="Hours">How long it lives; 7 days when not given, 30 at most.</param>
public sealed record NewGuardianLinkDto(Guid ChatId, Guid StudentId, int? Cap = null, int? Hours = null);

/// <summary>What is decided about somebody who says to be a child's guardian.</summary>
/// <param name="Accept">Confirmed, or not.</param>
/// <param name="Reason">Why not, at most 500 characters; a rejection needs it.</param>
public sealed record DecideGuardianDto(bool Accept, string? Reason = null);

/// <summary>A guardian of a child.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="Since">Since when (Unix ms).</param>
public sealed record GuardianDto(Guid PersonId, string Name, long Since);

/// <summary>Guardians of a child.</summary>
/// <param name="Guardians">By name; at most 50.</param>
public sealed record GuardianListDto(IReadOnlyList<GuardianDto> Guardians);

/// <summary>Somebody is a child's guardian no longer.</summary>
/// <param name="GuardianId">Who.</param>
/// <param name="StudentId">The child.</param>
/// <param name="Reason">Why, at most 500 characters; nobody but the guardian may leave it out.</param>
public sealed record EndGuardianshipDto(Guid GuardianId, Guid StudentId, string? Reason = null);

/// <summary>A guardian's children at the school.</summary>
/// <param name="ConsentVersion">Version of the text (<c>/api/regulation?kind=consent</c>) that a guardian consents to; null while there is none.</param>
/// <param name="Children">By name; at most 50.</param>
public sealed record OwnChildrenDto(int? ConsentVersion, IReadOnlyList<OwnChildDto> Children);

/// <summary>One of them.</summary>
/// <param name="StudentId">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="ClassTitle">The class.</param>
/// <param name="Limited">Whether the child only reads, for want of a consent.</param>
/// <param name="NeedsConsent">Whether a consent is needed (under 14, or of an age that nobody has noted) and none stands: <c>POST /api/consents</c>.</param>
/// <param name="GivenAt">Since when a consent stands (Unix ms); null when none does.</param>
public sealed record OwnChildDto(Guid StudentId, string Name, string ClassTitle, bool Limited, bool NeedsConsent, long? GivenAt);
