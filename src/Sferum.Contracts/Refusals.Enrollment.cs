namespace Sferum;

/// <content>What enrolment, assignments and movement refuse.</content>
public static partial class Refusals
{
    /// <summary>The student is in no class here, so there is nothing to move from.</summary>
    public static readonly Refusal NoClass = new("enrollment.no_class");

    /// <summary>The class or section is archived: nobody comes into it any more.</summary>
    public static readonly Refusal PlaceArchived = new("enrollment.place_archived");

    /// <summary>The person is on leave: nothing is given until the return.</summary>
    public static readonly Refusal OnLeave = new("enrollment.on_leave");

    /// <summary>Only students are enrolled.</summary>
    public static readonly Refusal NotStudent = new("enrollment.not_student");

    /// <summary>Only staff is assigned.</summary>
    public static readonly Refusal NotStaff = new("assignment.not_staff");

    /// <summary>The director and the school's administrator leave their office by an appointment of somebody else, not by a movement.</summary>
    public static readonly Refusal HoldsOffice = new("movement.holds_office");

    /// <summary>The person is not on leave, so there is nothing to return from.</summary>
    public static readonly Refusal NotOnLeave = new("movement.not_on_leave");

    /// <summary>The movement is not planned any more: applied, cancelled or failed.</summary>
    public static readonly Refusal NotPlanned = new("movement.not_planned");

    /// <summary>The teacher who is to be replaced has no such sections.</summary>
    public static readonly Refusal NothingToSubstitute = new("movement.nothing_to_substitute");

    /// <summary>A release of this student is open already.</summary>
    public static readonly Refusal AlreadyReleased = new("movement.already_released");

    /// <summary>The code of the release is unknown, used, or withdrawn.</summary>
    public static readonly Refusal ReleaseInvalid = new("movement.release_invalid");
}
