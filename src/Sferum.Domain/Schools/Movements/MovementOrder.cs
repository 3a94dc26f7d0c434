using Sferum.People;

namespace Sferum.Schools;

/// <summary>The order behind a movement: its number and date, and the day on which it takes effect.</summary>
/// <param name="Number">Its number, 1 to 50 characters.</param>
/// <param name="On">Its date.</param>
/// <param name="EffectiveOn">From the midnight of this day in the school's zone it is in effect, never before.</param>
public sealed record OrderFacts(string Number, DateOnly On, DateOnly EffectiveOn)
{
    private const int MaxNumber = 50;

    /// <summary>Days may lie so far from each other: a date with a mistyped year is refused.</summary>
    private const int MaxDays = 366;

    /// <summary>Whether the order can be so.</summary>
    /// <returns>Null, or the field that can't.</returns>
    public Refusal? Check() =>
        Number.Trim().Length is 0 or > MaxNumber || Number.Any(char.IsControl) ? Refusals.FieldInvalid("orderNumber")
        : Math.Abs(EffectiveOn.DayNumber - On.DayNumber) > MaxDays ? Refusals.FieldInvalid("effectiveOn")
        : null;
}

/// <summary>A movement to be ordered.</summary>
public sealed record MovementOrder
{
    private const int MaxDays = 3 * 366;

    /// <summary>What is to happen; a transfer from another school is not ordered so, see <see cref="IMovements.TakeIn"/>.</summary>
    public required MovementKind Kind { get; init; }

    /// <summary>To whom.</summary>
    public required PersonId Person { get; init; }

    /// <summary>By which order.</summary>
    public required OrderFacts Order { get; init; }

    /// <summary>The last day of a leave (optional) or of a substitution.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where a class transfer leads.</summary>
    public ClassId? ToClass { get; init; }

    /// <summary>Whose sections a substitute gets.</summary>
    public PersonId? InsteadOf { get; init; }

    /// <summary>Which of them; null for all.</summary>
    public SectionId? Section { get; init; }

    /// <summary>Whether the movement says what its kind needs, and nothing else.</summary>
    /// <returns>Null, or the field that can't be so.</returns>
    public Refusal? Check() => Order.Check() ?? CheckUntil() ?? CheckPlaces();

    private Refusal? CheckUntil() =>
        (Until is { } until ? CanEnd(until) : Kind != MovementKind.Substitution) ? null : Refusals.FieldInvalid("until");

    private Refusal? CheckPlaces() =>
        Kind == MovementKind.Transfer ? Refusals.FieldInvalid("kind")
        : ToClass is null == (Kind == MovementKind.ClassTransfer) ? Refusals.FieldInvalid("classId")
        : InsteadOf is null == (Kind == MovementKind.Substitution) || InsteadOf == Person ? Refusals.FieldInvalid("insteadOf")
        : Section is not null && Kind != MovementKind.Substitution ? Refusals.FieldInvalid("sectionId")
        : null;

    private bool CanEnd(DateOnly until) =>
        Kind is MovementKind.Leave or MovementKind.Substitution && until >= Order.EffectiveOn && until.DayNumber - Order.EffectiveOn.DayNumber <= MaxDays;
}
