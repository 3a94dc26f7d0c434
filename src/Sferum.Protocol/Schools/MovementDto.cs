namespace Sferum.Schools;

/// <summary>Orders a movement.</summary>
/// <param name="Kind"><c>class_transfer</c>, <c>release</c>, <c>leave</c>, <c>return</c>, <c>dismissal</c> or <c>substitution</c>.</param>
/// <param name="PersonId">Who is moved; of a substitution, who gets the sections.</param>
/// <param name="OrderNumber">The order's number, 1 to 50 characters.</param>
/// <param name="OrderedOn">The order's date.</param>
/// <param name="EffectiveOn">From the midnight of this day in the school's zone it is in effect; today or earlier: at once.</param>
/// <param name="Until">The last day of a leave (optional) or a substitution.</param>
/// <param name="ClassId">Where a class transfer leads.</param>
/// <param name="InsteadOf">Whose sections a substitute gets.</param>
/// <param name="SectionId">Which of them; all when not given.</param>
public sealed record MovementRequest(
    string Kind, Guid PersonId, string OrderNumber, DateOnly OrderedOn, DateOnly EffectiveOn, DateOnly? Until = null, Guid? ClassId = null,
    Guid? InsteadOf = null, Guid? SectionId = null);

/// <summary>Takes in a student whom another school has released.</summary>
/// <param name="Code">The code of the release.</param>
/// <param name="ClassId">The class here.</param>
/// <param name="OrderNumber">This school's order, 1 to 50 characters.</param>
/// <param name="OrderedOn">Its date.</param>
/// <param name="EffectiveOn">As of a movement; not before the day of the release.</param>
public sealed record TakeInRequest(string Code, Guid ClassId, string OrderNumber, DateOnly OrderedOn, DateOnly EffectiveOn);

/// <summary>A movement that was ordered.</summary>
/// <param name="Movement">The movement.</param>
/// <param name="Code">Of a release: what the family takes to the other school. It is shown this once.</param>
public sealed record MovementOrdered(MovementDto Movement, string? Code);

/// <summary>A movement by order and date.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">As in <see cref="MovementRequest"/>, or <c>transfer</c> from another school.</param>
/// <param name="Status"><c>planned</c>, <c>applied</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="PersonId">Who is moved.</param>
/// <param name="Name">What that person is called.</param>
/// <param name="OrderNumber">The order's number.</param>
/// <param name="OrderedOn">The order's date.</param>
/// <param name="EffectiveOn">From this day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="FromClassId">The class that was left.</param>
/// <param name="ToClassId">The class that is entered.</param>
/// <param name="InsteadOf">Whose sections a substitute gets.</param>
/// <param name="SectionId">The only one of them.</param>
/// <param name="Failure">Why it could not take effect: the code of a refusal.</param>
/// <param name="CreatedBy">Who ordered it.</param>
/// <param name="CreatedAt">Unix milliseconds.</param>
/// <param name="AppliedAt">When it took effect; Unix milliseconds.</param>
/// <param name="EndedAt">When the effect ended; Unix milliseconds.</param>
public sealed record MovementDto(
    Guid Id, string Kind, string Status, Guid PersonId, string Name, string OrderNumber, DateOnly OrderedOn, DateOnly EffectiveOn, DateOnly? Until,
    Guid? FromClassId, Guid? ToClassId, Guid? InsteadOf, Guid? SectionId, string? Failure, Guid CreatedBy, long CreatedAt, long? AppliedAt, long? EndedAt);

/// <summary>A page of movements, the newest first.</summary>
/// <param name="Items">The movements.</param>
/// <param name="Next">The cursor of the next page; null when this is the last.</param>
public sealed record MovementPage(IReadOnlyList<MovementDto> Items, string? Next);
