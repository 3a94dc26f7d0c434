using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// How people come in by links (2.1-12, 2.2-2, 2.3 to 2.5): a use of a link makes a request, the school decides it, once. Until then the person has no
/// place in the school: nothing of it can be read, because everything that is read is read by membership.
/// </summary>
public interface IJoinRequests
{
    /// <summary>
    /// Uses a link. The use is counted by compare-and-set in the transaction of the request (P11); what is refused counts nothing. When the school
    /// lets people of its imported roster in without waiting, and the caller is one of them in the link's role, the request is accepted at once.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <param name="secret">The link's secret.</param>
    /// <param name="name">The name of somebody who has none yet; of others it is not looked at.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>
    /// The request; or <see cref="Refusals.InvitationInvalid"/>, <see cref="Refusals.AlreadyMember"/>, <see cref="Refusals.AlreadyPending"/>,
    /// <see cref="Refusals.JoinRoleConflict"/>, <see cref="Refusals.FieldInvalid"/> for a part of the name.
    /// </returns>
    ValueTask<Outcome<Enacted<JoinRequest>>> Use(Caller caller, string secret, ApplicantName? name, CancellationToken cancel);

    /// <summary>The caller's own requests, the newest first; at most 50.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The requests.</returns>
    ValueTask<IReadOnlyList<JoinRequest>> Own(PersonId person, CancellationToken cancel);

    /// <summary>Takes one's own request back while it waits.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">Which; somebody else's is <see cref="Refusals.NotFound"/>.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The request; <see cref="Refusals.JoinDecided"/> when it does not wait any more.</returns>
    ValueTask<Outcome<Enacted<JoinRequest>>> Withdraw(Caller caller, JoinRequestId id, CancellationToken cancel);

    /// <summary>Requests to the school in which the caller acts, the oldest first.</summary>
    /// <param name="caller">The administrator.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A page.</returns>
    ValueTask<Outcome<JoinQueue>> Queue(Caller caller, JoinQuery query, CancellationToken cancel);

    /// <summary>
    /// Decides one request, by compare-and-set: of any number of decisions at once, one stands. Acceptance gives the role and, to a student, the place
    /// in the class; both are rows of the same transaction. A student of whom the imported roster knows the name, but no phone, takes the place that is kept.
    /// </summary>
    /// <param name="caller">The administrator.</param>
    /// <param name="id">Which; one of another school is <see cref="Refusals.NotFound"/>.</param>
    /// <param name="decision">What.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The request; or <see cref="Refusals.JoinDecided"/>; or <see cref="Refusals.HasClass"/> or <see cref="Refusals.JoinChoosePlace"/>, and then it waits on.</returns>
    ValueTask<Outcome<Enacted<JoinRequest>>> Decide(Caller caller, JoinRequestId id, JoinDecision decision, CancellationToken cancel);

    /// <summary>Whether people of the imported roster come in without waiting.</summary>
    /// <param name="caller">The administrator.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>True when they do.</returns>
    ValueTask<Outcome<bool>> AutoAccepts(Caller caller, CancellationToken cancel);

    /// <summary>Says whether people of the imported roster come in without waiting.</summary>
    /// <param name="caller">The administrator.</param>
    /// <param name="on">Whether.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>As it is now.</returns>
    ValueTask<Outcome<Enacted<bool>>> SetAutoAccept(Caller caller, bool on, CancellationToken cancel);
}

/// <summary>Which requests.</summary>
/// <param name="Status">In this state.</param>
/// <param name="Kind">Of one kind; null for all.</param>
/// <param name="Class">To one class; null for all.</param>
/// <param name="After">The end of the page before.</param>
/// <param name="Limit">1 to <see cref="TimeCursor.MaxPage"/>.</param>
public sealed record JoinQuery(
    JoinStatus Status = JoinStatus.Pending, InvitationKind? Kind = null, ClassId? Class = null, TimeCursor? After = null, int Limit = TimeCursor.UsualPage);

/// <summary>A page of requests.</summary>
/// <param name="Requests">The requests.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record JoinQueue(IReadOnlyList<JoinRequest> Requests, TimeCursor? Next);
