using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Racing_movements_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Racing_movements<PostgreSqlStore>(shared);

public sealed class Racing_movements_on_SQLite(SharedStore<SqliteStore> shared) : Racing_movements<SqliteStore>(shared);

public abstract class Racing_movements<TStore>(SharedStore<TStore> shared) : MovementTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task P12_of_sixteen_classes_one_gets_the_student()
    {
        var classes = new List<ClassId>();
        for (var i = 0; i < Races.Callers; i++)
        {
            classes.Add(await Town.Class(School));
        }

        for (var round = 0; round < Races.Rounds; round++)
        {
            var student = await Student();
            var answers = await Races.AtOnce(i => Enrollments.Enroll(Admin, classes[i], student, default));

            Assert.Single(answers, static a => a.Refusal is null);
            Assert.All(answers.Where(static a => a.Refusal is not null), static a => Assert.Equal(Refusals.HasClass, a.Refusal));
            Assert.Single(await ClassesOf(student));
        }
    }

    [Fact]
    public async Task P12_of_sixteen_schools_one_gets_the_student()
    {
        var (student, places) = (await Town.Person(), new List<(Caller Admin, ClassId Class)>());
        for (var i = 0; i < Races.Callers; i++)
        {
            var school = await Town.School();
            await Town.Affiliate(student, school, Role.Student);
            places.Add((await Staff(Role.SchoolAdmin, school), await Town.Class(school)));
        }

        for (var round = 0; round < Races.Rounds; round++)
        {
            var answers = await Races.AtOnce(i => Enrollments.Enroll(places[i].Admin, places[i].Class, student, default));

            Assert.Single(answers, static a => a.Refusal is null);
            Assert.Single(await ClassesOf(student));
            await Town.EndEnrollments(student);
        }
    }

    [Fact]
    public async Task A_person_is_dismissed_once()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var student = await Student();
            var answers = await Races.AtOnce(async _ => await Move(MovementKind.Dismissal, student));

            Assert.Single(answers, static a => a.Refusal is null);
            Assert.All(answers.Where(static a => a.Refusal is not null), static a => Assert.Equal(Refusals.NotFound, a.Refusal));
        }

        Assert.Equal(Races.Rounds, (await Recorded()).Count);
    }

    [Fact]
    public async Task A_class_is_archived_or_entered_but_not_both()
    {
        var archive = new ClassStore(Store.Database, Acts, ChatTitles.In("ru"));
        for (var round = 0; round < Races.Rounds; round++)
        {
            var (old, next) = (await Town.Class(School), await Town.Class(School));
            var students = new List<PersonId>();
            for (var i = 0; i < Races.Callers / 2; i++)
            {
                students.Add(await Student());
                await Enrollments.Enroll(Admin, old, students[i], default);
            }

            await Races.AtOnce(async i =>
            {
                if (i % 2 == 0)
                {
                    await Move(MovementKind.ClassTransfer, students[i / 2], to: next);
                }
                else
                {
                    await archive.Archive(Admin, next, default);
                }

                return true;
            });

            var archived = await Town.One<long?>("SELECT archived_at FROM school_class WHERE id = @next", new { next }) is not null;
            var inside = await Town.One<long>("SELECT count(*) FROM enrollment WHERE class_id = @next AND ended_at IS NULL", new { next });
            var stayed = await Town.One<long>("SELECT count(*) FROM enrollment WHERE class_id = @old AND ended_at IS NULL", new { old });
            Assert.False(archived && inside > 0, $"{inside} students are in an archived class");
            Assert.Equal(students.Count, inside + stayed);
        }
    }

    [Fact]
    public async Task A_planned_movement_is_applied_or_cancelled_once_by_any_number_of_schedules()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var student = await Student();
            var today = SchoolDay.Of(Clock.GetUtcNow(), "Europe/Moscow");
            var order = new MovementOrder { Kind = MovementKind.Dismissal, Person = student, Order = new OrderFacts("147-у", today, today.AddDays(1)) };
            var planned = (await Movements.Order(Admin, order, default)).Value.Value.Movement;
            Clock.Advance(TimeSpan.FromDays(1));
            var before = (await Recorded()).Count;

            await Races.AtOnce(async i =>
            {
                if (i == 0)
                {
                    await Movements.Cancel(Admin, planned.Id, default);
                }
                else
                {
                    await Schedule.Apply(planned.Id, default);
                }

                return true;
            });

            Assert.Equal(before + 1, (await Recorded()).Count);
            Assert.Equal((await Found(planned.Id)).Status == MovementStatus.Cancelled ? 1 : 0, (await RolesOf(student)).Count);
        }
    }

    [Fact]
    public async Task A_release_is_used_once()
    {
        var schools = new List<(Caller Admin, ClassId Class)>();
        for (var i = 0; i < Races.Callers; i++)
        {
            var school = await Town.School();
            schools.Add((await Staff(Role.SchoolAdmin, school), await Town.Class(school)));
        }

        for (var round = 0; round < Races.Rounds; round++)
        {
            var student = await Student();
            await Enrollments.Enroll(Admin, await Town.Class(School), student, default);
            var code = (await Move(MovementKind.Release, student)).Value.Value.Code!;

            var answers = await Races.AtOnce(i => Movements.TakeIn(schools[i].Admin, code, schools[i].Class, Order(), default));

            Assert.Single(answers, static a => a.Refusal is null);
            Assert.Single(await ClassesOf(student));
            Assert.Equal(["student"], await RolesOf(student));
        }
    }
}
