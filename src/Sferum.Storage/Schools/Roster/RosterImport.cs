using System.Security.Cryptography;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Brings stored schools in step with a file: plans all of it first, then writes it in bounded transactions.</summary>
public sealed class RosterImport(IRosterStore store, IKeyRing keys)
{
    /// <summary>Compares with a database that does not exist yet. What it plans cannot be applied.</summary>
    /// <returns>An import that only plans.</returns>
    public static RosterImport IntoNothing() => new(new EmptyRosterStore(), new KeyRing(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Plans. Changes nothing.</summary>
    /// <param name="read">The file.</param>
    /// <param name="titles">What new chats are called.</param>
    /// <param name="scope">Whose import it is; null for the operator's.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>The plan.</returns>
    public async ValueTask<RosterPlan> Plan(RosterRead read, ChatTitles titles, RosterScope? scope = null, CancellationToken cancel = default)
    {
        scope ??= RosterScope.District;
        var stored = await StoredSchools(read.Roster, scope, cancel);
        var matches = new SchoolMatching(scope, stored, read.Problems).Find(read.Roster);
        var taken = matches.Where(static m => m.Kind != SchoolMatchKind.None).ToList();
        var roster = taken.Count == matches.Count ? read.Roster : RosterPart.Of(read.Roster, s => matches[s].Kind != SchoolMatchKind.None);
        var people = await Compare(roster, read.Problems, scope.Own, cancel);
        var named = taken.Select(static m => m.Stored?.Id).OfType<SchoolId>().ToHashSet();
        var index = new RosterIndex(roster, people.IsLeftOut);
        var planner = new SchoolPlanner(index, people, titles, read.Problems);
        var plans = new List<SchoolPlan>();
        for (var s = 0; s < roster.Schools.Count; s++)
        {
            var school = taken[s].Stored;
            var before = school is null ? StoredRoster.Empty : await store.Roster(school.Id, cancel);
            var plan = planner.Plan(s, school, before with { Guardianships = await Guardianships(index, s, people, cancel) });
            await AddTransfers(plan, people, named, cancel);
            plans.Add(plan);
        }

        return new RosterPlan(roster, people, plans, matches, [.. stored.Where(s => s.SourcedId is null && !named.Contains(s.Id))], read.Problems);
    }

    /// <summary>Writes a plan. Stopped in between, it is finished by another import of the same file.</summary>
    /// <param name="plan">The plan, made just before.</param>
    /// <param name="progress">Told of rows written, school by school.</param>
    /// <param name="cancel">Stops between transactions.</param>
    /// <returns>Null when everything is committed and on its way to the chats; otherwise why it stopped before a school.</returns>
    public async ValueTask<Refusal?> Apply(RosterPlan plan, IProgress<RosterProgress>? progress = null, CancellationToken cancel = default)
    {
        foreach (var school in plan.Schools)
        {
            var act = new HeldAct(school.Id) { Note = Note(school) };
            var total = school.Steps().Sum(static s => (long)s.Count);
            long done = 0;
            foreach (var step in school.Steps())
            {
                if (await store.Apply(act, step, cancel) is { } refusal)
                {
                    return refusal;
                }

                done += step.Count;
                progress?.Report(new RosterProgress(school.Name, done, total));
            }

            await store.Release(act, cancel);
        }

        return null;
    }

    /// <summary>What the record keeps of an import into a school: how much of what it changed.</summary>
    public static AuditNote Note(SchoolPlan plan) => new("roster.imported", "school", plan.Id.Value)
    {
        After = plan.Counts.Where(static c => !c.Value.IsNothing).ToDictionary(static c => c.Key, static c => new { c.Value.New, c.Value.Changed, c.Value.Ended }, StringComparer.Ordinal),
    };

    private async Task<List<StoredSchool>> StoredSchools(Roster roster, RosterScope scope, CancellationToken cancel)
    {
        if (scope.Own is { } own)
        {
            return await store.School(own, cancel) is { } school ? [school] : throw new ArgumentException("There is no such school.", nameof(scope));
        }

        var found = new List<StoredSchool>(await store.UnnamedSchools(cancel));
        foreach (var chunk in roster.Schools.Chunk(IRosterStore.Chunk))
        {
            found.AddRange(await store.Schools([.. chunk.Select(static s => s.SourcedId)], cancel));
        }

        foreach (var chunk in SchoolMatching.Numbers(roster, scope).Chunk(IRosterStore.Chunk))
        {
            found.AddRange(await store.SchoolsByNumber(chunk, cancel));
        }

        return [.. found.DistinctBy(static s => s.Id)];
    }

    private async Task<PeoplePlan> Compare(Roster roster, RosterProblems problems, SchoolId? own, CancellationToken cancel)
    {
        var people = new PeoplePlan(roster, problems, own is not null);
        foreach (var chunk in Enumerable.Range(0, roster.People.Count).Where(p => people.FirstSchool[p] >= 0).Chunk(IRosterStore.Chunk))
        {
            var hashes = chunk.Select(p => roster.People[p].Phone is { } phone ? keys.PhoneHash(phone) : null).ToArray();
            people.Compare(
                chunk,
                hashes,
                await store.People([.. chunk.Select(p => roster.People[p].SourcedId)], own, cancel),
                await store.PeopleByPhone([.. hashes.OfType<byte[]>()], own, cancel));
        }

        return people;
    }

    private async Task<List<StoredGuardianship>> Guardianships(RosterIndex index, int school, PeoplePlan people, CancellationToken cancel)
    {
        var found = new List<StoredGuardianship>();
        var students = index.Affiliations(school).Where(a => a.Role == Role.Student && !people.IsNew(a.Person)).Select(a => people.Ids[a.Person]);
        foreach (var chunk in students.Chunk(IRosterStore.Chunk))
        {
            found.AddRange(await store.Guardianships(chunk, cancel));
        }

        return found;
    }

    private async Task AddTransfers(SchoolPlan plan, PeoplePlan people, HashSet<SchoolId> named, CancellationToken cancel)
    {
        foreach (var chunk in plan.Enrollments.Where(e => e.IsHomeroom && people.PlaceOf(e.Person) >= 0).Chunk(IRosterStore.Chunk))
        {
            foreach (var from in await store.Elsewhere(plan.Id, [.. chunk.Select(static e => e.Person)], cancel))
            {
                plan.Transfers.Add(new Transfer(from.Person, from.School, Whole: !named.Contains(from.School)));
            }
        }
    }
}
