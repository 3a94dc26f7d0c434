using System.Text.Json;

namespace Sferum.Audit;

/// <summary>A page of the record of what was done, the newest first.</summary>
/// <param name="Entries">At most 100.</param>
/// <param name="Next">The cursor of the next page; null when there is none.</param>
public sealed record AuditPageDto(IReadOnlyList<AuditEntryDto> Entries, string? Next);

/// <summary>A kind of act.</summary>
/// <param name="Act">A dotted code.</param>
/// <param name="Words">What it says.</param>
public sealed record AuditActDto(string Act, string Words);

/// <summary>Every kind of act that the record can hold.</summary>
/// <param name="Acts">By code.</param>
public sealed record AuditActsDto(IReadOnlyList<AuditActDto> Acts);

/// <summary>Something that was done.</summary>
/// <param name="Number">Its place in the chain of the school.</param>
/// <param name="At">When (Unix ms).</param>
/// <param name="Act">A dotted code.</param>
/// <param name="Words">What the code says, in the language of the request.</param>
/// <param name="ActorId">Who did it; null for the system itself.</param>
/// <param name="ActorName">The name; null for the system and for people who are erased.</param>
/// <param name="SubjectKind">To what kind of thing: <c>person</c>, <c>class</c>, <c>chat</c>, …</param>
/// <param name="SubjectId">To what.</param>
/// <param name="SubjectName">What it is called now; null when it has no name, or none any more.</param>
/// <param name="Content"><c>open</c>; <c>erased</c> when whom it was about is erased; <c>unreadable</c> when it can't be opened although it should.</param>
/// <param name="Before">How it was; null when there was nothing, or nothing can be read.</param>
/// <param name="After">How it became.</param>
/// <param name="Reason">Why, or the number of the order.</param>
public sealed record AuditEntryDto(
    long Number,
    long At,
    string Act,
    string Words,
    Guid? ActorId,
    string? ActorName,
    string SubjectKind,
    Guid SubjectId,
    string? SubjectName,
    string Content,
    JsonElement? Before,
    JsonElement? After,
    string? Reason);
