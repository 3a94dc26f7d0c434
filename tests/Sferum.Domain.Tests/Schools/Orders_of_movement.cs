using Sferum.People;

namespace Sferum.Schools;

public sealed class Orders_of_movement
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Fact]
    public void Paragraph_2_1_13_need_a_number_and_a_date()
    {
        Assert.Null(Order(MovementKind.Dismissal).Check());
        Assert.Equal("orderNumber", Field(Order(MovementKind.Dismissal) with { Order = new OrderFacts("  ", Day, Day) }));
        Assert.Equal("orderNumber", Field(Order(MovementKind.Dismissal) with { Order = new OrderFacts(new string('1', 51), Day, Day) }));
        Assert.Equal("effectiveOn", Field(Order(MovementKind.Dismissal) with { Order = new OrderFacts("1", Day, Day.AddYears(10)) }));
    }

    [Fact]
    public void Name_what_their_kind_needs_and_nothing_else()
    {
        Assert.Equal("kind", Field(Order(MovementKind.Transfer)));
        Assert.Equal("classId", Field(Order(MovementKind.ClassTransfer)));
        Assert.Null((Order(MovementKind.ClassTransfer) with { ToClass = ClassId.New() }).Check());
        Assert.Equal("classId", Field(Order(MovementKind.Leave) with { ToClass = ClassId.New() }));
        Assert.Equal("until", Field(Order(MovementKind.Substitution) with { InsteadOf = PersonId.New() }));
        Assert.Equal("insteadOf", Field(Order(MovementKind.Substitution) with { Until = Day }));
        Assert.Equal("sectionId", Field(Order(MovementKind.Leave) with { Section = SectionId.New() }));
        Assert.Null((Order(MovementKind.Substitution) with { Until = Day, InsteadOf = PersonId.New(), Section = SectionId.New() }).Check());
        Assert.Null((Order(MovementKind.Leave) with { Until = Day.AddDays(14) }).Check());
        Assert.Equal("until", Field(Order(MovementKind.Leave) with { Until = Day.AddDays(-1) }));
        Assert.Equal("until", Field(Order(MovementKind.Dismissal) with { Until = Day }));
    }

    [Fact]
    public void Nobody_substitutes_for_oneself()
    {
        var order = Order(MovementKind.Substitution) with { Until = Day };

        Assert.Equal("insteadOf", Field(order with { InsteadOf = order.Person }));
    }

    [Fact]
    public void Have_a_code_for_each_kind_and_status()
    {
        Assert.All(Enum.GetValues<MovementKind>(), kind => Assert.Equal(kind, MovementCodes.Kind(kind.Code())));
        Assert.All(Enum.GetValues<MovementStatus>(), status => Assert.Equal(status, MovementCodes.Status(status.Code())));
        Assert.Null(MovementCodes.Kind("expulsion"));
        Assert.Null(MovementCodes.Status(null));
    }

    private static MovementOrder Order(MovementKind kind) => new() { Kind = kind, Person = PersonId.New(), Order = new OrderFacts("147-у", Day, Day) };

    private static string? Field(MovementOrder order) => order.Check()?.Args?["field"];
}
