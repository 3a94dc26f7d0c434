namespace Sferum.People;

/// <summary>Settings of sign-in: section <c>Sferum:SignIn</c>.</summary>
public sealed class PeopleOptions
{
    /// <summary>Where they stand in the configuration.</summary>
    public const string Section = "Sferum:SignIn";

    /// <summary>Budgets of codes and tries.</summary>
    public SignInLimits Limits { get; } = new();

    /// <summary>Numbers written without a country code are of this country.</summary>
    public string Region { get; set; } = "RU";

    /// <summary>Sign-in requests of one address to this gateway at once; a coarse shield before the budgets, which count in the database.</summary>
    public int RequestBurst { get; set; } = 60;

    /// <summary>Sign-in requests of one address to this gateway in a second, in the long run.</summary>
    public int RequestsPerSecond { get; set; } = 10;

    /// <summary>
    /// Whether operators, district officers, school administrators and directors must show a second factor before anything else. Not set: they must where a real district is served.
    /// </summary>
    public bool? RequireSecondFactor { get; set; }

    /// <summary>The same, decided.</summary>
    public bool DemandsSecondFactor => RequireSecondFactor ?? Production;

    /// <summary>The demonstration: whoever comes chooses whom to be. Set by the host, never by configuration alone.</summary>
    public bool Demo { get; set; }

    /// <summary>A real district is served: what only writes to the console must then have been chosen by name. Set by the host.</summary>
    public bool Production { get; set; }
}
