namespace Sferum.Load.Accounts;

/// <summary>Somebody of the seeded school, with a session.</summary>
internal sealed class Account
{
    public required Guid Person { get; init; }

    /// <summary>The one chat that this person is in; null for none.</summary>
    public required Guid? Chat { get; init; }

    public required string AccessToken { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public required long ExpiresAt { get; set; }

    public required string RefreshToken { get; set; }
}
