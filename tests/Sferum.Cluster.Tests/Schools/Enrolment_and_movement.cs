using Sferum.District;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Enrolment, assignment and movement over HTTP, as a school's administrator does them, and as nobody else can.</summary>
public sealed class Enrolment_and_movement
{
    private static readonly DateOnly Yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);

    [Fact]
    public async Task Paragraph_2_1_9_a_student_is_enrolled_moved_and_found_in_the_history()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var (one, chat) = await district.Town.Class(school, teacher, []);
        var (two, _) = await district.Town.Class(school, teacher, [], "7В");
        var student = await district.Town.Person(school);
        await using var device = await Live.Witness.Join(await district.SignIn(student));

        (await admin.EnrollInClassAsync(one.Value, student.Value)).Must();
        await device.Until(d => d.Changes.Any(c => c.Added.Any(a => a.Id == chat.Value)));
        Assert.Equal("enrollment.has_class", (await admin.EnrollInClassAsync(two.Value, student.Value)).Refusal?.Code);
        var moved = (await admin.OrderMovementAsync(new MovementRequest("class_transfer", student.Value, "12-у", Yesterday, Yesterday, ClassId: two.Value))).Must();
        await device.Until(d => d.Changes.Any(c => c.Removed.Contains(chat.Value)));

        Assert.Equal(("applied", one.Value, two.Value), (moved.Movement.Status, moved.Movement.FromClassId, moved.Movement.ToClassId));
        var history = (await admin.PersonHistoryAsync(student.Value)).Must().Items;
        Assert.Equal(["7В", "7Б", null], history.Select(static l => l.Title));
        Assert.Equal(moved.Movement, (await admin.MovementsAsync(student.Value, "applied")).Must().Items.Single());
    }

    [Fact]
    public async Task Paragraph_2_1_13_a_student_changes_schools_with_a_code_and_both_schools_keep_their_record()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School("Школа № 1"), await district.Town.School("Школа № 2"));
        var (admin, receiver) = (await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin)), await district.SignIn(await district.Town.Person(other, Role.SchoolAdmin)));
        var student = await district.Town.Person(school);
        var (_, chat) = await district.Town.Class(school, await district.Town.Person(school, Role.ClassTeacher), [student]);
        var (next, nextChat) = await district.Town.Class(other, await district.Town.Person(other, Role.ClassTeacher), []);
        await district.FollowRoster(chat);
        var client = await district.SignIn(student);
        await using var device = await Live.Witness.Join(client);

        Assert.Equal("request.not_found", (await receiver.EnrollInClassAsync(next.Value, student.Value)).Refusal?.Code);
        var release = (await admin.OrderMovementAsync(new MovementRequest("release", student.Value, "12-у", Yesterday, Yesterday))).Must();
        var taken = (await receiver.TakeInAsync(new TakeInRequest(release.Code!, next.Value, "31-у", Yesterday, Yesterday))).Must();

        Assert.Equal(("transfer", "applied"), (taken.Movement.Kind, taken.Movement.Status));
        await device.Until(d => d.Changes.Any(c => c.Removed.Contains(chat.Value)));

        // The session has no place in the old school any more; the next token is for the new one.
        Assert.Equal(other.Value, (await client.MeAsync()).Must().SchoolId);
        (await client.HistoryAsync(nextChat.Value)).Must();
        Assert.Equal("request.not_found", (await client.HistoryAsync(chat.Value)).Refusal?.Code);
        Assert.Equal("applied", (await admin.MovementsAsync(student.Value)).Must().Items.Single().Status);
        Assert.Equal("31-у", (await receiver.MovementsAsync(student.Value)).Must().Items.Single().OrderNumber);
    }

    [Fact]
    public async Task Of_another_school_nothing_is_found()
    {
        await using var district = await TestDistrict.Start();
        var (school, other) = (await district.Town.School("Школа № 1"), await district.Town.School("Школа № 2"));
        var stranger = await district.SignIn(await district.Town.Person(other, Role.SchoolAdmin));
        var admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin));
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var student = await district.Town.Person(school);
        var (@class, _) = await district.Town.Class(school, teacher, [student]);
        var movement = (await admin.OrderMovementAsync(new MovementRequest("release", student.Value, "1", Yesterday, Yesterday))).Must().Movement.Id;

        string?[] swapped =
        [
            (await stranger.EnrollInClassAsync(@class.Value, student.Value)).Refusal?.Code,
            (await stranger.EndInClassAsync(@class.Value, student.Value)).Refusal?.Code,
            (await stranger.AssignClassTeacherAsync(@class.Value, teacher.Value)).Refusal?.Code,
            (await stranger.UnassignClassTeacherAsync(@class.Value, teacher.Value)).Refusal?.Code,
            (await stranger.PersonHistoryAsync(student.Value)).Refusal?.Code,
            (await stranger.CancelMovementAsync(movement)).Refusal?.Code,
            (await stranger.OrderMovementAsync(new MovementRequest("dismissal", student.Value, "1", Yesterday, Yesterday))).Refusal?.Code,
            (await stranger.EnrollInClassAsync(Guid.CreateVersion7(), Guid.CreateVersion7())).Refusal?.Code,
            (await stranger.PersonHistoryAsync(Guid.CreateVersion7())).Refusal?.Code,
            (await stranger.CancelMovementAsync(Guid.CreateVersion7())).Refusal?.Code,
        ];

        Assert.All(swapped, static code => Assert.Equal("request.not_found", code));
        Assert.Empty((await stranger.MovementsAsync(student.Value)).Must().Items);
    }

    [Theory]
    [InlineData(Role.Director)]
    [InlineData(Role.Administration)]
    [InlineData(Role.ClassTeacher)]
    [InlineData(Role.SubjectTeacher)]
    [InlineData(Role.Student)]
    [InlineData(Role.Guardian)]
    public async Task Nobody_but_the_administrator_enrols_assigns_or_moves(Role role)
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var caller = await district.SignIn(await district.Town.Person(school, role));
        var (@class, student) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        string?[] refused =
        [
            (await caller.EnrollInClassAsync(@class, student)).Refusal?.Code,
            (await caller.EndInClassAsync(@class, student)).Refusal?.Code,
            (await caller.EnrollInSectionAsync(@class, student)).Refusal?.Code,
            (await caller.EndInSectionAsync(@class, student)).Refusal?.Code,
            (await caller.AssignClassTeacherAsync(@class, student)).Refusal?.Code,
            (await caller.UnassignClassTeacherAsync(@class, student)).Refusal?.Code,
            (await caller.AssignTeacherAsync(@class, student)).Refusal?.Code,
            (await caller.UnassignTeacherAsync(@class, student)).Refusal?.Code,
            (await caller.PersonHistoryAsync(student)).Refusal?.Code,
            (await caller.MovementsAsync()).Refusal?.Code,
            (await caller.CancelMovementAsync(student)).Refusal?.Code,
            (await caller.OrderMovementAsync(new MovementRequest("dismissal", student, "1", Yesterday, Yesterday))).Refusal?.Code,
            (await caller.TakeInAsync(new TakeInRequest("0000-0000-0000-0000", @class, "1", Yesterday, Yesterday))).Refusal?.Code,
        ];

        Assert.All(refused, static code => Assert.Equal("request.denied", code));
    }
}
