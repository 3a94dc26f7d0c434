using System.Globalization;
using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Bench;

/// <summary>
/// An invented school for load tests, filled the way a real one is: the roster comes in by sets, the chats follow it. Each person is in one chat
/// at most, so that a connection hears of one chat only.
/// </summary>
internal sealed class BenchSchool(IRosterStore rosters, IChatLog log, TimeProvider time)
{
    /// <summary>How the schools are called, and by that known for not being real.</summary>
    public const string Name = "Нагрузочная школа";

    private const int FollowersAtOnce = 4;

    private static readonly string[] Families = ["Берёзкин", "Ветров", "Горин", "Дроздов", "Ёлкин", "Журавлёв", "Зимин", "Листьев"];
    private static readonly string[] Given = ["Артём", "Вера", "Глеб", "Дарья", "Захар", "Кира", "Лев", "Майя"];

    /// <summary>Makes the school with its people and chats.</summary>
    /// <param name="sizes">The chats.</param>
    /// <param name="spare">People who are in no chat.</param>
    /// <param name="cancel">Stops between the sets; what is there stays.</param>
    /// <returns>The school, and who is in which chat.</returns>
    public async Task<(SchoolId School, IReadOnlyList<(PersonId Person, ChatId? Chat)> People)> Fill(
        IReadOnlyList<BenchSize> sizes, int spare, CancellationToken cancel)
    {
        var school = new SchoolId(Guid.CreateVersion7());
        var act = new HeldAct(school);
        var tag = school.Value.ToString("N")[^6..];
        await rosters.Apply(act, new RosterStep { School = new SchoolRow(school, "bench-" + tag, $"{Name} {tag}", null) }, cancel);

        var places = sizes.SelectMany(static s => Enumerable.Repeat(s.Members, s.Chats)).Select(static (members, i) => new Place(i + 1, members)).ToList();
        await rosters.Apply(act, new RosterStep { Sections = [.. places.Select(p => p.Row(tag, time.GetUtcNow().Year))] }, cancel);
        await rosters.Apply(act, new RosterStep { Chats = [.. places.Select(static p => p.ChatRow())] }, cancel);

        var people = places.SelectMany(static p => Enumerable.Repeat<Place?>(p, p.Members)).Concat(Enumerable.Repeat<Place?>(null, spare))
            .Select(static (place, i) => (Number: i + 1, Id: new PersonId(Guid.CreateVersion7()), Place: place)).ToList();
        foreach (var chunk in people.Chunk(IRosterStore.Chunk))
        {
            await rosters.Apply(act, new RosterStep { People = [.. chunk.Select(p => Person(p.Id, p.Number, tag))] }, cancel);
            await rosters.Apply(act, new RosterStep { Affiliations = [.. chunk.Select(static p => new AffiliationRow(p.Id, Role.Student))] }, cancel);
            await rosters.Apply(
                act,
                new RosterStep
                {
                    Enrollments = [.. chunk.Where(static p => p.Place is not null)
                        .Select(static p => new EnrollmentRow(p.Id, p.Place!.Section.Value, InClass: false, Teacher: false))],
                },
                cancel);
        }

        await Parallel.ForEachAsync(
            places,
            new ParallelOptions { MaxDegreeOfParallelism = FollowersAtOnce, CancellationToken = cancel },
            async (place, stop) => await log.FollowRoster(place.Chat, Guid.CreateVersion7(), time.GetUtcNow(), stop));
        return (school, [.. people.Select(static p => (p.Id, p.Place?.Chat))]);
    }

    private static PersonRow Person(PersonId id, int number, string tag)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var person = new RosterPerson(
            $"bench-{tag}-{text}", Given[number % Given.Length], $"{Families[number / Given.Length % Families.Length]}-{text}", null, null, number);
        return new PersonRow(id, person, person.DisplayName(student: true), Student: true, New: true);
    }

    /// <summary>A section and its chat.</summary>
    private sealed record Place(int Number, int Members)
    {
        public SectionId Section { get; } = new(Guid.CreateVersion7());

        public ChatId Chat { get; } = ChatId.New();

        private string Title => string.Create(CultureInfo.InvariantCulture, $"Нагрузка {Number}");

        public SectionRow Row(string tag, int year) =>
            new(Section, string.Create(CultureInfo.InvariantCulture, $"bench-{tag}-{Number}"), Title, "Нагрузка", year, null, Archived: false);

        public ChatRow ChatRow() => new(Chat, ChatKind.Study, Title, null, Section, Archived: false);
    }
}
