using Sferum.People;

namespace Sferum.Schools;

/// <summary>An order of a school.</summary>
/// <param name="Id">The order.</param>
/// <param name="School">Whose.</param>
/// <param name="SchoolName">Its name.</param>
/// <param name="Kind"><c>application</c>, <c>admin</c>, <c>deputy</c> or <c>director</c>.</param>
/// <param name="Status"><c>pending</c>, <c>effective</c> or <c>refused</c>.</param>
/// <param name="Mark">Number and date.</param>
/// <param name="At">When it was entered.</param>
/// <param name="Reason">Why the district officer refused it.</param>
public sealed record OrderLine(
    Guid Id, SchoolId School, string SchoolName, string Kind, string Status, OrderMark Mark, DateTimeOffset At, string? Reason);

/// <summary>A page of orders.</summary>
/// <param name="Lines">The oldest first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record OrderPage(IReadOnlyList<OrderLine> Lines, string? Next);

/// <summary>Orders of schools: they are kept whatever becomes of the roles that came by them.</summary>
public interface IOrders
{
    /// <summary>Orders of the school in which the caller acts.</summary>
    /// <param name="caller">Who leads it.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The page; refused when the caller may not.</returns>
    ValueTask<Outcome<OrderPage>> List(Caller caller, string? cursor, int limit, CancellationToken cancel);

    /// <summary>The file of an order.</summary>
    /// <param name="caller">Who leads the school whose it must be.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The file; not found when it is another school's, or there is none; refused when the caller may not.</returns>
    ValueTask<Outcome<OrderFile>> File(Caller caller, Guid order, CancellationToken cancel);
}

/// <summary>A change of director: an order that is entered for the school and that the district officer confirms. Before that nothing changes.</summary>
public interface IDirectorOrders
{
    /// <summary>Enters an order. A school has one that waits.</summary>
    /// <param name="caller">The school's director or administrator, or an operator.</param>
    /// <param name="school">Whose.</param>
    /// <param name="appointee">Whom the order appoints.</param>
    /// <param name="order">The order.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The order; refused when the caller may not, when the appointee is nobody of the school, and when another order waits.</returns>
    ValueTask<Outcome<Enacted<Guid>>> Enter(Caller caller, SchoolId school, Appointee appointee, OrderMark order, OrderFile file, CancellationToken cancel);

    /// <summary>Orders of all schools that wait for the district officer.</summary>
    /// <param name="caller">A district officer.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The page; refused when the caller may not.</returns>
    ValueTask<Outcome<OrderPage>> Waiting(Caller caller, string? cursor, int limit, CancellationToken cancel);

    /// <summary>The file of an order about a director.</summary>
    /// <param name="caller">A district officer.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The file; not found when there is none, refused when the caller may not.</returns>
    ValueTask<Outcome<OrderFile>> File(Caller caller, Guid order, CancellationToken cancel);

    /// <summary>Confirms an order, and the old director's right ends as the new one's begins; or refuses it. Once.</summary>
    /// <param name="caller">A district officer.</param>
    /// <param name="order">The order.</param>
    /// <param name="confirm">True to confirm.</param>
    /// <param name="reason">Why not; needed for a refusal.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What has changed; refused when the caller may not, and when it was decided.</returns>
    ValueTask<Outcome<Enacted<Appointed>>> Decide(Caller caller, Guid order, bool confirm, string? reason, CancellationToken cancel);
}
