using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Movement by order and date, in the school in which the caller acts (2.1-13). What is dated today or earlier takes effect in the same act; the rest is
/// planned and takes effect by the schedule, never before the midnight of its day in the school's zone. Between schools a student moves when the old one
/// releases them and the administrator of the new one takes them in: then both ends happen in one transaction, and until then nothing does.
/// </summary>
public interface IMovements
{
    /// <summary>Orders a movement.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="order">What.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The movement, of a release with the code for the other school, which nobody sees again; or what keeps it from taking effect.</returns>
    ValueTask<Outcome<Enacted<OrderedMovement>>> Order(Caller caller, MovementOrder order, CancellationToken cancel);

    /// <summary>Takes in a student whom another school has released.</summary>
    /// <param name="caller">Who acts: the administrator of the receiving school.</param>
    /// <param name="code">The code of the release.</param>
    /// <param name="class">The class here.</param>
    /// <param name="order">By which order of this school; not before the day of the release.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The movement; or what keeps it from taking effect.</returns>
    ValueTask<Outcome<Enacted<OrderedMovement>>> TakeIn(Caller caller, string code, ClassId @class, OrderFacts order, CancellationToken cancel);

    /// <summary>Takes a planned movement back.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="movement">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; refused when it is not planned any more.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Cancel(Caller caller, Guid movement, CancellationToken cancel);

    /// <summary>The movements of a school. One query.</summary>
    /// <param name="school">The school.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="after">Behind this one; null for the newest.</param>
    /// <param name="limit">At most so many, up to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The newest first.</returns>
    ValueTask<IReadOnlyList<Movement>> List(SchoolId school, MovementFilter filter, TimeCursor? after, int limit, CancellationToken cancel);
}

/// <summary>Which movements are asked for.</summary>
/// <param name="Person">Of this person only.</param>
/// <param name="Status">In this status only.</param>
public sealed record MovementFilter(PersonId? Person = null, MovementStatus? Status = null);

/// <summary>A movement that was ordered.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="Code">Of a release: what the family takes to the other school. It is shown this once.</param>
public sealed record OrderedMovement(Movement Movement, string? Code);

/// <summary>A movement, as it is listed.</summary>
public sealed record Movement
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required SchoolId School { get; init; }

    /// <summary>Who is moved.</summary>
    public required PersonId Person { get; init; }

    /// <summary>What that person is called.</summary>
    public required string Name { get; init; }

    /// <summary>What happens.</summary>
    public required MovementKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required MovementStatus Status { get; init; }

    /// <summary>By which order.</summary>
    public required OrderFacts Order { get; init; }

    /// <summary>The last day of a leave or substitution.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whose sections a substitute has.</summary>
    public PersonId? InsteadOf { get; init; }

    /// <summary>The class that was left.</summary>
    public ClassId? FromClass { get; init; }

    /// <summary>The class that was entered.</summary>
    public ClassId? ToClass { get; init; }

    /// <summary>The only section of a substitution.</summary>
    public SectionId? Section { get; init; }

    /// <summary>Why it could not take effect: the code of a refusal.</summary>
    public string? Failure { get; init; }

    /// <summary>Who ordered it.</summary>
    public required PersonId CreatedBy { get; init; }

    /// <summary>When; Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it took effect; Unix milliseconds.</summary>
    public long? AppliedAt { get; init; }

    /// <summary>When its effect ended, of a leave or substitution; Unix milliseconds.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Where a page ends that ends with this movement.</summary>
    public TimeCursor Cursor => new(CreatedAt, Id);
}
