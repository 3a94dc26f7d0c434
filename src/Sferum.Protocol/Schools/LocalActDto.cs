namespace Sferum.Schools;

/// <summary>A version of a local act.</summary>
/// <param name="Kind"><c>regulation</c>, or <c>consent</c>: the text that legal representatives consent to.</param>
/// <param name="Version">1, 2, … in the school and kind.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Text">Plain text or Markdown; null when it is a file, and in lists.</param>
/// <param name="HasFile">Whether it is a PDF: <c>/api/regulation/{version}/file</c>.</param>
/// <param name="CreatedAt">When it was drafted (Unix ms).</param>
/// <param name="ActivatedAt">When it came into force; null for a draft.</param>
/// <param name="RetiredAt">When the next version took its place.</param>
public sealed record LocalActDto(string Kind, int Version, string Title, string? Text, bool HasFile, long CreatedAt, long? ActivatedAt, long? RetiredAt);

/// <summary>All versions of a kind, the latest first.</summary>
/// <param name="Versions">Without texts; at most 200.</param>
public sealed record LocalActList(IReadOnlyList<LocalActDto> Versions);

/// <summary>A version to be drafted as a text.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Text">At most 100,000 characters.</param>
/// <param name="Kind"><c>regulation</c> or <c>consent</c>.</param>
public sealed record LocalActDraftDto(string Title, string Text, string? Kind = null);

/// <summary>Put a version into force.</summary>
/// <param name="Required">
/// Whether those who have not accepted the regulation find everything else closed; of a consent's text, whether students who need a consent and have none only read.
/// </param>
/// <param name="Kind"><c>regulation</c> or <c>consent</c>.</param>
public sealed record ActivateLocalActRequest(bool Required = false, string? Kind = null);

/// <summary>The version in force, for whoever is signed in.</summary>
/// <param name="Active">The version; null when there is none.</param>
/// <param name="AcceptedAt">When this person accepted it (Unix ms); null when not yet.</param>
/// <param name="Required">Whether everything else is closed until then; of a consent's text, whether students only read until then.</param>
public sealed record RegulationDto(LocalActDto? Active, long? AcceptedAt, bool Required);

/// <summary>Accept the regulation.</summary>
/// <param name="Version">The version that was read.</param>
public sealed record AcceptRegulationRequest(int Version);

/// <summary>Who has accepted the regulation in force and who has not.</summary>
/// <param name="Version">The version; null when there is none.</param>
/// <param name="Accepted">How many have.</param>
/// <param name="Missing">How many have not.</param>
/// <param name="People">Those asked for, by name; at most 100.</param>
/// <param name="Next">The cursor of the next page; null when there is none.</param>
public sealed record AcceptanceDto(int? Version, int Accepted, int Missing, IReadOnlyList<AcceptanceLineDto> People, string? Next);

/// <summary>One of them.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="AcceptedAt">When (Unix ms); null when not yet.</param>
public sealed record AcceptanceLineDto(Guid PersonId, string Name, long? AcceptedAt);
