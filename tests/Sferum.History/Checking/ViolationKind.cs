namespace Sferum.History;

/// <summary>How a promise can be broken.</summary>
public enum ViolationKind
{
    /// <summary>P1. A number was acknowledged, and the final log does not have it or holds something else there.</summary>
    LostAck,

    /// <summary>P3. One message stands at two numbers of the log.</summary>
    DoubledInLog,

    /// <summary>P4. An observer was pushed the same number twice within one subscription.</summary>
    SeenTwice,

    /// <summary>P2. A number up to the head is not in the log.</summary>
    HoleInLog,

    /// <summary>P4. An observer skipped a number that it was owed, and it never came.</summary>
    HoleSeen,

    /// <summary>P4. A hole was filled, but later than allowed (judged only when asked for).</summary>
    LateRepair,

    /// <summary>P2. Two observers, or an observer and the log, differ on what stands at a number.</summary>
    OrderDisagreement,

    /// <summary>P4. An observer was pushed a number below one that it already had been pushed.</summary>
    OutOfOrder,

    /// <summary>P6. A message is there that was refused or that nobody sent.</summary>
    Phantom,

    /// <summary>P1. An observer saw a number above the head of the log that was read later.</summary>
    SeenNotLogged,

    /// <summary>P8. Somebody saw what came after the end of the membership.</summary>
    EventAfterRevocation,

    /// <summary>P8. A message begun after the end of the membership was acknowledged was accepted.</summary>
    AcceptedAfterRevocation,

    /// <summary>P3. Two tries of one message were acknowledged with different numbers.</summary>
    RetryGotOtherNumber,

    /// <summary>P3. One request id was acknowledged with two bodies.</summary>
    OtherBodyAccepted,

    /// <summary>P5. A read begun after an ack of the same person did not hold the acknowledged number.</summary>
    StaleRead,

    /// <summary>P4. A resume from n sent n or something below it again.</summary>
    ResumeRepeated,

    /// <summary>P4. A resume left out a number.</summary>
    ResumeSkipped,

    /// <summary>P4. An observer that was open and settled did not get everything up to the head.</summary>
    UndeliveredTail,

    /// <summary>The count of posts at a number is not the count of posts up to it, or two saw different counts.</summary>
    PostsDisagreement,

    /// <summary>The unread count that was told is not the number of posts between mark and head.</summary>
    UnreadDisagreement,
}

/// <summary>One broken promise.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Chat">The chat.</param>
/// <param name="Number">The number it is about; the first of a run of numbers.</param>
/// <param name="Persons">Who is concerned: the author, the owner of the observer.</param>
/// <param name="Evidence">What was recorded that cannot be, in words: observers by name, numbers, ticks.</param>
public sealed record Violation(ViolationKind Kind, Guid Chat, long Number, IReadOnlyList<Guid> Persons, string Evidence);
