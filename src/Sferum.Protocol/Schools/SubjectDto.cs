namespace Sferum.Schools;

/// <summary>A subject of the school's catalogue.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="ArchivedAt">When it went into the archive; null for a living subject.</param>
public sealed record SubjectDto(Guid Id, string Title, long? ArchivedAt);

/// <summary>A page of subjects, by title.</summary>
/// <param name="Items">At most 200.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last one.</param>
public sealed record SubjectPageDto(IReadOnlyList<SubjectDto> Items, Guid? Next);

/// <summary>What a subject shall be called.</summary>
/// <param name="Title">1 to 100 characters; once in the catalogue.</param>
public sealed record SubjectRequest(string Title);
