using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>A school with an administrator, classes and sections, whose people are enrolled, assigned and moved.</summary>
public abstract class MovementTests<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    protected static readonly DateOnly Today = new(2026, 11, 23);

    internal EnrollmentStore Enrollments => new(Store.Database, Acts);

    internal AssignmentStore Assignments => new(Store.Database, Acts);

    internal MovementStore Movements => new(Store.Database, Acts, Keys);

    internal MovementSchedule Schedule => new(Store.Database, Acts, Clock);

    protected Caller Admin { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Admin = await Staff(Role.SchoolAdmin);
    }

    protected async Task<PersonId> Student(SchoolId? school = null)
    {
        var person = await Town.Person();
        await Town.Affiliate(person, school ?? School, Role.Student);
        return person;
    }

    protected async Task<PersonId> Teacher(Role role = Role.SubjectTeacher) => (await Staff(role)).Person;

    /// <summary>A section that a whole class attends.</summary>
    protected async Task<SectionId> Section(ClassId @class, SchoolId? school = null)
    {
        var id = await Town.Section(school ?? School);
        await Town.Run("UPDATE section SET class_id = @class WHERE id = @id", new { @class, id });
        return id;
    }

    protected static OrderFacts Order(DateOnly? effective = null) => new("147-у", Today, effective ?? Today);

    protected Task<Outcome<Enacted<OrderedMovement>>> Move(
        MovementKind kind, PersonId person, DateOnly? on = null, DateOnly? until = null, ClassId? to = null, PersonId? insteadOf = null, SectionId? section = null) =>
        Movements.Order(
            Admin,
            new MovementOrder { Kind = kind, Person = person, Order = Order(on), Until = until, ToClass = to, InsteadOf = insteadOf, Section = section },
            default).AsTask();

    /// <summary>Every round of the schedule that there is to do now; other tests' schools in the same database keep their own time.</summary>
    protected async Task<int> Rounds()
    {
        var done = 0;
        var own = (await Movements.List(School, new MovementFilter(), null, 200, default)).Select(static m => m.Id).ToHashSet();
        for (var due = await Schedule.Take(32, TimeSpan.FromMinutes(1), default); due.Count > 0; due = await Schedule.Take(32, TimeSpan.FromMinutes(1), default))
        {
            foreach (var movement in due.Where(own.Contains))
            {
                await Schedule.Apply(movement, default);
                done++;
            }
        }

        return done;
    }

    protected async Task<IReadOnlyList<Guid>> ClassesOf(PersonId person) => await Town.Ask<Guid>(
        "SELECT class_id FROM enrollment WHERE person_id = @person AND class_id IS NOT NULL AND ended_at IS NULL AND suspended_by IS NULL", new { person });

    protected async Task<IReadOnlyList<Guid>> SectionsOf(PersonId person) => await Town.Ask<Guid>(
        "SELECT section_id FROM enrollment WHERE person_id = @person AND section_id IS NOT NULL AND ended_at IS NULL AND suspended_by IS NULL ORDER BY section_id",
        new { person });

    protected async Task<IReadOnlyList<string>> RolesOf(PersonId person) => await Town.Ask<string>(
        "SELECT role FROM affiliation WHERE person_id = @person AND ended_at IS NULL AND suspended_by IS NULL ORDER BY role", new { person });

    protected async Task<Movement> Found(Guid movement) =>
        (await Movements.List(School, new MovementFilter(), null, 200, default)).Single(m => m.Id == movement);

    /// <summary>Who is in a chat once it has followed what was told.</summary>
    protected async Task<IReadOnlyList<PersonId>> In(ChatId chat)
    {
        await Store.Get<IChatLog>().FollowRoster(chat, Guid.CreateVersion7(), Clock.GetUtcNow(), default);
        return await Town.Ask<PersonId>("SELECT person_id FROM chat_member WHERE chat_id = @chat AND to_number IS NULL", new { chat });
    }

    protected static IReadOnlyList<ChatId> Told<T>(Outcome<Enacted<T>> outcome) => [.. outcome.Value.Act!.Chats.Select(static c => c.Chat)];

    protected async Task<IReadOnlyList<string>> Recorded() => [.. (await Chain()).Select(static r => r.Act)];
}
