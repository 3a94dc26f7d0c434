using Sferum.People;

namespace Sferum.Schools;

/// <summary>Everything at a school that waits for somebody, with its age (1.4).</summary>
public interface ICoordination
{
    /// <summary>How long a movement that could not take effect is shown.</summary>
    static readonly TimeSpan FailuresFor = TimeSpan.FromDays(14);

    /// <summary>What waits for the caller: only what the caller's roles may settle. One query.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A line for each kind of which something waits.</returns>
    ValueTask<Outcome<IReadOnlyList<WaitingWork>>> Waiting(Caller caller, CancellationToken cancel);
}

/// <summary>Work of one kind that waits.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How much of it.</param>
/// <param name="Since">Since when the oldest waits.</param>
public sealed record WaitingWork(WaitingKind Kind, long Count, DateTimeOffset Since);

/// <summary>What can wait for somebody at a school.</summary>
public enum WaitingKind
{
    /// <summary>Staff and students who want to come in.</summary>
    JoinRequests = 1,

    /// <summary>Guardians to be confirmed.</summary>
    GuardianRequests = 2,

    /// <summary>Reports that the moderators of their chats have left unanswered.</summary>
    Reports = 3,

    /// <summary>Requests for originals that another head made.</summary>
    Evidence = 4,

    /// <summary>Movements that could not take effect.</summary>
    FailedMovements = 5,

    /// <summary>Movements that will take effect on their day.</summary>
    PlannedMovements = 6,

    /// <summary>Classes of the current year without a class teacher.</summary>
    ClassesWithoutTeacher = 7,

    /// <summary>Sections of the current year without a teacher.</summary>
    SectionsWithoutTeacher = 8,
}
