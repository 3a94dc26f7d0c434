namespace Sferum.People;

/// <summary>How long signed-in things last.</summary>
public static class SessionLife
{
    /// <summary>Clocks of two gateways may differ by this much.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    /// <summary>An access token lives ten minutes in the eyes of the gateway with the slowest clock.</summary>
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(10) - ClockSkew;

    /// <summary>A session that nobody uses for this long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>A session is over after this, used or not.</summary>
    public static readonly TimeSpan Whole = TimeSpan.FromDays(90);

    /// <summary>A device that nobody signed in on for this long is not known any more.</summary>
    public static readonly TimeSpan DeviceKnown = TimeSpan.FromDays(400);

    /// <summary>A refresh token shown again within this is a lost answer; later it is a theft.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>When the refresh token that is issued now goes stale.</summary>
    /// <param name="begun">When the session began.</param>
    /// <param name="at">Now.</param>
    /// <returns>After the idle time, but never after the end of the whole life.</returns>
    public static DateTimeOffset TokenExpiry(DateTimeOffset begun, DateTimeOffset at)
    {
        var idle = at + Idle;
        var whole = begun + Whole;
        return idle < whole ? idle : whole;
    }

    /// <summary>Whether showing a used token again is still the same exchange.</summary>
    /// <param name="usedAt">When it was used first.</param>
    /// <param name="at">Now.</param>
    /// <returns>False for a replay.</returns>
    public static bool InGrace(DateTimeOffset usedAt, DateTimeOffset at) => at - usedAt <= Grace;
}
