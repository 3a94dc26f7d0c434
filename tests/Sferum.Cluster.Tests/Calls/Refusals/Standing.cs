namespace Sferum.Calls;

/// <summary>Where somebody stands to a call when a hub method is called.</summary>
public enum Standing
{
    /// <summary>Leads a school of their own, and is nobody in this one.</summary>
    OfAnotherSchool,

    /// <summary>Of the school, and not in the chat.</summary>
    OutsideTheChat,

    /// <summary>In the chat, and has not come.</summary>
    NotInTheCall,

    /// <summary>Waits in the lobby.</summary>
    Waiting,

    /// <summary>Was in and has been taken out.</summary>
    Removed,

    /// <summary>Was in and has been taken out for good.</summary>
    Blocked,

    /// <summary>Is in on another device, which has taken the seat over.</summary>
    OnFormerDevice,

    /// <summary>Is in and only listens, for want of a consent.</summary>
    OnlyListens,

    /// <summary>A student who is in.</summary>
    Inside,

    /// <summary>Of the staff, made a helper by a leader.</summary>
    Helper,

    /// <summary>Whoever started the call.</summary>
    Leader,
}
