using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>A school with an administrator who builds it.</summary>
public abstract class StructureTests<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    protected Caller Admin { get; private set; } = null!;

    internal static ChatTitles Titles { get; } = ChatTitles.In("ru");

    internal SchoolYearStore Years => new(Store.Database, Acts);

    internal ClassStore Classes => new(Store.Database, Acts, Titles);

    internal SubjectStore Subjects => new(Store.Database, Acts, Titles);

    internal SectionStore Sections => new(Store.Database, Acts, Titles);

    internal RolloverStore Rollovers => new(Store.Database, Acts, Titles);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Admin = await Staff(Role.SchoolAdmin);
    }

    protected async Task<SchoolClass> Made(string title, string? grade, int year = 2026) => (await Classes.Create(Admin, title, grade, year, default)).Value.Value;

    protected async Task<PersonId> Student(ClassId @class)
    {
        var person = await Town.Person();
        await Town.Affiliate(person, School, Role.Student);
        await Town.Enroll(person, School, "student", @class);
        return person;
    }

    protected async Task<PersonId> Teacher(ClassId @class)
    {
        var person = await Town.Person();
        await Town.Affiliate(person, School, Role.ClassTeacher);
        await Town.Enroll(person, School, "teacher", @class);
        return person;
    }

    protected async Task<Section> Section(string subject, ClassId @class)
    {
        var made = (await Subjects.Create(Admin, subject, default)).Value.Value.Id;
        return (await Sections.Create(Admin, new NewSection(made, @class, null, null, null), default)).Value.Value;
    }

    protected async Task<List<(string Kind, string Title)>> Chats(string which, Guid id) =>
        [.. (await Town.Ask<ChatLine>($"SELECT kind AS kind, title AS title FROM chat WHERE {which} ORDER BY kind", new { id })).Select(static c => (c.Kind, c.Title))];

    protected Task<ChatId> ChatOf(SectionId section) => Town.One<ChatId>("SELECT id FROM chat WHERE section_id = @section", new { section });

    protected Task<ChatId> ChatOf(ClassId @class, string kind = "class") => Town.One<ChatId>("SELECT id FROM chat WHERE class_id = @class AND kind = @kind", new { @class, kind });

    protected ValueTask<RosterFollowed> Follow(ChatId chat) => Store.Get<IChatLog>().FollowRoster(chat, Guid.CreateVersion7(), Clock.GetUtcNow(), default);

    protected sealed record ChatLine
    {
        public string Kind { get; init; } = "";

        public string Title { get; init; } = "";
    }
}
