using Sferum.People;

namespace Sferum.Audit;

/// <summary>What an act leaves for the record. It is written in the transaction of the act, or the act did not happen (P14).</summary>
/// <param name="Act">What was done, as a dotted code: <c>invitation.created</c>. Each has its words in the text catalogues under <c>audit</c>.</param>
/// <param name="SubjectKind">What it was done to: <c>person</c>, <c>class</c>, <c>chat</c>, …</param>
/// <param name="Subject">The id of what it was done to.</param>
public sealed record AuditNote(string Act, string SubjectKind, Guid Subject)
{
    /// <summary>
    /// Whom the content is about: it is sealed under this person's key and becomes unreadable when the person is erased. Null: it tells nothing of
    /// anybody, and stays readable.
    /// </summary>
    public PersonId? Person { get; init; }

    /// <summary>How it was, as an object that JSON can hold; null when there was nothing.</summary>
    public object? Before { get; init; }

    /// <summary>How it is now; null when there is nothing any more.</summary>
    public object? After { get; init; }

    /// <summary>Why, in the words of whoever did it, or the number of the order.</summary>
    public string? Reason { get; init; }

    /// <summary>Something done to a person: sealed under that person's key.</summary>
    /// <param name="act">What was done.</param>
    /// <param name="person">To whom.</param>
    /// <returns>A note to be filled in.</returns>
    public static AuditNote About(string act, PersonId person) => new(act, "person", person.Value) { Person = person };
}
