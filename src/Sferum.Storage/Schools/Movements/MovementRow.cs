using System.Globalization;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A row of the table of movements.</summary>
internal sealed record MovementRow
{
    public const string Columns = """
        m.id AS Id, m.school_id AS SchoolId, m.person_id AS PersonId, p.display_name AS Name, m.kind AS Kind, m.status AS Status, m.order_number AS OrderNumber,
        m.ordered_on AS OrderedOn, m.effective_on AS EffectiveOn, m.until_on AS UntilOn, m.instead_of AS InsteadOf, m.from_class_id AS FromClass,
        m.to_class_id AS ToClass, m.section_id AS Section, m.release_id AS ReleaseId, m.failure AS Failure, m.created_by AS CreatedBy,
        m.created_at AS CreatedAt, m.applied_at AS AppliedAt, m.ended_at AS EndedAt, m.due_at AS DueAt
        """;

    private const string Day = "yyyy-MM-dd";

    public Guid Id { get; init; }

    public SchoolId SchoolId { get; init; }

    public PersonId PersonId { get; init; }

    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Status { get; init; } = "";

    public string OrderNumber { get; init; } = "";

    public string OrderedOn { get; init; } = "";

    public string EffectiveOn { get; init; } = "";

    public string? UntilOn { get; init; }

    public PersonId? InsteadOf { get; init; }

    public ClassId? FromClass { get; init; }

    public ClassId? ToClass { get; init; }

    public SectionId? Section { get; init; }

    public Guid? ReleaseId { get; init; }

    public string? Failure { get; init; }

    public PersonId CreatedBy { get; init; }

    public long CreatedAt { get; init; }

    public long? AppliedAt { get; init; }

    public long? EndedAt { get; init; }

    public long? DueAt { get; init; }

    public MovementKind What => MovementCodes.Kind(Kind)!.Value;

    public DateOnly Effective => Read(EffectiveOn);

    public DateOnly? Until => UntilOn is null ? null : Read(UntilOn);

    public static string Write(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>When it begins, in the school's zone.</summary>
    public long Begins(string zone) => SchoolDay.Begins(Effective, zone).ToUnixTimeMilliseconds();

    /// <summary>When it ends by itself: its last day is a whole day. Null when it does not.</summary>
    public long? Ends(string zone) => Until is { } last ? SchoolDay.Begins(last.AddDays(1), zone).ToUnixTimeMilliseconds() : null;

    public Movement Movement() => new()
    {
        Id = Id,
        School = SchoolId,
        Person = PersonId,
        Name = Name,
        Kind = What,
        Status = MovementCodes.Status(Status)!.Value,
        Order = new OrderFacts(OrderNumber, Read(OrderedOn), Effective),
        Until = Until,
        InsteadOf = InsteadOf,
        FromClass = FromClass,
        ToClass = ToClass,
        Section = Section,
        Failure = Failure,
        CreatedBy = CreatedBy,
        CreatedAt = CreatedAt,
        AppliedAt = AppliedAt,
        EndedAt = EndedAt,
    };

    private static DateOnly Read(string day) => DateOnly.ParseExact(day, Day, CultureInfo.InvariantCulture);
}
