namespace Sferum.Schools;

/// <summary>
/// An order that appoints somebody. Sent as <c>multipart/form-data</c>, the order's file (PDF, JPEG or PNG, at most 10 MB) as the part <c>order</c>.
/// Either <c>personId</c>, or names and a phone.
/// </summary>
public record OrderFormDto
{
    /// <summary>Somebody who works at the school.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Family name of somebody by phone.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Given name of somebody by phone.</summary>
    public string? GivenName { get; init; }

    /// <summary>Patronymic of somebody by phone.</summary>
    public string? MiddleName { get; init; }

    /// <summary>The phone: whoever signs in with it is that person.</summary>
    public string? Phone { get; init; }

    /// <summary>The order's number.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>The order's date, <c>yyyy-MM-dd</c>.</summary>
    public required string OrderDate { get; init; }
}

/// <summary>An order that appoints a deputy.</summary>
public sealed record DeputyFormDto : OrderFormDto
{
    /// <summary><c>school_admin</c> or <c>administration</c>.</summary>
    public required string Role { get; init; }

    /// <summary>When the role ends by itself; within a year.</summary>
    public required long Until { get; init; }
}

/// <summary>Somebody who directs or administers a school.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">As what.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">When a deputy's role ends by itself.</param>
/// <param name="OrderId">By which order.</param>
public sealed record AppointmentDto(Guid PersonId, string Name, string Role, long Since, long? Until, Guid? OrderId);

/// <summary>Director, administrator and deputies of a school.</summary>
/// <param name="Appointments">By role and name.</param>
public sealed record AppointmentListDto(IReadOnlyList<AppointmentDto> Appointments);

/// <summary>What an appointment has changed.</summary>
/// <param name="PersonId">Who has come into the role; null when somebody only left it.</param>
public sealed record AppointedDto(Guid? PersonId);

/// <summary>An order of a school.</summary>
/// <param name="Id">The order.</param>
/// <param name="SchoolId">Whose.</param>
/// <param name="SchoolName">Its name.</param>
/// <param name="Kind"><c>application</c>, <c>admin</c>, <c>deputy</c> or <c>director</c>.</param>
/// <param name="Status"><c>pending</c>, <c>effective</c> or <c>refused</c>.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date, <c>yyyy-MM-dd</c>.</param>
/// <param name="At">When it was entered.</param>
/// <param name="Reason">Why the district officer refused it.</param>
public sealed record OrderDto(Guid Id, Guid SchoolId, string SchoolName, string Kind, string Status, string Number, string Date, long At, string? Reason);

/// <summary>A page of orders.</summary>
/// <param name="Orders">The oldest first.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record OrderListDto(IReadOnlyList<OrderDto> Orders, string? Next);

/// <summary>An order that waits for the district officer.</summary>
/// <param name="Id">The order.</param>
public sealed record OrderEnteredDto(Guid Id);

/// <summary>A decision about an order.</summary>
/// <param name="Confirm">True to confirm.</param>
/// <param name="Reason">Why not; needed for a refusal.</param>
public sealed record DirectorDecisionRequest(bool Confirm, string? Reason = null);
