using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// How guardians come in (2.6, 2.3): a link that names a class's guardians' chat and a child of the class, used by whoever has signed in by phone, and confirmed by the
/// class teacher or the administrator. A guardian is in that chat and nowhere else, as long as the child is in the class: by the roster, never by hand.
/// </summary>
public interface IGuardians
{
    /// <summary>Makes a link.</summary>
    /// <param name="caller">The administrator, the director, the administration; the class teacher for the own class.</param>
    /// <param name="link">For whom.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>
    /// The link with its secret, told here and never again; <see cref="Refusals.NotFound"/> for a chat that is not the guardians' chat of a class of one's own, and for
    /// a child who is not in that class.
    /// </returns>
    ValueTask<Outcome<Enacted<OpenInvitation>>> Invite(Caller caller, NewGuardianLink link, CancellationToken cancel);

    /// <summary>Guardians who wait to be confirmed by the caller, the oldest first.</summary>
    /// <param name="caller">The administrator, or a class teacher: those of the own classes.</param>
    /// <param name="after">The end of the page before.</param>
    /// <param name="limit">1 to <see cref="TimeCursor.MaxPage"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A page, without phones.</returns>
    ValueTask<Outcome<JoinQueue>> Waiting(Caller caller, TimeCursor? after, int limit, CancellationToken cancel);

    /// <summary>
    /// Decides, by compare-and-set: of any number of decisions at once, one stands. Confirmed, the person is the child's guardian, holds that role at the school and is in
    /// the chat; rows of one transaction.
    /// </summary>
    /// <param name="caller">The administrator, or the class teacher of the class.</param>
    /// <param name="id">Which request.</param>
    /// <param name="decision">What.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>
    /// The request; <see cref="Refusals.NotFound"/> for one of another class and when the child has left the class, <see cref="Refusals.JoinDecided"/>,
    /// <see cref="Refusals.JoinRoleConflict"/> for a student's account.
    /// </returns>
    ValueTask<Outcome<Enacted<JoinRequest>>> Decide(Caller caller, JoinRequestId id, JoinDecision decision, CancellationToken cancel);
}

/// <summary>A guardian's link to be made.</summary>
/// <param name="Chat">A class's guardians' chat.</param>
/// <param name="Student">A child of that class.</param>
/// <param name="Cap">How many people may use it; null for <see cref="UsualCap"/>.</param>
/// <param name="Life">How long it lives; null for the usual time.</param>
public sealed record NewGuardianLink(ChatId Chat, PersonId Student, int? Cap = null, TimeSpan? Life = null)
{
    /// <summary>A child has two parents more often than one.</summary>
    public const int UsualCap = 2;

    /// <summary>So many people at most may use one link.</summary>
    public const int MaxCap = 10;

    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(10);

    /// <summary>How many people may use it.</summary>
    public int Uses => Cap ?? UsualCap;

    /// <summary>How long it lives.</summary>
    public TimeSpan Lives => Life ?? InvitationKind.Guardian.UsualLife();

    /// <summary>Whether there can be such a link.</summary>
    /// <returns>Null, or why not.</returns>
    public Refusal? Check() =>
        Uses is < 1 or > MaxCap ? Refusals.FieldInvalid("cap")
        : Lives < ShortestLife || Lives > InvitationKind.Guardian.LongestLife() ? Refusals.FieldInvalid("hours")
        : null;
}
