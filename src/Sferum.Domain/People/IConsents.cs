using Sferum.Schools;

namespace Sferum.People;

/// <summary>A legal representative's consent for a student, in one school. One stands at a time; those that were withdrawn are kept.</summary>
/// <param name="Id">The consent.</param>
/// <param name="Student">For whom.</param>
/// <param name="TextVersion">Version of the school's text that was consented to; null when it was given on paper before there was one.</param>
/// <param name="GivenBy">The representative, when known as a person.</param>
/// <param name="Paper">Where the paper lies, when it was given on paper.</param>
/// <param name="GivenAt">When.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it stands.</param>
public sealed record Consent(Guid Id, PersonId Student, int? TextVersion, PersonId? GivenBy, string? Paper, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt);

/// <summary>
/// Consents of legal representatives for students under 14, or of an age that nobody has noted, in the school in which the caller acts. A student whose
/// consent was withdrawn, or who has none where the school requires it, can sign in and read, but writes nothing and reacts to nothing
/// (<c>consent.missing</c>) until there is one: the chats have it in memory, so no post pays for it.
/// </summary>
public interface IConsents
{
    /// <summary>Records a consent that was given on paper.</summary>
    /// <param name="caller">The school's administrator, or a class teacher for students of the own class.</param>
    /// <param name="student">For whom.</param>
    /// <param name="paper">Where the paper lies: a number, a folder; 1 to 200 characters.</param>
    /// <param name="givenBy">The representative, if known here as a guardian of the student.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The consent; not found when the student is not the caller's; <c>consent.standing</c> when there is one.</returns>
    ValueTask<Outcome<Enacted<Consent>>> Record(Caller caller, PersonId student, string paper, PersonId? givenBy, CancellationToken cancel);

    /// <summary>A representative gives the consent.</summary>
    /// <param name="caller">A guardian of the student.</param>
    /// <param name="student">The child.</param>
    /// <param name="version">The version of the school's text that was read.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The consent; not found when the child is not the caller's; <c>regulation.changed</c> when another text is in force.</returns>
    ValueTask<Outcome<Enacted<Consent>>> Give(Caller caller, PersonId student, int version, CancellationToken cancel);

    /// <summary>Withdraws the consent that stands.</summary>
    /// <param name="caller">A guardian of the student, the school's administrator, or a class teacher for students of the own class.</param>
    /// <param name="student">For whom.</param>
    /// <param name="reason">Why, or the number of the paper; at most 500 characters.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The consent; not found when there is none, or the student is not the caller's.</returns>
    ValueTask<Outcome<Enacted<Consent>>> Withdraw(Caller caller, PersonId student, string? reason, CancellationToken cancel);

    /// <summary>All consents for a student in this school, the latest first; at most 100.</summary>
    /// <param name="caller">As in <see cref="Withdraw"/>.</param>
    /// <param name="student">For whom.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The consents and whether the student is limited now; not found when the student is not the caller's.</returns>
    ValueTask<Outcome<ConsentsOfStudent>> Of(Caller caller, PersonId student, CancellationToken cancel);

    /// <summary>Notes when a student was born.</summary>
    /// <param name="caller">The school's administrator, or a class teacher for students of the own class.</param>
    /// <param name="student">Who.</param>
    /// <param name="birthDate">When; null takes it back.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Done; not found when the student is not the caller's.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Born(Caller caller, PersonId student, DateOnly? birthDate, CancellationToken cancel);

    /// <summary>Students of the school who are under 14, or of an age that nobody has noted, and for whom no consent stands, by class and name; at most 200.</summary>
    /// <param name="caller">The school's administrator, or a class teacher for the own class.</param>
    /// <param name="class">Of one class; null: of all.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The students.</returns>
    ValueTask<Outcome<IReadOnlyList<StudentWithoutConsent>>> Missing(Caller caller, ClassId? @class, CancellationToken cancel);

    /// <summary>The caller's own children at the school, at most 50.</summary>
    /// <param name="caller">A guardian; of anybody else there are none.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The children by name, and which text waits for those who need a consent.</returns>
    ValueTask<OwnChildren> Children(Caller caller, CancellationToken cancel);
}

/// <summary>A guardian's children at a school.</summary>
/// <param name="TextVersion">Version of the school's text of the consent; null while there is none.</param>
/// <param name="Children">By name.</param>
public sealed record OwnChildren(int? TextVersion, IReadOnlyList<OwnChild> Children)
{
    /// <summary>How many of them wait for the consent that the guardian can give here.</summary>
    public int Waiting => TextVersion is null ? 0 : Children.Count(static c => c.NeedsConsent);
}

/// <summary>One of them.</summary>
/// <param name="Student">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="ClassTitle">The class.</param>
/// <param name="Limited">Whether the child only reads.</param>
/// <param name="NeedsConsent">Whether a consent is needed and none stands.</param>
/// <param name="GivenAt">Since when a consent stands; null when none does.</param>
public sealed record OwnChild(PersonId Student, string Name, string ClassTitle, bool Limited, bool NeedsConsent, DateTimeOffset? GivenAt);

/// <summary>What there is of a student.</summary>
/// <param name="Limited">Whether the student only reads.</param>
/// <param name="BirthDate">When born, if known.</param>
/// <param name="Consents">The latest first.</param>
public sealed record ConsentsOfStudent(bool Limited, DateOnly? BirthDate, IReadOnlyList<Consent> Consents);

/// <summary>Somebody for whom a consent is needed.</summary>
/// <param name="Student">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="ClassTitle">The class.</param>
public sealed record StudentWithoutConsent(PersonId Student, string Name, string ClassTitle);

/// <summary>Bounds of consents.</summary>
public static class ConsentRules
{
    /// <summary>Below this age a legal representative consents.</summary>
    public const int Age = 14;

    private const int MaxPaper = 200;
    private const int MaxReason = 500;
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>Whether a reference can be kept.</summary>
    /// <param name="paper">Where the paper lies.</param>
    /// <returns>Null, or the field that can't be so.</returns>
    public static Refusal? Paper(string paper) =>
        string.IsNullOrWhiteSpace(paper) || paper.Length > MaxPaper || paper.Any(char.IsControl) ? Refusals.FieldInvalid("paper") : null;

    /// <summary>Whether a reason can be kept.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>Null, or the field that can't be so.</returns>
    public static Refusal? Reason(string? reason) => reason is { Length: > MaxReason } || reason?.Contains('\0', StringComparison.Ordinal) == true ? Refusals.FieldInvalid("reason") : null;

    /// <summary>Whether anybody can have been born then.</summary>
    /// <param name="birthDate">The date.</param>
    /// <param name="today">Today.</param>
    /// <returns>Null, or the field that can't be so.</returns>
    public static Refusal? BirthDate(DateOnly? birthDate, DateOnly today) => birthDate is { } date && (date < Earliest || date > today) ? Refusals.FieldInvalid("birthDate") : null;
}
