namespace Sferum.Schools;

/// <summary>The structure of a school as it stands on the wire.</summary>
internal static class StructureWire
{
    public static SchoolYearDto Dto(SchoolYear y) => new(y.Year, y.Begins, y.Ends, y.IsCurrent);

    public static ClassDto Dto(SchoolClass c) => new(c.Id.Value, c.Title, c.Grade, c.Year, Ms(c.ArchivedAt), c.Students, c.Teachers, c.GuardiansChat?.Value);

    public static SubjectDto Dto(Subject s) => new(s.Id, s.Title, Ms(s.ArchivedAt));

    public static SectionDto Dto(Section s) => new()
    {
        Id = s.Id.Value, Title = s.Title, Subject = s.Subject, SubjectId = s.SubjectId, ClassId = s.Class?.Value, Grade = s.Grade, Group = s.Group, Year = s.Year,
        ArchivedAt = Ms(s.ArchivedAt), Students = s.Students, Teachers = s.Teachers,
    };

    private static long? Ms(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();
}
