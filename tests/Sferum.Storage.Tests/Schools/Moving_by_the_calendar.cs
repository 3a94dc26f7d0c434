using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Moving_by_the_calendar_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Moving_by_the_calendar<PostgreSqlStore>(shared);

public sealed class Moving_by_the_calendar_on_SQLite(SharedStore<SqliteStore> shared) : Moving_by_the_calendar<SqliteStore>(shared);

/// <summary>Movements that take effect on their day, and end on their last. It is noon in Moscow.</summary>
public abstract class Moving_by_the_calendar<TStore>(SharedStore<TStore> shared) : MovementTests<TStore>(shared)
    where TStore : Store, new()
{
    private static readonly DateOnly Tomorrow = Today.AddDays(1);

    [Theory]
    [InlineData("Europe/Moscow", 21)]
    [InlineData("Asia/Kamchatka", 12)]
    [InlineData("Europe/Kaliningrad", 22)]
    public async Task Paragraph_2_1_13_takes_effect_at_midnight_of_the_schools_zone_and_never_before(string zone, int hour)
    {
        await Town.Run("UPDATE school SET time_zone = @zone WHERE id = @School", new { zone, School });
        var student = await Student();
        var planned = (await Move(MovementKind.Dismissal, student, Tomorrow)).Value.Value.Movement;
        Assert.Equal(MovementStatus.Planned, planned.Status);

        Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, hour, 0, 0, TimeSpan.Zero).AddMilliseconds(-1));
        await Rounds();
        await Schedule.Apply(planned.Id, default);
        Assert.Equal(MovementStatus.Planned, (await Found(planned.Id)).Status);
        Assert.Equal(["student"], await RolesOf(student));

        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Rounds();
        Assert.Equal(MovementStatus.Applied, (await Found(planned.Id)).Status);
        Assert.Empty(await RolesOf(student));
        Assert.Equal(["movement.planned", "movement.applied"], await Recorded());
    }

    [Fact]
    public async Task A_school_that_moves_west_in_between_does_not_make_it_early()
    {
        await Town.Run("UPDATE school SET time_zone = 'Asia/Kamchatka' WHERE id = @School", new { School });
        var student = await Student();
        var planned = (await Move(MovementKind.Dismissal, student, Tomorrow)).Value.Value.Movement;
        await Town.Run("UPDATE school SET time_zone = 'Europe/Moscow' WHERE id = @School", new { School });

        Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await Rounds();
        Assert.Equal(MovementStatus.Planned, (await Found(planned.Id)).Status);

        Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, 21, 0, 0, TimeSpan.Zero));
        await Rounds();
        Assert.Equal(MovementStatus.Applied, (await Found(planned.Id)).Status);
    }

    [Fact]
    public async Task Paragraph_2_1_13_a_substitute_has_the_sections_of_an_absent_teacher_until_the_last_day_and_not_after()
    {
        var (absent, substitute) = (await Teacher(), await Teacher(Role.ClassTeacher));
        var (one, two) = (await Town.Section(School), await Town.Section(School));
        await Assignments.Assign(Admin, one, absent, default);
        await Assignments.Assign(Admin, two, absent, default);
        await Assignments.Assign(Admin, two, substitute, default);
        await Move(MovementKind.Leave, absent);
        var chat = await Town.Chat(School, ChatKind.Study, section: one);

        var movement = (await Move(MovementKind.Substitution, substitute, until: Tomorrow, insteadOf: absent)).Value.Value.Movement;
        Assert.Equal([substitute], await In(chat));
        Assert.Equal(2, (await SectionsOf(substitute)).Count);

        Clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 20, 59, 59, TimeSpan.Zero));
        await Rounds();
        Assert.Equal([substitute], await In(chat));

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Rounds();
        Assert.Empty(await In(chat));
        Assert.Equal([two.Value], await SectionsOf(substitute));
        Assert.Equal(["class_teacher", "subject_teacher"], await RolesOf(substitute));
        Assert.NotNull((await Found(movement.Id)).EndedAt);
        Assert.Equal("movement.ended", (await Recorded())[^1]);
    }

    [Fact]
    public async Task A_substitute_gets_one_section_when_one_is_named_and_nothing_where_there_is_nothing()
    {
        var (absent, substitute, section) = (await Teacher(), await Teacher(), await Town.Section(School));
        await Assignments.Assign(Admin, section, absent, default);
        await Assignments.Assign(Admin, await Town.Section(School), absent, default);

        await Move(MovementKind.Substitution, substitute, until: Today, insteadOf: absent, section: section);

        Assert.Equal([section.Value], await SectionsOf(substitute));
        Assert.Equal(Refusals.NothingToSubstitute, (await Move(MovementKind.Substitution, absent, until: Today, insteadOf: await Teacher())).Refusal);
    }

    [Fact]
    public async Task A_leave_with_a_last_day_ends_by_itself()
    {
        var student = await Student();
        await Move(MovementKind.Leave, student, until: Tomorrow);
        Assert.Empty(await RolesOf(student));

        Clock.Advance(TimeSpan.FromDays(2));
        await Rounds();

        Assert.Equal(["student"], await RolesOf(student));
    }

    [Fact]
    public async Task What_can_not_take_effect_on_its_day_fails_with_the_reason_and_changes_nothing()
    {
        var (student, old, next) = (await Student(), await Town.Class(School), await Town.Class(School));
        await Enrollments.Enroll(Admin, old, student, default);
        var planned = (await Move(MovementKind.ClassTransfer, student, Tomorrow, to: next)).Value.Value.Movement;
        await Town.Run("UPDATE school_class SET archived_at = 1 WHERE id = @next", new { next });

        Clock.Advance(TimeSpan.FromDays(1));
        await Rounds();

        var failed = await Found(planned.Id);
        Assert.Equal((MovementStatus.Failed, Refusals.PlaceArchived.Code), (failed.Status, failed.Failure));
        Assert.Equal([old.Value], await ClassesOf(student));
        Assert.Equal("movement.failed", (await Recorded())[^1]);
        Assert.Equal(0, await Rounds());
    }

    [Fact]
    public async Task A_planned_movement_can_be_taken_back_and_an_applied_one_can_not()
    {
        var student = await Student();
        var planned = (await Move(MovementKind.Dismissal, student, Tomorrow)).Value.Value.Movement;

        Assert.Null((await Movements.Cancel(Admin, planned.Id, default)).Refusal);
        Assert.Equal(Refusals.NotPlanned, (await Movements.Cancel(Admin, planned.Id, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Movements.Cancel(Admin, Guid.CreateVersion7(), default)).Refusal);
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await Rounds());
        Assert.Equal(["student"], await RolesOf(student));

        var applied = (await Move(MovementKind.Dismissal, student)).Value.Value.Movement;
        Assert.Equal(Refusals.NotPlanned, (await Movements.Cancel(Admin, applied.Id, default)).Refusal);
    }

    [Fact]
    public async Task A_taker_that_dies_holds_a_movement_for_the_lease_only()
    {
        var planned = (await Move(MovementKind.Dismissal, await Student(), Tomorrow)).Value.Value.Movement;
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Contains(planned.Id, await Schedule.Take(200, TimeSpan.FromMinutes(1), default));
        Assert.DoesNotContain(planned.Id, await Schedule.Take(200, TimeSpan.FromMinutes(1), default));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(planned.Id, await Schedule.Take(200, TimeSpan.FromMinutes(1), default));
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered()
    {
        var student = await Student();
        for (var i = 0; i < 5; i++)
        {
            await Move(MovementKind.Leave, i == 0 ? student : await Student(), i < 2 ? Today : Tomorrow);
        }

        var all = await Movements.List(School, new MovementFilter(), null, 200, default);
        var first = await Movements.List(School, new MovementFilter(), null, 2, default);
        var second = await Movements.List(School, new MovementFilter(), first[^1].Cursor, 200, default);

        Assert.Equal(5, all.Count);
        Assert.Equal(all.Select(static m => m.Id), first.Concat(second).Select(static m => m.Id));
        Assert.Equal(3, (await Movements.List(School, new MovementFilter(Status: MovementStatus.Planned), null, 200, default)).Count);
        Assert.Equal(student, (await Movements.List(School, new MovementFilter(student), null, 200, default)).Single().Person);
        Assert.Empty(await Movements.List(await Town.School(), new MovementFilter(), null, 200, default));
    }
}
