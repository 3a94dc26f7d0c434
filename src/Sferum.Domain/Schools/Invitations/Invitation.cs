using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>An invitation (UUIDv7; not an order, and no secret).</summary>
public readonly record struct InvitationId(Guid Value)
{
    public static InvitationId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Whom a link brings in.</summary>
public enum InvitationKind
{
    /// <summary>People who work at the school; the administrator accepts them and assigns them.</summary>
    Staff,

    /// <summary>Students of one class.</summary>
    Student,

    /// <summary>A guardian of one child, into one chat.</summary>
    Guardian,
}

/// <summary>What follows from an invitation's kind.</summary>
public static class InvitationKinds
{
    /// <summary>As it stands on the wire and in the database.</summary>
    public static string Code(this InvitationKind kind) => kind switch
    {
        InvitationKind.Staff => "staff",
        InvitationKind.Student => "student",
        _ => "guardian",
    };

    /// <summary>The kind with this code; null for an unknown one.</summary>
    public static InvitationKind? Parse(string? code) => code switch
    {
        "staff" => InvitationKind.Staff,
        "student" => InvitationKind.Student,
        "guardian" => InvitationKind.Guardian,
        _ => null,
    };

    /// <summary>What somebody must be allowed to do who issues such a link; and still be allowed when it is used, or the link is dead.</summary>
    public static Operation Issuing(this InvitationKind kind) => kind is InvitationKind.Guardian ? Operation.InviteGuardians : Operation.ManageInvitations;

    /// <summary>How long such a link lives when nothing else is asked for.</summary>
    public static TimeSpan UsualLife(this InvitationKind kind) => kind is InvitationKind.Staff ? TimeSpan.FromHours(72) : TimeSpan.FromDays(7);

    /// <summary>How long such a link may live.</summary>
    public static TimeSpan LongestLife(this InvitationKind kind) => kind is InvitationKind.Staff ? TimeSpan.FromDays(7) : TimeSpan.FromDays(30);
}

/// <summary>A link to be made.</summary>
/// <param name="Kind">Whom it brings in.</param>
/// <param name="Role">As what; staff links only.</param>
/// <param name="Class">Into which class; student links only.</param>
/// <param name="Cap">How many people may use it; null for the usual number.</param>
/// <param name="Life">How long it lives; null for the usual time.</param>
public sealed record NewInvitation(InvitationKind Kind, Role Role, ClassId? Class, int? Cap, TimeSpan? Life)
{
    /// <summary>So many people at most may use one link.</summary>
    public const int MaxCap = 1000;

    /// <summary>So many may when nothing else is asked for: a class, or a staff room.</summary>
    public const int UsualCap = 40;

    /// <summary>Roles that a staff link may grant. Administrators and directors come by an order, never by a link.</summary>
    public const Role Granted = Role.ClassTeacher | Role.SubjectTeacher | Role.Administration;

    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(10);

    /// <summary>How many people may use it.</summary>
    public int Uses => Cap ?? UsualCap;

    /// <summary>How long it lives.</summary>
    public TimeSpan Lives => Life ?? Kind.UsualLife();

    /// <summary>The role that it grants.</summary>
    public Role Grants => Kind is InvitationKind.Staff ? Role : Role.Student;

    /// <summary>Whether there can be such a link.</summary>
    /// <returns>Null, or why not.</returns>
    public Refusal? Check() => Kind switch
    {
        InvitationKind.Staff when (Role & Granted) == 0 || (Role & (Role - 1)) != 0 => Refusals.InvitationRole,
        InvitationKind.Staff when Class is not null => Refusals.FieldInvalid("classId"),
        InvitationKind.Student when Class is null => Refusals.FieldInvalid("classId"),
        InvitationKind.Student when Role is not (Role.None or Role.Student) => Refusals.InvitationRole,
        InvitationKind.Guardian => Refusals.FieldInvalid("kind"),
        _ when Uses is < 1 or > MaxCap => Refusals.FieldInvalid("cap"),
        _ when Lives < ShortestLife || Lives > Kind.LongestLife() => Refusals.FieldInvalid("hours"),
        _ => null,
    };
}

/// <summary>A link as those see it who may: never its secret.</summary>
public sealed record Invitation
{
    public required InvitationId Id { get; init; }

    public required InvitationKind Kind { get; init; }

    public required Role Role { get; init; }

    public ClassId? Class { get; init; }

    public string? ClassTitle { get; init; }

    /// <summary>How many people may use it.</summary>
    public required int Cap { get; init; }

    /// <summary>How many have.</summary>
    public required int Uses { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Whether it can still be used: not revoked, not expired, not used up, and its issuer may still make such links.</summary>
    public required bool Alive { get; init; }
}

/// <summary>A link with its secret: told to whoever made it, and to the class teacher whom it was made for.</summary>
/// <param name="Invitation">The link.</param>
/// <param name="Secret">What stands behind the # of its address.</param>
public sealed record OpenInvitation(Invitation Invitation, string Secret);

/// <summary>What somebody sees who holds a valid secret and nothing else.</summary>
/// <param name="SchoolName">Which school.</param>
/// <param name="Kind">As whom.</param>
/// <param name="Role">In which role.</param>
/// <param name="ClassTitle">Into which class; null for staff.</param>
public sealed record InvitationGlimpse(string SchoolName, InvitationKind Kind, Role Role, string? ClassTitle);

/// <summary>One thing that happened with a link.</summary>
/// <param name="What"><c>used</c>, <c>shown</c>, <c>printed</c> or <c>handed</c>.</param>
/// <param name="Person">Who did it.</param>
/// <param name="Name">Display name.</param>
/// <param name="To">Whom it was handed to.</param>
/// <param name="At">When.</param>
public sealed record InvitationEvent(string What, PersonId Person, string Name, string? To, DateTimeOffset At);
