namespace Sferum.People;

/// <summary>A legal representative's consent for a student.</summary>
/// <param name="Id">The consent.</param>
/// <param name="StudentId">For whom.</param>
/// <param name="TextVersion">Version of the school's text; null when it was given on paper before there was one.</param>
/// <param name="GivenById">The representative, when known as a person.</param>
/// <param name="Paper">Where the paper lies; null when it was given here.</param>
/// <param name="GivenAt">When (Unix ms).</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it stands.</param>
public sealed record ConsentDto(Guid Id, Guid StudentId, int? TextVersion, Guid? GivenById, string? Paper, long GivenAt, long? WithdrawnAt);

/// <summary>What there is of a student.</summary>
/// <param name="Limited">Whether the student only reads, because a consent was withdrawn or a required one is missing.</param>
/// <param name="BirthDate">ISO date, if known.</param>
/// <param name="Consents">The latest first; at most 100.</param>
public sealed record StudentConsentsDto(bool Limited, DateOnly? BirthDate, IReadOnlyList<ConsentDto> Consents);

/// <summary>Give a consent (a guardian: name the version that was read), or record one that was given on paper (staff: say where it lies).</summary>
/// <param name="StudentId">For whom.</param>
/// <param name="Version">The version of the school's text that was read.</param>
/// <param name="Paper">Where the paper lies; 1 to 200 characters.</param>
/// <param name="GivenById">On paper: the representative, if known as a guardian of the student.</param>
public sealed record ConsentRequest(Guid StudentId, int? Version = null, string? Paper = null, Guid? GivenById = null);

/// <summary>Withdraw the consent that stands.</summary>
/// <param name="StudentId">For whom.</param>
/// <param name="Reason">Why, or the number of the paper; at most 500 characters.</param>
public sealed record ConsentWithdrawal(Guid StudentId, string? Reason = null);

/// <summary>When a student was born.</summary>
/// <param name="BirthDate">ISO date; null takes it back.</param>
public sealed record BirthDateRequest(DateOnly? BirthDate);

/// <summary>Students under 14, or of an age that nobody has noted, for whom no consent stands.</summary>
/// <param name="Students">By class and name; at most 200.</param>
public sealed record MissingConsentsDto(IReadOnlyList<StudentWithoutConsentDto> Students);

/// <summary>One of them.</summary>
/// <param name="StudentId">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="ClassTitle">The class.</param>
public sealed record StudentWithoutConsentDto(Guid StudentId, string Name, string ClassTitle);
