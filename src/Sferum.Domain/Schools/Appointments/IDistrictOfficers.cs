using Sferum.People;

namespace Sferum.Schools;

/// <summary>An officer of the education district.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="Since">Since when.</param>
/// <param name="Order">By which order; null for what an old file brought.</param>
public sealed record DistrictOfficerLine(PersonId Person, string Name, DateTimeOffset Since, Guid? Order);

/// <summary>An order about an officer of the district.</summary>
/// <param name="Id">The order.</param>
/// <param name="Kind"><c>appoint</c> or <c>end</c>.</param>
/// <param name="Person">Whom it names.</param>
/// <param name="Name">Display name.</param>
/// <param name="Mark">Number and date.</param>
/// <param name="At">When it was entered.</param>
public sealed record DistrictOrderLine(Guid Id, string Kind, PersonId Person, string Name, OrderMark Mark, DateTimeOffset At);

/// <summary>A page of them.</summary>
/// <param name="Lines">The oldest first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record DistrictOrderPage(IReadOnlyList<DistrictOrderLine> Lines, string? Next);

/// <summary>
/// Officers of the education district, who see to it that the order is carried out in all schools and read no messages. The right comes and ends by an
/// order that an operator enters; no link gives it, and the table itself refuses it without an order.
/// </summary>
public interface IDistrictOfficers
{
    /// <summary>Those who are officers now, at most 200.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>By name; refused when the caller may not.</returns>
    ValueTask<Outcome<IReadOnlyList<DistrictOfficerLine>>> Holders(Caller caller, CancellationToken cancel);

    /// <summary>Appoints an officer: whoever signs in with the phone has the right.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="person">Whom the order names.</param>
    /// <param name="order">The order.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Who; refused when the caller may not, and when the phone is an officer's already, a student's or an operator's.</returns>
    ValueTask<Outcome<Enacted<Appointed>>> Appoint(Caller caller, NamedPerson person, OrderMark order, OrderFile file, CancellationToken cancel);

    /// <summary>Ends an officer's right.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="person">The officer.</param>
    /// <param name="order">The order.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; not found when it is no officer, refused when the caller may not.</returns>
    ValueTask<Outcome<Enacted<Appointed>>> End(Caller caller, PersonId person, OrderMark order, OrderFile file, CancellationToken cancel);

    /// <summary>Orders about officers.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The page; refused when the caller may not.</returns>
    ValueTask<Outcome<DistrictOrderPage>> Orders(Caller caller, string? cursor, int limit, CancellationToken cancel);

    /// <summary>The file of such an order.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The file; not found when there is none, refused when the caller may not.</returns>
    ValueTask<Outcome<OrderFile>> File(Caller caller, Guid order, CancellationToken cancel);
}
