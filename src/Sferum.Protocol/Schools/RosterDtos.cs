namespace Sferum.Schools;

/// <summary>What an import into the own school would do, or has done.</summary>
/// <param name="Revision">The preview's name; whoever imports sends it.</param>
/// <param name="Version">Which OneRoster the file speaks: <c>1.1</c> or <c>1.2</c>.</param>
/// <param name="Orgs">The schools of the file.</param>
/// <param name="Counts">What changes, kind by kind; kinds of which nothing changes are missing.</param>
/// <param name="Problems">What is wrong with single rows; the first 200.</param>
/// <param name="ProblemCount">How many there are.</param>
/// <param name="Notes">What was passed over without being wrong.</param>
/// <param name="Refusal">Why the import would be refused as it is; null when it would not.</param>
public sealed record RosterPreviewDto(
    string Revision,
    string Version,
    IReadOnlyList<RosterOrgDto> Orgs,
    IReadOnlyList<RosterCountDto> Counts,
    IReadOnlyList<RosterProblemDto> Problems,
    int ProblemCount,
    IReadOnlyList<RosterNoteDto> Notes,
    RefusalDto? Refusal);

/// <summary>A school of the file.</summary>
/// <param name="SourcedId">Its id there.</param>
/// <param name="Name">What the file calls it.</param>
/// <param name="Match">How it is known to be the own school: <c>known</c> (an earlier file), <c>number</c> (INN or OGRN), <c>choice</c>; null when it is not the own school.</param>
public sealed record RosterOrgDto(string SourcedId, string Name, string? Match);

/// <summary>How many things of a kind change.</summary>
/// <param name="Kind"><c>school</c>, <c>people</c>, <c>classes</c>, <c>sections</c>, <c>roles</c>, <c>places</c>, <c>guardians</c>, <c>chats</c>.</param>
/// <param name="New">Made.</param>
/// <param name="Changed">Changed.</param>
/// <param name="Ended">Ended or archived.</param>
public sealed record RosterCountDto(string Kind, int New, int Changed, int Ended);

/// <summary>What is wrong with a row.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Column">The column; null when it is about the whole row.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Message">In the caller's language.</param>
public sealed record RosterProblemDto(string File, long Line, string? Column, string Code, string Message);

/// <summary>Something that was passed over.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Count">How often.</param>
/// <param name="Message">In the caller's language.</param>
public sealed record RosterNoteDto(string Code, int Count, string Message);
