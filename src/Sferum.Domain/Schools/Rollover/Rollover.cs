using Sferum.People;

namespace Sferum.Schools;

/// <summary>How a year shall go over into the next one.</summary>
public sealed record RolloverChoices
{
    /// <summary>The highest grade of most schools.</summary>
    public const int LastGrade = 11;

    /// <summary>The most people and classes that can be named one by one.</summary>
    public const int MaxNamed = 2_000;

    /// <summary>The year that ends; null for the current one.</summary>
    public int? From { get; init; }

    /// <summary>Classes of this grade and above leave the school.</summary>
    public int Graduating { get; init; } = LastGrade;

    /// <summary>Whether subject teachers go on with their sections. Class teachers go on with their class in any case.</summary>
    public bool WithTeachers { get; init; } = true;

    /// <summary>Students who stay in their grade.</summary>
    public IReadOnlyList<Repeater> Repeaters { get; init; } = [];

    /// <summary>Classes that begin, the first ones for instance.</summary>
    public IReadOnlyList<BeginningClass> Beginning { get; init; } = [];

    /// <summary>Classes that go over otherwise than their title and grade say.</summary>
    public IReadOnlyList<ClassChoice> Classes { get; init; } = [];
}

/// <summary>A student who stays in the grade.</summary>
/// <param name="Person">Who.</param>
/// <param name="Title">Into which class of the new year; null for the one that is called like the old one, or else the first of the grade.</param>
public sealed record Repeater(PersonId Person, string? Title);

/// <summary>A class that begins with the year.</summary>
public sealed record BeginningClass(string Title, string Grade);

/// <summary>What becomes of one class when it is not what its title and grade say.</summary>
/// <param name="Class">Which.</param>
/// <param name="Title">Its title in the new year; null for the usual one.</param>
/// <param name="Grade">The grade that it is in now; null for the one that it says.</param>
public sealed record ClassChoice(ClassId Class, string? Title, int? Grade);

/// <summary>What becomes of a class.</summary>
/// <param name="Class">Which.</param>
/// <param name="Title">As it is called now.</param>
/// <param name="Grade">Its grade now; null when nobody knows it.</param>
/// <param name="NewTitle">Its title in the new year; null when it leaves.</param>
/// <param name="NewGrade">Its grade then.</param>
/// <param name="Students">How many go on with it, or leave with it.</param>
/// <param name="Repeaters">How many of it stay in the grade.</param>
/// <param name="Teachers">How many class teachers it has.</param>
/// <param name="Sections">How many sections go on with it.</param>
public sealed record ClassFate(ClassId Class, string Title, string? Grade, string? NewTitle, string? NewGrade, int Students, int Repeaters, int Teachers, int Sections)
{
    public bool Graduates => NewTitle is null;
}

/// <summary>Why a year can't go over as it is wanted.</summary>
/// <param name="Code">A code: see the texts under <c>refusals</c>, <c>rollover.conflict.…</c>.</param>
/// <param name="Subject">The class or person; null when it is about a title.</param>
/// <param name="Title">The title that it is about.</param>
public sealed record RolloverConflict(string Code, Guid? Subject, string? Title);

/// <summary>How much a rollover makes, moves and ends.</summary>
public sealed record RolloverCounts
{
    public int Classes { get; init; }

    public int Sections { get; init; }

    public int Students { get; init; }

    public int Repeaters { get; init; }

    public int Graduates { get; init; }

    public int ArchivedClasses { get; init; }

    public int ArchivedSections { get; init; }
}

/// <summary>What a rollover would do, class by class.</summary>
/// <param name="Revision">Names exactly this: whoever carries it out says which one was seen.</param>
public sealed record RolloverPreview(
    string Revision, int From, int To, IReadOnlyList<ClassFate> Classes, IReadOnlyList<BeginningClass> Beginning, IReadOnlyList<RolloverConflict> Conflicts, RolloverCounts Counts);

/// <summary>A rollover that was carried out.</summary>
public sealed record CarriedRollover(Guid Id, int From, int To, DateTimeOffset At, DateTimeOffset? UndoneAt);

/// <summary>Takes schools from one year into the next, and back.</summary>
public interface IRollovers
{
    /// <summary>What would happen. Changes nothing; a bounded number of queries.</summary>
    /// <returns>The preview; refused without a year.</returns>
    ValueTask<Outcome<RolloverPreview>> Preview(SchoolId school, RolloverChoices choices, CancellationToken cancel);

    /// <summary>
    /// Does what a preview has shown, in one transaction: the new year with its classes, sections and chats; students and teachers there; graduates out
    /// of the school; what was before in the archive, where those who were in its chats still read them.
    /// </summary>
    /// <returns>The rollover; refused when anything in the preview has changed, when it has conflicts, or when the year has gone over already.</returns>
    ValueTask<Outcome<Enacted<CarriedRollover>>> CarryOut(Caller caller, RolloverChoices choices, string revision, CancellationToken cancel);

    /// <summary>
    /// Takes a rollover back: everything that was living before lives again, everybody is where they were. Refused as soon as something depends on the
    /// new year: a message in one of its chats, a place given or ended by hand, a class or section made or archived.
    /// </summary>
    ValueTask<Outcome<Enacted<CarriedRollover>>> Undo(Caller caller, Guid id, CancellationToken cancel);

    /// <summary>A school's rollovers, the latest first; at most <see cref="StructureText.MaxPage"/>.</summary>
    ValueTask<IReadOnlyList<CarriedRollover>> List(SchoolId school, CancellationToken cancel);
}
