namespace Sferum.Schools;

/// <summary>Somebody whom an order names.</summary>
/// <param name="FamilyName">Family name; 1 to 100 characters.</param>
/// <param name="GivenName">Given name; 1 to 100 characters.</param>
/// <param name="MiddleName">Patronymic; null when there is none.</param>
/// <param name="Phone">A phone that can receive a code: whoever signs in with it is this person.</param>
public sealed record NamedPersonDto(string FamilyName, string GivenName, string? MiddleName, string Phone);

/// <summary>
/// A school's application. Sent as <c>multipart/form-data</c> with a part of the same name for each field, the people's fields beginning with
/// <c>director</c> and <c>admin</c> (<c>directorFamilyName</c>), and the order's file (PDF, JPEG or PNG, at most 10 MB) as the part <c>order</c>.
/// </summary>
public sealed record ApplicationFormDto
{
    /// <summary>What the school is called; 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>IANA zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Postal address.</summary>
    public required string Address { get; init; }

    /// <summary>The school's e-mail.</summary>
    public required string Email { get; init; }

    /// <summary>INN, ten digits.</summary>
    public required string Inn { get; init; }

    /// <summary>OGRN, thirteen digits.</summary>
    public required string Ogrn { get; init; }

    /// <summary>The director.</summary>
    public required NamedPersonDto Director { get; init; }

    /// <summary>The administrator whom the order appoints.</summary>
    public required NamedPersonDto Admin { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required string ContactEmail { get; init; }

    /// <summary>The order's number.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>The order's date, <c>yyyy-MM-dd</c>.</summary>
    public required string OrderDate { get; init; }
}

/// <summary>What an applicant gets. The secret opens the application's page and is shown once.</summary>
/// <param name="Number">The application's number.</param>
/// <param name="Secret">To be sent in the header <c>X-Application-Secret</c>.</param>
public sealed record ApplicationReceiptDto(long Number, string Secret);

/// <summary>A step of an application.</summary>
/// <param name="Status"><c>submitted</c>, <c>returned</c>, <c>approved</c> or <c>rejected</c>.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record ApplicationStepDto(string Status, long At, string? Reason);

/// <summary>Where an application stands.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Revision">Grows by one with each step; a decision names the one that was read.</param>
/// <param name="Status">As in <see cref="ApplicationStepDto"/>.</param>
/// <param name="SchoolName">The school's name in it.</param>
/// <param name="Steps">Its history.</param>
public sealed record ApplicationDto(long Number, long Revision, string Status, string SchoolName, IReadOnlyList<ApplicationStepDto> Steps);

/// <summary>An application in the operator's list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Status">As in <see cref="ApplicationStepDto"/>.</param>
/// <param name="SchoolName">The school's name in it.</param>
/// <param name="SubmittedAt">When it came first.</param>
/// <param name="ChangedAt">Since when it stands where it stands.</param>
/// <param name="AgeSeconds">How long it has stood there.</param>
public sealed record ApplicationLineDto(long Number, string Status, string SchoolName, long SubmittedAt, long ChangedAt, long AgeSeconds);

/// <summary>A page of the operator's list.</summary>
/// <param name="Applications">Those that wait longest first.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record ApplicationListDto(IReadOnlyList<ApplicationLineDto> Applications, string? Next);

/// <summary>A whole application.</summary>
/// <param name="Application">Where it stands.</param>
/// <param name="Form">What it says.</param>
/// <param name="TakenIn">Whether an operator entered it for the applicant.</param>
/// <param name="SchoolId">The school that came of it.</param>
public sealed record ApplicationDetailsDto(ApplicationDto Application, ApplicationFormDto Form, bool TakenIn, Guid? SchoolId);

/// <summary>A decision about an application.</summary>
/// <param name="Decision"><c>approve</c>, <c>return</c> or <c>reject</c>.</param>
/// <param name="Revision">The revision that was read.</param>
/// <param name="Reason">Why; needed for all but an approval.</param>
public sealed record ApplicationDecisionRequest(string Decision, long Revision, string? Reason = null);
