using Sferum.People;

namespace Sferum.Schools;

/// <summary>Applications of schools, from the applicant's side. Nobody has to be signed in: the number and the secret open the application.</summary>
public interface ISchoolApplications
{
    /// <summary>Hands in an application. Who chooses the secret may repeat the call when its answer was lost: it gets the same number.</summary>
    /// <param name="form">What it says.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="secret">32 random bytes in base64url, chosen by the applicant; null to have it chosen.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Number and secret; refused when a field can't be so, and when a school with this INN or OGRN is there or has an undecided application.</returns>
    ValueTask<Outcome<ApplicationReceipt>> Submit(ApplicationForm form, OrderFile file, string? secret, CancellationToken cancel);

    /// <summary>Hands in an application that came by e-mail, in the applicant's name.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="form">What it says.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>As <see cref="Submit"/>; refused when the caller may not.</returns>
    ValueTask<Outcome<ApplicationReceipt>> TakeIn(Caller caller, ApplicationForm form, OrderFile file, CancellationToken cancel);

    /// <summary>Sends a returned application again. Once for each return.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="form">What it says now.</param>
    /// <param name="file">The order's file; null keeps the one that is there.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>
    /// Where it stands; not found for a wrong number or secret, refused when it was not returned, and as <see cref="Submit"/>.
    /// </returns>
    ValueTask<Outcome<ApplicationState>> Resubmit(long number, string secret, ApplicationForm form, OrderFile? file, CancellationToken cancel);

    /// <summary>Where an application stands.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Null when number or secret is wrong.</returns>
    ValueTask<ApplicationState?> Find(long number, string secret, CancellationToken cancel);
}

/// <summary>Applications of schools, from the operator's side.</summary>
public interface IApplicationDesk
{
    /// <summary>Applications that stand somewhere, those that do so longest first.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="status">Where they stand.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The page; refused when the caller may not.</returns>
    ValueTask<Outcome<ApplicationPage>> List(Caller caller, ApplicationStatus status, string? cursor, int limit, CancellationToken cancel);

    /// <summary>A whole application.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The application; not found when there is none, refused when the caller may not.</returns>
    ValueTask<Outcome<ApplicationDetails>> Read(Caller caller, long number, CancellationToken cancel);

    /// <summary>The file of its order.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The file; not found when there is none, refused when the caller may not.</returns>
    ValueTask<Outcome<OrderFile>> File(Caller caller, long number, CancellationToken cancel);

    /// <summary>
    /// Decides an application, once: of two who decide at once one is refused. An approval makes the school, its chats, and its director and
    /// administrator, bound to the phones named in it. The applicant is written to.
    /// </summary>
    /// <param name="caller">An operator.</param>
    /// <param name="number">Its number.</param>
    /// <param name="decision">What.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>
    /// Where it stands; refused when the caller may not, when it was decided or changed since it was read, when a school with its INN or OGRN is there,
    /// and when a phone is a student's.
    /// </returns>
    ValueTask<Outcome<Enacted<ApplicationState>>> Decide(Caller caller, long number, ApplicationDecision decision, CancellationToken cancel);
}
