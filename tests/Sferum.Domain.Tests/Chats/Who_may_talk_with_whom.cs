using Sferum.People;

namespace Sferum.Chats;

/// <summary>Direct chats as a table: who begins, with whom, and how they may talk.</summary>
public sealed class Who_may_talk_with_whom
{
    private static readonly Guid ClassA = Guid.CreateVersion7();
    private static readonly Guid ClassB = Guid.CreateVersion7();

    private static readonly Dictionary<string, DirectParty> People = new(StringComparer.Ordinal)
    {
        ["director"] = Person(Role.Director),
        ["admin"] = Person(Role.SchoolAdmin),
        ["teacher of A"] = Person(Role.ClassTeacher, teaches: [ClassA]),
        ["teacher of B"] = Person(Role.SubjectTeacher, teaches: [ClassB]),
        ["student of A"] = Person(Role.Student, homerooms: [ClassA]),
        ["other student of A"] = Person(Role.Student, homerooms: [ClassA]),
        ["student of B"] = Person(Role.Student, homerooms: [ClassB]),
        ["guardian of A"] = Person(Role.Guardian, homerooms: [ClassA]),
        ["other guardian of A"] = Person(Role.Guardian, homerooms: [ClassA]),
        ["teacher of B with a child in A"] = Person(Role.SubjectTeacher | Role.Guardian, homerooms: [ClassA], teaches: [ClassB]),
        ["officer"] = Person(Role.DistrictOfficer),
        ["operator"] = Person(Role.Operator),
        ["stranger"] = Person(Role.None),
    };

    [Theory]
    [InlineData("director", "admin", DirectVerdict.Free)]
    [InlineData("teacher of A", "teacher of B", DirectVerdict.Free)]
    [InlineData("teacher of B with a child in A", "teacher of A", DirectVerdict.Free)]
    [InlineData("teacher of A", "student of A", DirectVerdict.Supervised)]
    [InlineData("teacher of A", "student of B", DirectVerdict.Supervised)]
    [InlineData("student of A", "teacher of B", DirectVerdict.Supervised)]
    [InlineData("student of A", "director", DirectVerdict.Supervised)]
    [InlineData("student of A", "other student of A", DirectVerdict.Supervised)]
    [InlineData("student of A", "student of B", DirectVerdict.Supervised)]
    [InlineData("teacher of A", "guardian of A", DirectVerdict.Supervised)]
    [InlineData("guardian of A", "teacher of A", DirectVerdict.Supervised)]
    [InlineData("director", "guardian of A", DirectVerdict.Supervised)]
    [InlineData("guardian of A", "director", DirectVerdict.Never)]
    [InlineData("teacher of B", "guardian of A", DirectVerdict.Never)]
    [InlineData("guardian of A", "teacher of B", DirectVerdict.Never)]
    [InlineData("student of A", "guardian of A", DirectVerdict.Never)]
    [InlineData("guardian of A", "student of A", DirectVerdict.Never)]
    [InlineData("guardian of A", "other guardian of A", DirectVerdict.Never)]
    [InlineData("student of A", "officer", DirectVerdict.Never)]
    [InlineData("officer", "student of A", DirectVerdict.Never)]
    [InlineData("operator", "student of A", DirectVerdict.Never)]
    [InlineData("student of A", "stranger", DirectVerdict.Never)]
    [InlineData("stranger", "student of A", DirectVerdict.Never)]
    [InlineData("director", "stranger", DirectVerdict.Never)]
    [InlineData("director", "director", DirectVerdict.Never)]
    public void Paragraph_2_5_a_student_talks_under_supervision_and_never_with_an_adult_from_outside(string from, string to, DirectVerdict verdict) =>
        Assert.Equal(verdict, DirectChats.Decide(People[from], People[to]));

    [Fact]
    public void Nobody_talks_alone_with_a_student_whatever_the_pair() => Assert.All(
        People.Values.SelectMany(_ => People.Values, static (a, b) => (a, b)).Where(static p => p.a.IsStudent || p.b.IsStudent),
        static p => Assert.NotEqual(DirectVerdict.Free, DirectChats.Decide(p.a, p.b)));

    [Fact]
    public void The_class_teacher_supervises_and_where_that_is_one_of_the_two_a_head_does()
    {
        var (teacher, student, director) = (People["teacher of A"], People["student of A"], People["director"]);
        (Guid, PersonId)[] teachers = [(ClassA, teacher.Person)];

        Assert.Equal([teacher.Person], Supervisors(student, People["teacher of B"], teachers, director.Person));
        Assert.Equal([director.Person], Supervisors(student, teacher, teachers, director.Person));
        Assert.Empty(Supervisors(student, teacher, teachers));
        Assert.Empty(Supervisors(student, director, [], director.Person));
    }

    [Fact]
    public void Two_students_of_two_classes_are_supervised_by_the_teachers_of_both()
    {
        var (one, other) = (PersonId.New(), PersonId.New());

        Assert.Equal([one, other], Supervisors(People["student of A"], People["student of B"], [(ClassA, one), (ClassB, other)]));
        Assert.Equal([one], Supervisors(People["student of A"], People["student of B"], [(ClassA, one), (ClassB, one)]));
    }

    [Fact]
    public void A_guardian_is_supervised_where_the_child_is_taught()
    {
        var guardian = Person(Role.Guardian, homerooms: [ClassA, ClassB]);

        Assert.Equal([ClassB], DirectChats.SupervisedBy(guardian, People["teacher of B"]));
        Assert.Equal([ClassA], DirectChats.SupervisedBy(People["director"], guardian));
    }

    private static IReadOnlyList<PersonId> Supervisors(DirectParty one, DirectParty other, (Guid, PersonId)[] teachers, params PersonId[] heads) =>
        DirectChats.Supervisors(DirectChats.SupervisedBy(one, other), teachers, heads, one.Person, other.Person);

    private static DirectParty Person(Role roles, Guid[]? homerooms = null, Guid[]? teaches = null) => new()
    {
        Person = PersonId.New(), Roles = roles, Homerooms = homerooms ?? [], Learns = homerooms ?? [], Teaches = teaches ?? [],
    };
}
