namespace Sferum;

/// <content>What a video session refuses.</content>
public static partial class Refusals
{
    /// <summary>The session is over.</summary>
    public static readonly Refusal CallEnded = new("call.ended");

    /// <summary>A leader has closed the session: nobody else comes in.</summary>
    public static readonly Refusal CallClosed = new("call.closed");

    /// <summary>A leader has taken this person out for good.</summary>
    public static readonly Refusal CallBlocked = new("call.blocked");

    /// <summary>As many are in, or wait, as a session bears.</summary>
    public static readonly Refusal CallFull = new("call.full");

    /// <summary>Only who is in may ask this.</summary>
    public static readonly Refusal NotInCall = new("call.not_in");

    /// <summary>Only leaders do this.</summary>
    public static readonly Refusal NotLeading = new("call.not_leading");

    /// <summary>A helper does nothing to those who lead by right.</summary>
    public static readonly Refusal OverLeader = new("call.over_leader");

    /// <summary>Only somebody of the staff helps to lead: students and guardians mute nobody (product, 2.5, 2.6).</summary>
    public static readonly Refusal HelperNotStaff = new("call.helper_not_staff");

    /// <summary>Microphones are locked.</summary>
    public static readonly Refusal MicrophonesLocked = new("call.microphones_locked");

    /// <summary>Cameras are locked.</summary>
    public static readonly Refusal CamerasLocked = new("call.cameras_locked");

    /// <summary>Sharing is locked.</summary>
    public static readonly Refusal ShareLocked = new("call.share_locked");

    /// <summary>The session's leaders have locked the chat, or none of them is there.</summary>
    public static readonly Refusal ChatHeld = new("call.chat_held");

    /// <summary>Without the guardian's consent one only listens.</summary>
    public static readonly Refusal ListensOnly = new("call.listens_only");

    /// <summary>There is no such group.</summary>
    public static readonly Refusal NoGroup = new("call.no_group");

    /// <summary>While people are in groups no others are made.</summary>
    public static readonly Refusal GroupsOpen = new("call.groups_open");

    /// <summary>One poll at a time: the one that is open has to be closed first.</summary>
    public static readonly Refusal PollOpen = new("call.poll_open");

    /// <summary>There is no such poll, or it is over.</summary>
    public static readonly Refusal PollOver = new("call.poll_over");

    /// <summary>The board is not open, or is another one now.</summary>
    public static readonly Refusal NoBoard = new("call.no_board");

    /// <summary>As many sessions run in the school as may at the same time.</summary>
    public static readonly Refusal CallsOfSchool = new("call.school_full");

    /// <summary>As many sessions run that this person has started as may at the same time.</summary>
    public static readonly Refusal CallsOfStarter = new("call.starter_full");

    /// <summary>Drawing is locked.</summary>
    public static readonly Refusal DrawingLocked = new("call.drawing_locked");

    /// <summary>As much is on the board as it bears.</summary>
    public static readonly Refusal BoardFull = new("call.board_full");

    /// <summary>An element is larger than one may be.</summary>
    public static readonly Refusal ElementTooLarge = new("call.element_too_large");

    /// <summary>Only a picture can lie under the drawing.</summary>
    public static readonly Refusal NotAPicture = new("call.not_a_picture");

    /// <summary>Without a media server a session is for two.</summary>
    public static readonly Refusal CallForTwo = new("call.for_two");

    /// <summary>Browsers are connected with each other only in the demonstration, and only without a media server.</summary>
    public static readonly Refusal NotDirect = new("call.not_direct");

    /// <summary>The session has moved to another media server: begin anew with the epoch of its state.</summary>
    public static readonly Refusal OldEpoch = new("call.old_epoch");

    /// <summary>No media server can be used now.</summary>
    public static readonly Refusal NoMedia = new("call.no_media", RetryAfterMs: 2000);

    /// <summary>The media server has refused what the browser asked.</summary>
    public static readonly Refusal MediaRefused = new("call.media_refused");
}
