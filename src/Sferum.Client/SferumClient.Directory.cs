using Sferum.Schools;

namespace Sferum;

/// <content>Who is at the school in which the session acts, and what waits there.</content>
public sealed partial class SferumClient
{
    /// <summary>People of the school by family name; a class teacher sees the own class and its guardians.</summary>
    /// <param name="words">Beginnings of names, in any order; at most 100 characters.</param>
    /// <param name="role">A role's code, or <c>staff</c>.</param>
    /// <param name="class">Who learns in this class.</param>
    /// <param name="section">Who learns in this section.</param>
    /// <param name="asTeachers">Of the class or section: who teaches there instead.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">At most 200.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<DirectoryPageDto>> PeopleAsync(
        string? words = null,
        string? role = null,
        Guid? @class = null,
        Guid? section = null,
        bool asTeachers = false,
        Guid? after = null,
        int? limit = null,
        CancellationToken cancel = default) => SignedAsync<DirectoryPageDto>(
            HttpMethod.Get,
            "/api/school/people" + Query(
                ("words", words), ("role", role), ("class", @class), ("section", section), ("as", asTeachers ? "teacher" : null), ("after", after), ("limit", limit)),
            cancel);

    /// <summary>One of them.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The person, without a phone.</returns>
    public Task<Reply<SchoolPersonDto>> PersonAsync(Guid person, CancellationToken cancel = default) =>
        SignedAsync<SchoolPersonDto>(HttpMethod.Get, $"/api/school/people/{person}", cancel);

    /// <summary>Class teachers of a class, and the teachers of its sections.</summary>
    /// <param name="classId">Which class.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By family name; at most 200.</returns>
    public Task<Reply<TeachersOfClassDto>> TeachersAsync(Guid classId, CancellationToken cancel = default) =>
        SignedAsync<TeachersOfClassDto>(HttpMethod.Get, $"/api/school/classes/{classId}/teachers", cancel);

    /// <summary>How many students of each class of the current year are in the roster, invited, registered and active.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By title; at most 200 classes.</returns>
    public Task<Reply<CoverageDto>> CoverageAsync(CancellationToken cancel = default) => SignedAsync<CoverageDto>(HttpMethod.Get, "/api/school/coverage", cancel);

    /// <summary>What waits for the caller, counted, with the age of the oldest.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A line for each kind of which something waits.</returns>
    public Task<Reply<WaitingDto>> WaitingAsync(CancellationToken cancel = default) => SignedAsync<WaitingDto>(HttpMethod.Get, "/api/school/waiting", cancel);
}
