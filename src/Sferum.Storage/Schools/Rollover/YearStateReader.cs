using System.Data.Common;
using Dapper;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Reads what lives in a school in one year: five statements in one round trip, whatever its size.</summary>
internal static class YearStateReader
{
    private const string Classes = "SELECT k.id FROM school_class k WHERE k.school_id = @school AND k.school_year = @year AND k.archived_at IS NULL";

    private const string Sections = $"""
        SELECT s.id FROM section s WHERE s.school_id = @school AND s.archived_at IS NULL
        AND (s.class_id IN ({Classes}) OR (s.class_id IS NULL AND s.school_year = @year))
        """;

    private const string Sql = $"""
        SELECT k.id AS id, k.title AS title, k.grade AS grade FROM school_class k WHERE k.id IN ({Classes}) ORDER BY k.title, k.id;
        SELECT s.id AS id, s.sourced_id AS sourcedId, s.title AS title, s.subject AS subject, s.subject_id AS subjectId, s.class_id AS class, s.grade AS grade,
          s.group_title AS groupTitle FROM section s WHERE s.id IN ({Sections}) ORDER BY s.title, s.id;
        SELECT e.id AS id, e.person_id AS person, e.class_id AS class, e.section_id AS section, e.role AS role, e.imported AS imported,
          e.suspended_by AS suspendedBy, e.given_by AS givenBy FROM enrollment e
        WHERE e.school_id = @school AND e.ended_at IS NULL AND (e.class_id IN ({Classes}) OR e.section_id IN ({Sections}));
        SELECT a.id AS id, a.person_id AS person FROM affiliation a WHERE a.school_id = @school AND a.role = 'student' AND a.ended_at IS NULL;
        SELECT k.title FROM school_class k WHERE k.school_id = @school AND k.school_year = @year + 1 AND k.archived_at IS NULL
        """;

    public static async Task<YearState> Read(DbConnection connection, DbTransaction? transaction, SchoolId school, int year, CancellationToken cancel)
    {
        await using var all = await connection.QueryMultipleAsync(
            new CommandDefinition(Sql, new { school, year }, transaction, commandTimeout: 60, cancellationToken: cancel));
        return new YearState
        {
            Year = year,
            Classes = [.. (await all.ReadAsync<ClassRead>()).Select(static c => new YearClass(c.Id, c.Title, c.Grade))],
            Sections = [.. (await all.ReadAsync<SectionRow>()).Select(static s => new YearSection(s.Id, s.SourcedId, s.Title, s.Subject, s.SubjectId, s.Class, s.Grade, s.GroupTitle))],
            Places = [.. (await all.ReadAsync<PlaceRow>()).Select(static p => new YearPlace(p.Id, p.Person, p.Class, p.Section, p.Role == "teacher", p.Imported != 0, p.SuspendedBy, p.GivenBy))],
            Students = [.. (await all.ReadAsync<StudentRow>()).Select(static s => new YearStudent(s.Id, s.Person))],
            Taken = [.. await all.ReadAsync<string>()],
        };
    }

    private sealed record ClassRead
    {
        public ClassId Id { get; init; }

        public string Title { get; init; } = "";

        public string? Grade { get; init; }
    }

    private sealed record SectionRow
    {
        public SectionId Id { get; init; }

        public string? SourcedId { get; init; }

        public string Title { get; init; } = "";

        public string Subject { get; init; } = "";

        public Guid? SubjectId { get; init; }

        public ClassId? Class { get; init; }

        public string? Grade { get; init; }

        public string GroupTitle { get; init; } = "";
    }

    private sealed record PlaceRow
    {
        public Guid Id { get; init; }

        public PersonId Person { get; init; }

        public ClassId? Class { get; init; }

        public SectionId? Section { get; init; }

        public string Role { get; init; } = "";

        public long Imported { get; init; }

        public Guid? SuspendedBy { get; init; }

        public Guid? GivenBy { get; init; }
    }

    private sealed record StudentRow
    {
        public Guid Id { get; init; }

        public PersonId Person { get; init; }
    }
}
