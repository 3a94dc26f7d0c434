namespace Sferum.Schools;

/// <summary>What an order of movement does (2.1-13).</summary>
public enum MovementKind
{
    /// <summary>A student comes from another school, which has released them, into a class of this one.</summary>
    Transfer,

    /// <summary>A student moves to another class of the same school.</summary>
    ClassTransfer,

    /// <summary>A student may leave for another school: its administrator takes them in with the code of the release.</summary>
    Release,

    /// <summary>Somebody is away: reads nothing and is in no chat until the return; roles and places are kept.</summary>
    Leave,

    /// <summary>Somebody is back from a leave.</summary>
    Return,

    /// <summary>Somebody leaves the school: all roles and places end.</summary>
    Dismissal,

    /// <summary>A teacher has another's sections until a date.</summary>
    Substitution,
}

/// <summary>How far a movement is.</summary>
public enum MovementStatus
{
    /// <summary>Waits for its date; a release for the other school.</summary>
    Planned,

    /// <summary>Has taken effect.</summary>
    Applied,

    /// <summary>Was taken back before its date.</summary>
    Cancelled,

    /// <summary>Could not take effect on its date; it says why.</summary>
    Failed,
}

/// <summary>Codes of movements on the wire and in the database.</summary>
public static class MovementCodes
{
    private static readonly (MovementKind Kind, string Code)[] Kinds =
    [
        (MovementKind.Transfer, "transfer"), (MovementKind.ClassTransfer, "class_transfer"), (MovementKind.Release, "release"), (MovementKind.Leave, "leave"),
        (MovementKind.Return, "return"), (MovementKind.Dismissal, "dismissal"), (MovementKind.Substitution, "substitution"),
    ];

    private static readonly (MovementStatus Status, string Code)[] Statuses =
    [
        (MovementStatus.Planned, "planned"), (MovementStatus.Applied, "applied"), (MovementStatus.Cancelled, "cancelled"), (MovementStatus.Failed, "failed"),
    ];

    /// <summary>The code of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The code.</returns>
    public static string Code(this MovementKind kind) => Kinds.First(k => k.Kind == kind).Code;

    /// <summary>The code of a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The code.</returns>
    public static string Code(this MovementStatus status) => Statuses.First(s => s.Status == status).Code;

    /// <summary>The kind with a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The kind; null for no code of ours.</returns>
    public static MovementKind? Kind(string? code) => Kinds.Where(k => k.Code == code).Select(static k => (MovementKind?)k.Kind).FirstOrDefault();

    /// <summary>The status with a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The status; null for no code of ours.</returns>
    public static MovementStatus? Status(string? code) => Statuses.Where(s => s.Code == code).Select(static s => (MovementStatus?)s.Status).FirstOrDefault();
}
