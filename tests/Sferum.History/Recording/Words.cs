namespace Sferum.History;

/// <summary>What stands at a number of a chat. Only <see cref="Posted"/> counts in <c>posts</c> and is judged as a message.</summary>
public enum EventKind : byte
{
    /// <summary>A message. Its row stays <c>Posted</c> after an edit or a deletion.</summary>
    Posted,

    /// <summary>The text of an earlier message (<see cref="ChatEvent.Target"/>) was changed.</summary>
    Edited,

    /// <summary>An earlier message (<see cref="ChatEvent.Target"/>) was deleted; its number stays.</summary>
    Deleted,

    /// <summary>A message was pinned or unpinned.</summary>
    Pinned,

    /// <summary>Members came or went.</summary>
    Membership,

    /// <summary>Who may do what was changed.</summary>
    Access,

    /// <summary>Anything else that takes a number.</summary>
    Other,
}

/// <summary>How an observer came to see an event.</summary>
public enum Way : byte
{
    /// <summary>Pushed as it happened. May skip numbers (they must be repaired), may not repeat or go back.</summary>
    Live,

    /// <summary>Sent in answer to a resume. May not skip, repeat or go back.</summary>
    Resume,

    /// <summary>Fetched by the client to fill a hole. May repeat what was pushed meanwhile.</summary>
    Repair,

    /// <summary>Paged from history. Any order, any number of times; fills holes too.</summary>
    History,
}

/// <summary>Why a sender does not know what became of its message.</summary>
public enum UnknownReason : byte
{
    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>The connection was cut before the answer.</summary>
    Cut,
}
