using System.Globalization;

namespace Sferum;

/// <content>What is refused about applications of schools, orders and appointments.</content>
public static partial class Refusals
{
    /// <summary>A school with this INN or OGRN is there, or has an application that is not decided.</summary>
    public static readonly Refusal ApplicationDuplicate = new("application.duplicate");

    /// <summary>The application is decided; there is no second decision.</summary>
    public static readonly Refusal ApplicationDecided = new("application.decided");

    /// <summary>The application has changed since it was read: read it again.</summary>
    public static readonly Refusal ApplicationChanged = new("application.changed");

    /// <summary>Only a returned application is sent again.</summary>
    public static readonly Refusal ApplicationNotReturned = new("application.not_returned");

    /// <summary>The order's file is missing.</summary>
    public static readonly Refusal OrderFileMissing = new("order.file_missing");

    /// <summary>The order's file is neither a PDF nor a JPEG nor a PNG.</summary>
    public static readonly Refusal OrderFileType = new("order.file_type");

    /// <summary>The order is decided; there is no second decision.</summary>
    public static readonly Refusal OrderDecided = new("order.decided");

    /// <summary>Another order about the director waits for the district officer.</summary>
    public static readonly Refusal OrderWaits = new("order.waits");

    /// <summary>The person holds this role already.</summary>
    public static readonly Refusal AppointedAlready = new("appointment.already");

    /// <summary>Somebody else has appointed at the same time: look again who holds the role.</summary>
    public static readonly Refusal AppointmentChanged = new("appointment.changed");

    /// <summary>An administrator is not removed, only replaced.</summary>
    public static readonly Refusal SuccessorNeeded = new("appointment.successor_needed");

    /// <summary>The phone or the person is a student's.</summary>
    public static readonly Refusal AppointeeIsStudent = new("appointment.student");

    /// <summary>An operator, who enters orders about directors, is never the district officer who confirms them.</summary>
    public static readonly Refusal AppointeeIsOperator = new("appointment.operator");

    /// <summary>An order is not confirmed by the one whom it names.</summary>
    public static readonly Refusal OrderNamesOneself = new("order.names_oneself");

    /// <summary>The order's file is too large.</summary>
    /// <param name="megabytes">The largest that is taken.</param>
    /// <returns>The refusal.</returns>
    public static Refusal OrderFileTooLarge(int megabytes) => new(
        "order.file_too_large",
        Args: new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = megabytes.ToString(CultureInfo.InvariantCulture) });
}
