namespace Sferum.Schools;

public sealed class Forms_of_applications
{
    private static readonly ApplicationForm Good = new()
    {
        School = new SchoolCard
        {
            Name = "Школа № 7", TimeZone = "Asia/Anadyr", Address = "ул. Мира, 7", Email = "school7@example.org", Inn = "7707083893", Ogrn = "1027700132195",
        },
        Director = new NamedPerson("Орлова", "Анна", "Павловна", "+79010000001"),
        Admin = new NamedPerson("Ким", "Олег", null, "+79010000002"),
        ContactEmail = "office@example.org",
        Order = new OrderMark("12-о", new DateOnly(2026, 9, 1)),
        Locale = "ru",
    };

    public static TheoryData<string, ApplicationForm> Bad => new()
    {
        { "inn", Good with { School = Good.School with { Inn = null } } },
        { "ogrn", Good with { School = Good.School with { Ogrn = null } } },
        { "address", Good with { School = Good.School with { Address = " " } } },
        { "email", Good with { School = Good.School with { Email = null } } },
        { "timeZone", Good with { School = Good.School with { TimeZone = "Mars" } } },
        { "directorFamilyName", Good with { Director = Good.Director with { FamilyName = " " } } },
        { "directorPhone", Good with { Director = Good.Director with { Phone = "" } } },
        { "adminGivenName", Good with { Admin = Good.Admin with { GivenName = new string('а', 101) } } },
        { "adminMiddleName", Good with { Admin = Good.Admin with { MiddleName = "a\0" } } },
        { "contactEmail", Good with { ContactEmail = "office" } },
        { "contactEmail", Good with { ContactEmail = "Office <office@example.org>" } },
        { "contactEmail", Good with { ContactEmail = "office@example.org\r\nBcc: all@example.org" } },
        { "orderNumber", Good with { Order = Good.Order with { Number = " " } } },
        { "orderDate", Good with { Order = Good.Order with { Date = DateOnly.MinValue } } },
    };

    [Fact]
    public void Are_fine_with_every_field() => Assert.Null(Good.Tidy().Check());

    [Theory]
    [MemberData(nameof(Bad))]
    public void Name_the_field_that_can_not_be_so(string field, ApplicationForm form) => Assert.Equal(field, form.Tidy().Check()?.Args?["field"]);

    [Theory]
    [InlineData(ApplicationStatus.Approved, null, null)]
    [InlineData(ApplicationStatus.Returned, null, "reason")]
    [InlineData(ApplicationStatus.Rejected, "  ", "reason")]
    [InlineData(ApplicationStatus.Rejected, "Нет", null)]
    [InlineData(ApplicationStatus.Submitted, "Нет", "decision")]
    public void Are_decided_with_a_reason_unless_it_is_yes(ApplicationStatus status, string? reason, string? field) =>
        Assert.Equal(field, new ApplicationDecision(status, 1, reason).Check()?.Args?["field"]);

    [Fact]
    public void Say_nothing_of_whom_they_name() => Assert.DoesNotContain("7901", Good.Director.ToString() + new ApplicationReceipt(1, "x") + Good.Admin, StringComparison.Ordinal);
}
