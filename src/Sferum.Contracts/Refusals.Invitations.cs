namespace Sferum;

/// <content>What is refused about links and requests to join.</content>
public static partial class Refusals
{
    /// <summary>The link is unknown, expired, revoked, used up, or its issuer may no longer issue it: all look the same.</summary>
    public static readonly Refusal InvitationInvalid = new("invitation.invalid");

    /// <summary>No link grants this role: administrators and directors come by an order.</summary>
    public static readonly Refusal InvitationRole = new("invitation.role_not_granted");

    /// <summary>A staff link is shown when it is made and never again.</summary>
    public static readonly Refusal InvitationShownOnce = new("invitation.shown_once");

    /// <summary>The person already has what the link gives.</summary>
    public static readonly Refusal AlreadyMember = new("join.already_member");

    /// <summary>The person already waits for the decision of this school.</summary>
    public static readonly Refusal AlreadyPending = new("join.already_pending");

    /// <summary>One account is not a student and an adult of a school at once.</summary>
    public static readonly Refusal JoinRoleConflict = new("join.role_conflict");

    /// <summary>The request was decided already, or withdrawn.</summary>
    public static readonly Refusal JoinDecided = new("join.decided");

    /// <summary>The roster keeps several places for students of this name: say which one.</summary>
    public static readonly Refusal JoinChoosePlace = new("join.choose_place");

    /// <summary>A rejection says why.</summary>
    public static readonly Refusal JoinReasonNeeded = new("join.reason_needed");

    /// <summary>The student is in a class already; a student is in one class over all schools.</summary>
    public static readonly Refusal HasClass = new("enrollment.has_class");
}
