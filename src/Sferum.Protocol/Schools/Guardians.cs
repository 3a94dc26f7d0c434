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
