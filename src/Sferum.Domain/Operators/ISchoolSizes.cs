using Sferum.People;
using Sferum.Schools;

namespace Sferum.Operators;

/// <summary>A school and its size.</summary>
/// <param name="Id">The school.</param>
/// <param name="Name">Its name.</param>
/// <param name="People">People with a role there.</param>
/// <param name="Classes">Classes that are not archived.</param>
/// <param name="Chats">Chats that are not archived, direct ones included.</param>
public sealed record SchoolSize(SchoolId Id, string Name, int People, int Classes, int Chats);

/// <summary>A page of schools.</summary>
/// <param name="Schools">By name.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record SchoolSizePage(IReadOnlyList<SchoolSize> Schools, SchoolId? Next);

/// <summary>The schools of the deployment with their sizes, for the operator: numbers, and nothing of what is in them.</summary>
public interface ISchoolSizes
{
    /// <summary>Most schools of a page.</summary>
    const int MaxPage = 50;

    /// <summary>A page of the schools that are not archived.</summary>
    /// <param name="caller">An operator; the right is looked up now.</param>
    /// <param name="after">The last school of the page before; null for the first page.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The page; refused when the caller may not.</returns>
    ValueTask<Outcome<SchoolSizePage>> Page(Caller caller, SchoolId? after, int limit, CancellationToken cancel);
}
