using Sferum.Schools;

namespace Sferum;

/// <content>The structure of the school in which the session acts: years, classes, subjects, sections.</content>
public sealed partial class SferumClient
{
    /// <summary>The school's years, the newest first.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>At most 200.</returns>
    public Task<Reply<SchoolYearsDto>> SchoolYearsAsync(CancellationToken cancel = default) => SignedAsync<SchoolYearsDto>(HttpMethod.Get, "/api/school/years", cancel);

    /// <summary>Sets a school year.</summary>
    /// <param name="year">The calendar year in which it begins.</param>
    /// <param name="request">How it shall be.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The year.</returns>
    public Task<Reply<SchoolYearDto>> SetSchoolYearAsync(int year, SchoolYearRequest request, CancellationToken cancel = default) =>
        SignedAsync<SchoolYearDto>(HttpMethod.Put, $"/api/school/years/{year}", cancel, request);

    /// <summary>The parallels of the current year, or of another one.</summary>
    /// <param name="year">The year; null for the current one.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The parallels, with classes and students counted.</returns>
    public Task<Reply<ParallelsDto>> ParallelsAsync(int? year = null, CancellationToken cancel = default) =>
        SignedAsync<ParallelsDto>(HttpMethod.Get, "/api/school/parallels" + Query(("year", year)), cancel);

    /// <summary>Classes by title.</summary>
    /// <param name="year">Of which year; null for the current one.</param>
    /// <param name="grade">Of which parallel; null for all.</param>
    /// <param name="archived">Those in the archive.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">At most 200.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<ClassPageDto>> ClassesAsync(
        int? year = null, string? grade = null, bool archived = false, Guid? after = null, int? limit = null, CancellationToken cancel = default) =>
        SignedAsync<ClassPageDto>(
            HttpMethod.Get, "/api/school/classes" + Query(("year", year), ("grade", grade), ("archived", archived ? "true" : null), ("after", after), ("limit", limit)), cancel);

    /// <summary>One class, living or archived.</summary>
    /// <param name="id">The class.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The class.</returns>
    public Task<Reply<ClassDto>> ClassAsync(Guid id, CancellationToken cancel = default) => SignedAsync<ClassDto>(HttpMethod.Get, $"/api/school/classes/{id}", cancel);

    /// <summary>Makes a class with its chats.</summary>
    /// <param name="request">How it shall be.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The class.</returns>
    public Task<Reply<ClassDto>> CreateClassAsync(ClassRequest request, CancellationToken cancel = default) =>
        SignedAsync<ClassDto>(HttpMethod.Post, "/api/school/classes", cancel, request);

    /// <summary>Gives a class another title and grade.</summary>
    /// <param name="id">The class.</param>
    /// <param name="request">How it shall be.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The class.</returns>
    public Task<Reply<ClassDto>> ChangeClassAsync(Guid id, ClassRequest request, CancellationToken cancel = default) =>
        SignedAsync<ClassDto>(HttpMethod.Put, $"/api/school/classes/{id}", cancel, request);

    /// <summary>Puts a class without students into the archive.</summary>
    /// <param name="id">The class.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The class.</returns>
    public Task<Reply<ClassDto>> ArchiveClassAsync(Guid id, CancellationToken cancel = default) =>
        SignedAsync<ClassDto>(HttpMethod.Post, $"/api/school/classes/{id}/archive", cancel);

    /// <summary>Takes a class out of the archive.</summary>
    /// <param name="id">The class.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The class.</returns>
    public Task<Reply<ClassDto>> RestoreClassAsync(Guid id, CancellationToken cancel = default) =>
        SignedAsync<ClassDto>(HttpMethod.Post, $"/api/school/classes/{id}/restore", cancel);

    /// <summary>The catalogue of subjects.</summary>
    /// <param name="archived">Those in the archive.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<SubjectPageDto>> SubjectsAsync(bool archived = false, Guid? after = null, CancellationToken cancel = default) =>
        SignedAsync<SubjectPageDto>(HttpMethod.Get, "/api/school/subjects" + Query(("archived", archived ? "true" : null), ("after", after)), cancel);

    /// <summary>Adds a subject.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The subject.</returns>
    public Task<Reply<SubjectDto>> CreateSubjectAsync(string title, CancellationToken cancel = default) =>
        SignedAsync<SubjectDto>(HttpMethod.Post, "/api/school/subjects", cancel, new SubjectRequest(title));

    /// <summary>Renames a subject.</summary>
    /// <param name="id">The subject.</param>
    /// <param name="title">What it shall be called.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The subject.</returns>
    public Task<Reply<SubjectDto>> RenameSubjectAsync(Guid id, string title, CancellationToken cancel = default) =>
        SignedAsync<SubjectDto>(HttpMethod.Put, $"/api/school/subjects/{id}", cancel, new SubjectRequest(title));

    /// <summary>Puts a subject into the archive, or takes it out.</summary>
    /// <param name="id">The subject.</param>
    /// <param name="away">True to put it away.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The subject.</returns>
    public Task<Reply<SubjectDto>> ArchiveSubjectAsync(Guid id, bool away = true, CancellationToken cancel = default) =>
        SignedAsync<SubjectDto>(HttpMethod.Post, $"/api/school/subjects/{id}/{(away ? "archive" : "restore")}", cancel);

    /// <summary>The groups of a year.</summary>
    /// <param name="year">The year; null for the current one.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>At most 200.</returns>
    public Task<Reply<GroupsDto>> GroupsAsync(int? year = null, CancellationToken cancel = default) =>
        SignedAsync<GroupsDto>(HttpMethod.Get, "/api/school/groups" + Query(("year", year)), cancel);

    /// <summary>Sections by title.</summary>
    /// <param name="year">Of which year; null for the current one.</param>
    /// <param name="classId">Of which class; then of whatever year it is.</param>
    /// <param name="archived">Those in the archive.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<SectionPageDto>> SectionsAsync(int? year = null, Guid? classId = null, bool archived = false, Guid? after = null, CancellationToken cancel = default) =>
        SignedAsync<SectionPageDto>(
            HttpMethod.Get, "/api/school/sections" + Query(("year", year), ("class", classId), ("archived", archived ? "true" : null), ("after", after)), cancel);

    /// <summary>Makes a section with its study chat.</summary>
    /// <param name="request">How it shall be.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The section.</returns>
    public Task<Reply<SectionDto>> CreateSectionAsync(SectionRequest request, CancellationToken cancel = default) =>
        SignedAsync<SectionDto>(HttpMethod.Post, "/api/school/sections", cancel, request);

    /// <summary>Renames the group of a section.</summary>
    /// <param name="id">The section.</param>
    /// <param name="group">What the group shall be called.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The section.</returns>
    public Task<Reply<SectionDto>> RenameGroupAsync(Guid id, string group, CancellationToken cancel = default) =>
        SignedAsync<SectionDto>(HttpMethod.Put, $"/api/school/sections/{id}", cancel, new GroupRequest(group));

    /// <summary>Puts a section into the archive, or takes it out.</summary>
    /// <param name="id">The section.</param>
    /// <param name="away">True to put it away.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The section.</returns>
    public Task<Reply<SectionDto>> ArchiveSectionAsync(Guid id, bool away = true, CancellationToken cancel = default) =>
        SignedAsync<SectionDto>(HttpMethod.Post, $"/api/school/sections/{id}/{(away ? "archive" : "restore")}", cancel);

    /// <summary>What a rollover would do; changes nothing.</summary>
    /// <param name="request">How the year shall go over.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The preview, with the revision by which it is carried out.</returns>
    public Task<Reply<RolloverPreviewDto>> PreviewRolloverAsync(RolloverRequest request, CancellationToken cancel = default) =>
        SignedAsync<RolloverPreviewDto>(HttpMethod.Post, "/api/school/rollover/preview", cancel, request);

    /// <summary>Carries out the preview whose revision the request names.</summary>
    /// <param name="request">The request of the preview, with its revision.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The rollover.</returns>
    public Task<Reply<RolloverDto>> RollOverAsync(RolloverRequest request, CancellationToken cancel = default) =>
        SignedAsync<RolloverDto>(HttpMethod.Post, "/api/school/rollover", cancel, request);

    /// <summary>Takes a rollover back.</summary>
    /// <param name="id">The rollover.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The rollover.</returns>
    public Task<Reply<RolloverDto>> UndoRolloverAsync(Guid id, CancellationToken cancel = default) =>
        SignedAsync<RolloverDto>(HttpMethod.Post, $"/api/school/rollover/{id}/undo", cancel);

    /// <summary>The school's rollovers, the latest first.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>At most 200.</returns>
    public Task<Reply<RolloversDto>> RolloversAsync(CancellationToken cancel = default) => SignedAsync<RolloversDto>(HttpMethod.Get, "/api/school/rollover", cancel);

    private static string Query(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var query = new System.Text.StringBuilder();
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=')
                    .Append(Uri.EscapeDataString(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!));
            }
        }

        return query.ToString();
    }
}
