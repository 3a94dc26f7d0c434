using Sferum.People;

namespace Sferum.Schools;

/// <summary>Where an application stands.</summary>
public enum ApplicationStatus
{
    /// <summary>It waits for the operator.</summary>
    Submitted,

    /// <summary>It waits for the applicant to correct it.</summary>
    Returned,

    /// <summary>The school is taken on.</summary>
    Approved,

    /// <summary>The school is not taken on.</summary>
    Rejected,
}

/// <summary>The words for <see cref="ApplicationStatus"/> on the wire and in the database.</summary>
public static class ApplicationStatusCodes
{
    private static readonly string[] Codes = ["submitted", "returned", "approved", "rejected"];

    /// <summary>The word of a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The word.</returns>
    public static string Code(this ApplicationStatus status) => Codes[(int)status];

    /// <summary>The status of a word.</summary>
    /// <param name="code">The word.</param>
    /// <returns>The status; null for another word.</returns>
    public static ApplicationStatus? Parse(string? code) => Array.IndexOf(Codes, code) is >= 0 and var i ? (ApplicationStatus)i : null;
}

/// <summary>A step of an application.</summary>
/// <param name="Status">Where it came.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record ApplicationStep(ApplicationStatus Status, DateTimeOffset At, string? Reason);

/// <summary>What an applicant sees.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Revision">Grows by one with each step.</param>
/// <param name="SchoolName">The school's name in it.</param>
/// <param name="Steps">Its history, the last step is where it stands.</param>
public sealed record ApplicationState(long Number, long Revision, string SchoolName, IReadOnlyList<ApplicationStep> Steps)
{
    /// <summary>Where it stands.</summary>
    public ApplicationStatus Status => Steps[^1].Status;
}

/// <summary>What an applicant gets: the secret is shown once.</summary>
/// <param name="Number">The application's number.</param>
/// <param name="Secret">Opens the application's page.</param>
public sealed record ApplicationReceipt(long Number, string Secret)
{
    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => "receipt";
}

/// <summary>An application in the operator's list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="SchoolName">The school's name in it.</param>
/// <param name="SubmittedAt">When it came first.</param>
/// <param name="ChangedAt">Since when it stands where it stands.</param>
public sealed record ApplicationLine(long Number, ApplicationStatus Status, string SchoolName, DateTimeOffset SubmittedAt, DateTimeOffset ChangedAt);

/// <summary>A page of the operator's list.</summary>
/// <param name="Lines">Those that wait longest first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ApplicationPage(IReadOnlyList<ApplicationLine> Lines, string? Next);

/// <summary>A whole application, for the operator.</summary>
/// <param name="State">Where it stands and how it came there.</param>
/// <param name="Form">What it says.</param>
/// <param name="TakenIn">Whether an operator entered it for the applicant.</param>
/// <param name="School">The school that came of it.</param>
public sealed record ApplicationDetails(ApplicationState State, ApplicationForm Form, bool TakenIn, SchoolId? School);

/// <summary>What an operator decides.</summary>
/// <param name="Status">Approved, returned or rejected.</param>
/// <param name="Revision">The revision that was read.</param>
/// <param name="Reason">Why; needed for all but an approval.</param>
public sealed record ApplicationDecision(ApplicationStatus Status, long Revision, string? Reason)
{
    private const int MaxReason = 1000;

    /// <summary>Whether it can be decided so.</summary>
    /// <returns>Null, or the field that can not be so.</returns>
    public Refusal? Check() =>
        Status == ApplicationStatus.Submitted ? Refusals.FieldInvalid("decision")
        : Status != ApplicationStatus.Approved && string.IsNullOrWhiteSpace(Reason) ? Refusals.FieldInvalid("reason")
        : Reason is { Length: > MaxReason } || (Reason?.Any(static c => char.IsControl(c) && c != '\n') ?? false) ? Refusals.FieldInvalid("reason")
        : null;
}
