using Sferum.People;

namespace Sferum.Schools;

public sealed class Links_of_schools
{
    private static readonly NewInvitation OfStudents = new(InvitationKind.Student, Role.None, ClassId.New(), null, null);
    private static readonly NewInvitation OfStaff = new(InvitationKind.Staff, Role.SubjectTeacher, null, null, null);

    [Fact]
    public void Live_72_hours_for_staff_and_a_week_for_students_when_nothing_else_is_said()
    {
        Assert.Equal((TimeSpan.FromHours(72), TimeSpan.FromDays(7)), (OfStaff.Lives, OfStudents.Lives));
        Assert.Null(OfStaff.Check());
        Assert.Null(OfStudents.Check());
    }

    [Theory]
    [InlineData(0, null, "cap")]
    [InlineData(-1, null, "cap")]
    [InlineData(1001, null, "cap")]
    [InlineData(null, 0, "hours")]
    [InlineData(null, 31 * 24, "hours")]
    public void Are_bounded(int? cap, int? hours, string field) =>
        Assert.Equal(field, (OfStudents with { Cap = cap, Life = hours is { } h ? TimeSpan.FromHours(h) : null }).Check()?.Args?["field"]);

    [Fact]
    public void Of_staff_live_a_week_at_most() => Assert.Equal("hours", (OfStaff with { Life = TimeSpan.FromHours(169) }).Check()?.Args?["field"]);

    [Theory]
    [InlineData(Role.ClassTeacher, true)]
    [InlineData(Role.SubjectTeacher, true)]
    [InlineData(Role.Administration, true)]
    [InlineData(Role.SchoolAdmin, false)]
    [InlineData(Role.Director, false)]
    [InlineData(Role.Operator, false)]
    [InlineData(Role.DistrictOfficer, false)]
    [InlineData(Role.Student, false)]
    [InlineData(Role.Guardian, false)]
    [InlineData(Role.None, false)]
    [InlineData(Role.ClassTeacher | Role.Director, false)]
    public void Paragraph_2_1_6_grant_staff_three_roles_and_never_an_administrators(Role role, bool granted) =>
        Assert.Equal(granted ? null : Refusals.InvitationRole, (OfStaff with { Role = role }).Check());

    [Fact]
    public void Of_students_name_a_class_and_no_role()
    {
        Assert.Equal("classId", (OfStudents with { Class = null }).Check()?.Args?["field"]);
        Assert.Equal(Refusals.InvitationRole, (OfStudents with { Role = Role.SchoolAdmin }).Check());
        Assert.Equal("classId", (OfStaff with { Class = ClassId.New() }).Check()?.Args?["field"]);
    }

    [Theory]
    [InlineData("Снегов", "Артём", null, null)]
    [InlineData("Римский-Корсаков", "Николай", "Андреевич", null)]
    [InlineData("О’Нил", "Жан Поль", null, null)]
    [InlineData("Мамедов", "Али", "Гусейн оглы", null)]
    [InlineData("", "Артём", null, "familyName")]
    [InlineData("Снегов", " ", null, "givenName")]
    [InlineData("Снегов1", "Артём", null, "familyName")]
    [InlineData("-Снегов", "Артём", null, "familyName")]
    [InlineData("Снегов", "<b>", null, "givenName")]
    [InlineData("Снегов", "Арт\u202Eём", null, "givenName")]
    [InlineData("Снегов", "Артём", "Иг\u0000оревич", "middleName")]
    [InlineData("Снегов", "Арт\uD800ём", null, "givenName")]
    public void Take_names_of_people_and_nothing_else(string family, string given, string? middle, string? wrong) =>
        Assert.Equal(wrong, new ApplicantName(family, given, middle).Tidy().Check()?.Args?["field"]);

    [Fact]
    public void Bring_names_in_as_the_roster_does()
    {
        var name = new ApplicantName("  Снегов ", " Артём", " ").Tidy();
        Assert.Equal(("Снегов", "Артём", null), (name.Family, name.Given, name.Middle));
        var adult = new ApplicantName("Снегов", "Артём", "Игоревич");
        Assert.Equal(("Снегов Артём", "Снегов Артём Игоревич"), (adult.Display(student: true), adult.Display(student: false)));
        Assert.Equal("familyName", new ApplicantName(new string('а', 61), "Артём", null).Check()?.Args?["field"]);
    }

    [Theory]
    [InlineData("5_0190a5b2c3d4e5f60718293a4b5c6d7e", true)]
    [InlineData("-5_0190a5b2c3d4e5f60718293a4b5c6d7e", false)]
    [InlineData("5", false)]
    [InlineData("5_x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Are_paged_by_a_cursor_that_is_ours(string? text, bool ours)
    {
        Assert.Equal(ours, TimeCursor.Parse(text) is not null);
        Assert.Equal(ours ? text : "", TimeCursor.Parse(text)?.ToString() ?? "");
    }
}
