namespace Sferum.Schools;

/// <summary>A section as it is read.</summary>
internal sealed record SectionRead
{
    public const string Columns = """
        SELECT s.id AS id, s.title AS title, s.subject AS subject, s.subject_id AS subjectId, s.class_id AS class, s.grade AS grade, s.group_title AS groupTitle,
          s.school_year AS year, s.archived_at AS archivedAt,
          (SELECT count(*) FROM enrollment e WHERE e.section_id = s.id AND e.role = 'student' AND e.ended_at IS NULL) AS students,
          (SELECT count(*) FROM enrollment e WHERE e.section_id = s.id AND e.role = 'teacher' AND e.ended_at IS NULL) AS teachers
        FROM section s
        """;

    public SectionId Id { get; init; }

    public string Title { get; init; } = "";

    public string Subject { get; init; } = "";

    public Guid? SubjectId { get; init; }

    public ClassId? Class { get; init; }

    public string? Grade { get; init; }

    public string GroupTitle { get; init; } = "";

    public int Year { get; init; }

    public long? ArchivedAt { get; init; }

    public long Students { get; init; }

    public long Teachers { get; init; }

    public Section Section() => new()
    {
        Id = Id, Title = Title, Subject = Subject, SubjectId = SubjectId, Class = Class, Grade = Grade, Group = GroupTitle, Year = Year,
        ArchivedAt = StructureList.Time(ArchivedAt), Students = Students, Teachers = Teachers,
    };
}
