using Sferum.People;

namespace Sferum.Schools;

/// <summary>Somebody who directs or administers a school, or stands in for those.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">As what.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">When it ends by itself: a deputy's role does.</param>
/// <param name="Order">By which order; null for what an old file brought.</param>
public sealed record Appointment(PersonId Person, string Name, Role Role, DateTimeOffset Since, DateTimeOffset? Until, Guid? Order);

/// <summary>Director, administrator and deputies of a school.</summary>
/// <param name="All">By role and name.</param>
public sealed record Appointments(IReadOnlyList<Appointment> All);

/// <summary>What an appointment has changed.</summary>
/// <param name="Person">Who has come into the role; null when somebody only left it.</param>
public sealed record Appointed(PersonId? Person);

/// <summary>Who directs and administers a school: each by an order (1.4, 2.2-1). There is never no administrator: one is replaced, never removed.</summary>
public interface IAppointments
{
    /// <summary>Director, administrator and deputies of the school in which the caller acts, at most 200.</summary>
    /// <param name="caller">One of them.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>By role and name; refused when the caller may not.</returns>
    ValueTask<Outcome<Appointments>> Holders(Caller caller, CancellationToken cancel);

    /// <summary>Replaces the administrator of the school in which the caller acts: the old one's right ends as the new one's begins.</summary>
    /// <param name="caller">The director.</param>
    /// <param name="appointee">Whom the order appoints.</param>
    /// <param name="order">The order.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>
    /// What has changed; refused when the caller may not, when the appointee is nobody of the school, a student or the administrator already, and when
    /// somebody else has appointed at the same time.
    /// </returns>
    ValueTask<Outcome<Enacted<Appointed>>> ReplaceAdmin(Caller caller, Appointee appointee, OrderMark order, OrderFile file, CancellationToken cancel);

    /// <summary>Appoints a deputy until a time.</summary>
    /// <param name="caller">The director.</param>
    /// <param name="role"><see cref="Role.SchoolAdmin"/> or <see cref="Role.Administration"/>.</param>
    /// <param name="until">When it ends by itself; within a year.</param>
    /// <param name="appointee">Whom the order appoints.</param>
    /// <param name="order">The order.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What has changed; refused as in <see cref="ReplaceAdmin"/>. A deputy who is one already gets the new end.</returns>
    ValueTask<Outcome<Enacted<Appointed>>> AppointDeputy(
        Caller caller, Role role, DateTimeOffset until, Appointee appointee, OrderMark order, OrderFile file, CancellationToken cancel);

    /// <summary>Ends a deputy's roles before their time.</summary>
    /// <param name="caller">The director.</param>
    /// <param name="person">The deputy.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What has changed; not found when it is no deputy, refused for the administrator: that one is replaced.</returns>
    ValueTask<Outcome<Enacted<Appointed>>> EndDeputy(Caller caller, PersonId person, CancellationToken cancel);
}
