namespace Sferum.People;

/// <summary>The rules of the second factor.</summary>
/// <remarks>
/// Of a million codes three are right at a time. Whoever has somebody's phone can try one in five minutes five times and thirty times a day: one takeover in thirty years.
/// </remarks>
public static class SecondFactor
{
    /// <summary>Whoever holds one of these roles anywhere shows a second factor.</summary>
    public const Role DemandingRoles = Role.Operator | Role.DistrictOfficer | Role.SchoolAdmin | Role.Director;

    /// <summary>Recovery codes made with a factor.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>How long a sign-in waits for the second code.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(5);

    /// <summary>Tries of a person's codes, right ones included, in any such window.</summary>
    public static readonly IReadOnlyList<(int Limit, TimeSpan Window)> Tries = [(5, TimeSpan.FromMinutes(5)), (30, TimeSpan.FromDays(1))];

    /// <summary>Whether some role demands one.</summary>
    /// <param name="anywhere">Every role of a person, wherever the session acts: it can go there.</param>
    /// <returns>True for those who decide about others.</returns>
    public static bool IsDemandedOf(Role anywhere) => (anywhere & DemandingRoles) != 0;
}
