namespace Sferum.Schools;

/// <summary>How many things of a kind an import makes, changes and ends.</summary>
public readonly record struct RosterCount(int New, int Changed, int Ended)
{
    public bool IsNothing => New + Changed + Ended == 0;

    public static RosterCount operator +(RosterCount a, RosterCount b) => new(a.New + b.New, a.Changed + b.Changed, a.Ended + b.Ended);
}

/// <summary>How much of something that a file once brought would end.</summary>
/// <param name="Kind">A code: see the texts under <c>roster.kind</c>.</param>
/// <param name="Ended">How many end.</param>
/// <param name="Before">Of how many.</param>
public readonly record struct RosterRemoval(string Kind, int Ended, int Before)
{
    private const int LargePercent = 20;
    private const int Few = 3;

    public int Percent => Before == 0 ? 0 : (int)(100L * Ended / Before);

    /// <summary>More than a mistake in a file should be able to end; two or three people are no reason to stop.</summary>
    public bool IsLarge => Ended > Few && 100L * Ended > (long)LargePercent * Before;
}

/// <summary>What an import changes in one school.</summary>
public sealed class SchoolPlan
{
    public required SchoolId Id { get; init; }

    public required string Name { get; init; }

    public bool IsNew { get; init; }

    public SchoolRow? School { get; init; }

    public List<PersonRow> People { get; } = [];

    /// <summary>Classes and sections that go; their chats become history.</summary>
    public List<ClassRow> ArchivedClasses { get; } = [];

    public List<SectionRow> ArchivedSections { get; } = [];

    public List<ClassRow> Classes { get; } = [];

    public List<SectionRow> Sections { get; } = [];

    public List<ChatRow> Chats { get; } = [];

    public List<ChatRow> ArchivedChats { get; } = [];

    public List<AffiliationRow> Affiliations { get; } = [];

    public List<EnrollmentRow> Enrollments { get; } = [];

    public List<RosterPair> Guardianships { get; } = [];

    public List<EndedRow> EndedAffiliations { get; } = [];

    public List<EndedRow> EndedEnrollments { get; } = [];

    public List<RosterPair> EndedGuardianships { get; } = [];

    public List<Transfer> Transfers { get; } = [];

    public HashSet<AffectedChat> Affected { get; } = [];

    public List<RosterRemoval> Removals { get; } = [];

    /// <summary>Counts by kind, in the order in which they are shown.</summary>
    public Dictionary<string, RosterCount> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the school is as the file wants it.</summary>
    public bool IsNothing => Counts.Values.All(static c => c.IsNothing);

    /// <summary>Bounded transactions in an order in which each leaves a sound state: what ends first, then what begins.</summary>
    /// <returns>The steps.</returns>
    public IEnumerable<RosterStep> Steps()
    {
        var affected = Affected.ToList();
        if (School is not null)
        {
            yield return new RosterStep { School = School };
        }

        foreach (var people in People.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { People = people };
        }

        foreach (var ended in EndedEnrollments.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { EndedEnrollments = ended, Affected = affected };
        }

        foreach (var ended in EndedAffiliations.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { EndedAffiliations = ended, Affected = affected };
        }

        foreach (var ended in EndedGuardianships.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { EndedGuardianships = ended, Affected = affected };
        }

        foreach (var step in StructureSteps(affected).Concat(PlaceSteps(affected)))
        {
            yield return step;
        }
    }

    private IEnumerable<RosterStep> StructureSteps(List<AffectedChat> affected)
    {
        if (ArchivedClasses.Count + ArchivedSections.Count + ArchivedChats.Count > 0)
        {
            yield return new RosterStep { Classes = ArchivedClasses, Sections = ArchivedSections, Chats = ArchivedChats, Affected = affected };
        }

        // Classes of a school are few, and their titles may change places: one transaction.
        if (Classes.Count > 0)
        {
            yield return new RosterStep { Classes = Classes };
        }

        foreach (var sections in Sections.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { Sections = sections };
        }

        foreach (var chats in Chats.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { Chats = chats, Affected = affected };
        }
    }

    private IEnumerable<RosterStep> PlaceSteps(List<AffectedChat> affected)
    {
        foreach (var begun in Affiliations.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { Affiliations = begun, Affected = affected };
        }

        var transfers = Transfers.ToLookup(static t => t.Person);
        foreach (var begun in Enrollments.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep
            {
                Enrollments = begun,
                Transfers = Transfers.Count == 0 ? [] : [.. begun.Where(static e => e.IsHomeroom).SelectMany(e => transfers[e.Person])],
                Affected = affected,
            };
        }

        foreach (var begun in Guardianships.Chunk(IRosterStore.Chunk))
        {
            yield return new RosterStep { Guardianships = begun, Affected = affected };
        }
    }
}
