using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Links by which people come in (2.1-6, 2.1-7, 2.1-8). The administrator makes and revokes them; a class teacher sees the student links of the own
/// classes. A link of another school, or of another's class, is <see cref="Refusals.NotFound"/>.
/// </summary>
public interface IInvitations
{
    /// <summary>Makes a link in the school in which the caller acts.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="invitation">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The link with its secret, which is told here and, of staff links, never again.</returns>
    ValueTask<Outcome<Enacted<OpenInvitation>>> Create(Caller caller, NewInvitation invitation, CancellationToken cancel);

    /// <summary>Ends a link: from the commit on nobody comes in by it. Doing it again changes nothing.</summary>
    /// <param name="caller">The administrator; or a class teacher, of a guardians' link of the own class.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The link as it is now; not found when the caller does not see it, refused when the caller only sees it.</returns>
    ValueTask<Outcome<Enacted<Invitation>>> Revoke(Caller caller, InvitationId id, CancellationToken cancel);

    /// <summary>Shows a class's link again, and notes that.</summary>
    /// <param name="caller">The administrator, or the class's teacher.</param>
    /// <param name="id">A student link.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The link with its secret; <see cref="Refusals.InvitationShownOnce"/> for a staff link.</returns>
    ValueTask<Outcome<Enacted<OpenInvitation>>> Show(Caller caller, InvitationId id, CancellationToken cancel);

    /// <summary>Whoever holds the secret prints it; that is noted.</summary>
    /// <param name="caller">The administrator, or the class's teacher.</param>
    /// <param name="id">Which.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What the sheet tells; <see cref="Refusals.InvitationInvalid"/> when the secret is another's or the link is dead.</returns>
    ValueTask<Outcome<Enacted<InvitationSheet>>> Print(Caller caller, InvitationId id, string secret, CancellationToken cancel);

    /// <summary>Notes that a link was handed to somebody of the school's staff (2.1-7, 2.1-8).</summary>
    /// <param name="caller">The administrator.</param>
    /// <param name="id">Which.</param>
    /// <param name="to">To whom.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The link; <see cref="Refusals.NotFound"/> when the person is not of the staff.</returns>
    ValueTask<Outcome<Enacted<Invitation>>> HandOut(Caller caller, InvitationId id, PersonId to, CancellationToken cancel);

    /// <summary>The links that the caller may see, the newest first.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="query">Which of them.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A page.</returns>
    ValueTask<Outcome<InvitationPage>> List(Caller caller, InvitationQuery query, CancellationToken cancel);

    /// <summary>What happened with a link: uses and hand-outs, the newest first.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">Which.</param>
    /// <param name="after">The end of the page before.</param>
    /// <param name="limit">1 to <see cref="TimeCursor.MaxPage"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A page.</returns>
    ValueTask<Outcome<InvitationLogPage>> Log(Caller caller, InvitationId id, TimeCursor? after, int limit, CancellationToken cancel);

    /// <summary>What a secret opens. Changes nothing. One query, whether there is such a link or not.</summary>
    /// <param name="secret">What stood behind the #.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>What it opens; <see cref="Refusals.InvitationInvalid"/> for unknown, expired, revoked, used up and orphaned ones alike.</returns>
    ValueTask<Outcome<InvitationGlimpse>> Peek(string secret, CancellationToken cancel);
}

/// <summary>Which links.</summary>
/// <param name="Kind">Of one kind; null for all.</param>
/// <param name="Class">Of one class; null for all.</param>
/// <param name="After">The end of the page before.</param>
/// <param name="Limit">1 to <see cref="TimeCursor.MaxPage"/>.</param>
public sealed record InvitationQuery(InvitationKind? Kind = null, ClassId? Class = null, TimeCursor? After = null, int Limit = TimeCursor.UsualPage);

/// <summary>A page of links.</summary>
/// <param name="Invitations">The links.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record InvitationPage(IReadOnlyList<Invitation> Invitations, TimeCursor? Next);

/// <summary>A page of what happened with a link.</summary>
/// <param name="Events">What happened.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record InvitationLogPage(IReadOnlyList<InvitationEvent> Events, TimeCursor? Next);

/// <summary>What a printed sheet tells.</summary>
/// <param name="SchoolName">Which school.</param>
/// <param name="TimeZone">Its zone: the sheet names the last day in it.</param>
/// <param name="Invitation">The link.</param>
public sealed record InvitationSheet(string SchoolName, string TimeZone, Invitation Invitation);
