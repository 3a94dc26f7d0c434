using System.Globalization;
using System.Security.Cryptography;
using Sferum.Keys;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>What an operator allows an import to do.</summary>
/// <param name="SkipBadRows">Take what is good even when other rows are bad.</param>
/// <param name="AllowLargeRemoval">End more than a mistake in a file should be able to end.</param>
public sealed record RosterLeave(bool SkipBadRows = false, bool AllowLargeRemoval = false);

/// <summary>What an import would change.</summary>
/// <param name="Roster">The file.</param>
/// <param name="People">Who its people are.</param>
/// <param name="Schools">School by school. Schools that the file does not name are left alone.</param>
/// <param name="Problems">What is wrong with single rows.</param>
public sealed record RosterPlan(Roster Roster, PeoplePlan People, IReadOnlyList<SchoolPlan> Schools, RosterProblems Problems)
{
    /// <summary>Whether it may be applied.</summary>
    /// <param name="leave">What is allowed.</param>
    /// <returns>Null when it may; otherwise why not.</returns>
    public Refusal? Refusal(RosterLeave leave)
    {
        if (Problems.Count > 0 && !leave.SkipBadRows)
        {
            return new Refusal(RosterWhy.RowsBad, Args: Args(("count", Problems.Count.ToString(CultureInfo.InvariantCulture))));
        }

        foreach (var school in leave.AllowLargeRemoval ? [] : Schools)
        {
            if (school.Removals.Find(static r => r.IsLarge) is { Before: > 0 } large)
            {
                return new Refusal(
                    RosterWhy.LargeRemoval,
                    Args: Args(("school", RosterProblem.Shown(school.Name)), ("percent", large.Percent.ToString(CultureInfo.InvariantCulture)), ("kind", large.Kind)));
            }
        }

        return null;
    }

    private static Dictionary<string, string> Args(params (string Key, string Value)[] args) => args.ToDictionary(static a => a.Key, static a => a.Value, StringComparer.Ordinal);
}

/// <summary>Brings stored schools in step with a file: plans all of it first, then writes it in bounded transactions.</summary>
public sealed class RosterImport(IRosterStore store, IKeyRing keys)
{
    /// <summary>Compares with a database that does not exist yet. What it plans cannot be applied.</summary>
    /// <returns>An import that only plans.</returns>
    public static RosterImport IntoNothing() => new(new EmptyRosterStore(), new KeyRing(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Plans. Changes nothing.</summary>
    /// <param name="read">The file.</param>
    /// <param name="titles">What new chats are called.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>The plan.</returns>
    public async ValueTask<RosterPlan> Plan(RosterRead read, ChatTitles titles, CancellationToken cancel = default)
    {
        var roster = read.Roster;
        var people = new PeoplePlan(roster, read.Problems);
        foreach (var chunk in Enumerable.Range(0, roster.People.Count).Where(p => people.FirstSchool[p] >= 0).Chunk(IRosterStore.Chunk))
        {
            var hashes = chunk.Select(p => roster.People[p].Phone is { } phone ? keys.PhoneHash(phone) : null).ToArray();
            people.Compare(
                chunk,
                hashes,
                await store.People([.. chunk.Select(p => roster.People[p].SourcedId)], cancel),
                await store.PeopleByPhone([.. hashes.OfType<byte[]>()], cancel));
        }

        var stored = new List<StoredSchool>();
        foreach (var chunk in roster.Schools.Chunk(IRosterStore.Chunk))
        {
            stored.AddRange(await store.Schools([.. chunk.Select(static s => s.SourcedId)], cancel));
        }

        var known = stored.ToDictionary(static s => s.SourcedId, StringComparer.Ordinal);
        var named = stored.Select(static s => s.Id).ToHashSet();
        var index = new RosterIndex(roster);
        var planner = new SchoolPlanner(index, people, titles);
        var plans = new List<SchoolPlan>();
        for (var s = 0; s < roster.Schools.Count; s++)
        {
            var school = known.GetValueOrDefault(roster.Schools[s].SourcedId);
            var before = school is null ? StoredRoster.Empty : await store.Roster(school.Id, cancel);
            var plan = planner.Plan(s, school, before with { Guardianships = await Guardianships(index, s, people, cancel) });
            await AddTransfers(plan, people, named, cancel);
            plans.Add(plan);
        }

        return new RosterPlan(roster, people, plans, read.Problems);
    }

    /// <summary>Writes a plan. Stopped in between, it is finished by another import of the same file.</summary>
    /// <param name="plan">The plan, made just before.</param>
    /// <param name="progress">Told of rows written, school by school.</param>
    /// <param name="cancel">Stops between transactions.</param>
    /// <returns>When everything is committed and on its way to the chats.</returns>
    public async ValueTask Apply(RosterPlan plan, IProgress<RosterProgress>? progress = null, CancellationToken cancel = default)
    {
        foreach (var school in plan.Schools)
        {
            var act = new HeldAct(school.Id);
            var total = school.Steps().Sum(static s => (long)s.Count);
            long done = 0;
            foreach (var step in school.Steps())
            {
                await store.Apply(act, step, cancel);
                done += step.Count;
                progress?.Report(new RosterProgress(school.Name, done, total));
            }

            await store.Release(act, cancel);
        }
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
