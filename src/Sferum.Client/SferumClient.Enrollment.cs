using System.Globalization;
using Sferum.Schools;

namespace Sferum;

/// <content>Who learns and teaches where, in the school in which the session acts.</content>
public sealed partial class SferumClient
{
    /// <summary>Enrols a student in a class.</summary>
    /// <param name="classId">The class.</param>
    /// <param name="student">The student.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> EnrollInClassAsync(Guid classId, Guid student, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, $"/api/school/classes/{classId}/students/{student}", cancel);

    /// <summary>Ends a student's enrolment in a class.</summary>
    /// <param name="classId">The class.</param>
    /// <param name="student">The student.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> EndInClassAsync(Guid classId, Guid student, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Delete, $"/api/school/classes/{classId}/students/{student}", cancel);

    /// <summary>Enrols a student in a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="student">The student.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> EnrollInSectionAsync(Guid section, Guid student, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, $"/api/school/sections/{section}/students/{student}", cancel);

    /// <summary>Ends a student's enrolment in a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="student">The student.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> EndInSectionAsync(Guid section, Guid student, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Delete, $"/api/school/sections/{section}/students/{student}", cancel);

    /// <summary>Assigns a class teacher.</summary>
    /// <param name="classId">The class.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> AssignClassTeacherAsync(Guid classId, Guid teacher, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, $"/api/school/classes/{classId}/teachers/{teacher}", cancel);

    /// <summary>Ends a class teacher's assignment.</summary>
    /// <param name="classId">The class.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> UnassignClassTeacherAsync(Guid classId, Guid teacher, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Delete, $"/api/school/classes/{classId}/teachers/{teacher}", cancel);

    /// <summary>Assigns a teacher to a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> AssignTeacherAsync(Guid section, Guid teacher, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, $"/api/school/sections/{section}/teachers/{teacher}", cancel);

    /// <summary>Ends a teacher's assignment to a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> UnassignTeacherAsync(Guid section, Guid teacher, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Delete, $"/api/school/sections/{section}/teachers/{teacher}", cancel);

    /// <summary>A person's roles and places at the school, past and present.</summary>
    /// <param name="person">The person.</param>
    /// <param name="cursor"><see cref="PersonHistoryPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many lines at most; the server's choice when not given.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The page.</returns>
    public Task<Reply<PersonHistoryPage>> PersonHistoryAsync(Guid person, string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        SignedAsync<PersonHistoryPage>(HttpMethod.Get, $"/api/school/people/{person}/history{PageQuery(cursor, limit)}", cancel);

    /// <summary>Orders a movement.</summary>
    /// <param name="movement">What, to whom, from which day.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The movement; of a release with its code.</returns>
    public Task<Reply<MovementOrdered>> OrderMovementAsync(MovementRequest movement, CancellationToken cancel = default) =>
        SignedAsync<MovementOrdered>(HttpMethod.Post, "/api/school/movements", cancel, movement);

    /// <summary>Takes in a student whom another school has released.</summary>
    /// <param name="transfer">The code, the class, the order.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The movement.</returns>
    public Task<Reply<MovementOrdered>> TakeInAsync(TakeInRequest transfer, CancellationToken cancel = default) =>
        SignedAsync<MovementOrdered>(HttpMethod.Post, "/api/school/movements/transfers", cancel, transfer);

    /// <summary>Takes a planned movement back.</summary>
    /// <param name="movement">The movement.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether it is done.</returns>
    public Task<Reply<Done>> CancelMovementAsync(Guid movement, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/school/movements/{movement}/cancel", cancel);

    /// <summary>The school's movements, the newest first.</summary>
    /// <param name="person">Of this person only.</param>
    /// <param name="status"><c>planned</c>, <c>applied</c>, <c>cancelled</c> or <c>failed</c>; all when not given.</param>
    /// <param name="cursor"><see cref="MovementPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">How many at most; the server's choice when not given.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The page.</returns>
    public Task<Reply<MovementPage>> MovementsAsync(
        Guid? person = null, string? status = null, string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        SignedAsync<MovementPage>(
            HttpMethod.Get, "/api/school/movements" + PageQuery(cursor, limit, ("person", person?.ToString()), ("status", status)), cancel);

    private static string PageQuery(string? cursor, int? limit, params IEnumerable<(string Name, string? Value)> more)
    {
        IEnumerable<(string Name, string? Value)> all = [.. more, ("cursor", cursor), ("limit", limit?.ToString(CultureInfo.InvariantCulture))];
        var parts = all.Where(static p => p.Value is not null).Select(static p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
