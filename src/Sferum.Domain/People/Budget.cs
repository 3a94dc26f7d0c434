namespace Sferum.People;

/// <summary>What a budget is counted over.</summary>
public enum BudgetScope
{
    /// <summary>One phone number.</summary>
    Phone,

    /// <summary>One network address (a whole school may be behind one).</summary>
    Address,

    /// <summary>The whole deployment.</summary>
    Everybody,
}

/// <summary>At most <paramref name="Limit"/> in any <paramref name="Window"/> (a sliding one, not a calendar one).</summary>
/// <param name="Scope">What it is counted over.</param>
/// <param name="Limit">How many.</param>
/// <param name="Window">In what time.</param>
public sealed record Budget(BudgetScope Scope, int Limit, TimeSpan Window);

/// <summary>The limits of sign-in by a one-time code.</summary>
/// <remarks>
/// Limits per phone alone do not protect: 20,000 phones × 5 codes × 5 tries are 500,000 guesses a day among 1,000,000 codes, so that about
/// every second day somebody's account is taken. What bounds the takeovers is the number of <b>wrong tries of everybody together</b>:
/// 2,000 a day among a million codes is one takeover in a year and a half of an unbroken attack, and each such day is seen in the log.
/// </remarks>
public sealed class SignInLimits
{
    /// <summary>A code has a million values.</summary>
    public const int CodeDigits = 6;

    /// <summary>How long a code lives.</summary>
    public TimeSpan CodeLife { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Tries of one code, the right one included.</summary>
    public int TriesPerCode { get; set; } = 5;

    /// <summary>The time between two codes to one phone.</summary>
    public TimeSpan BetweenCodes { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Codes to one phone in a day.</summary>
    public int CodesPerPhonePerDay { get; set; } = 5;

    /// <summary>Codes asked for from one address in an hour: a school of a thousand, behind one address, signs in over its first day.</summary>
    public int CodesPerAddressPerHour { get; set; } = 200;

    /// <summary>Codes asked for from one address in a day.</summary>
    public int CodesPerAddressPerDay { get; set; } = 1_000;

    /// <summary>Codes of the deployment in an hour: each is a paid message, and the first of September of nine schools must pass.</summary>
    public int CodesPerHour { get; set; } = 3_000;

    /// <summary>Codes of the deployment in a day: bounds what a flood of requests can cost.</summary>
    public int CodesPerDay { get; set; } = 10_000;

    /// <summary>Wrong tries of codes asked for from one address in an hour: a tenth of a school's sign-ins mistyped, three times over.</summary>
    public int WrongTriesPerAddressPerHour { get; set; } = 60;

    /// <summary>Wrong tries of everybody in an hour: an attack leaves the other hours of the day to the others.</summary>
    public int WrongTriesPerHour { get; set; } = 400;

    /// <summary>Wrong tries of everybody in a day: see the remarks.</summary>
    public int WrongTriesPerDay { get; set; } = 2_000;

    /// <summary>What a request for a code is held against.</summary>
    public IReadOnlyList<Budget> Codes =>
    [
        new(BudgetScope.Phone, 1, BetweenCodes),
        new(BudgetScope.Phone, CodesPerPhonePerDay, Day),
        new(BudgetScope.Address, CodesPerAddressPerHour, Hour),
        new(BudgetScope.Address, CodesPerAddressPerDay, Day),
        new(BudgetScope.Everybody, CodesPerHour, Hour),
        new(BudgetScope.Everybody, CodesPerDay, Day),
    ];

    /// <summary>What a try of a code is held against.</summary>
    public IReadOnlyList<Budget> WrongTries =>
    [
        new(BudgetScope.Address, WrongTriesPerAddressPerHour, Hour),
        new(BudgetScope.Everybody, WrongTriesPerHour, Hour),
        new(BudgetScope.Everybody, WrongTriesPerDay, Day),
    ];

    /// <summary>How long a row is counted by some budget; older ones may go.</summary>
    public static TimeSpan Remembered => Day + Hour;

    private static TimeSpan Hour => TimeSpan.FromHours(1);

    private static TimeSpan Day => TimeSpan.FromDays(1);
}
