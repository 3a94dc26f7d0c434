namespace Sferum.Push;

/// <summary>Notifications to browsers that nobody looks at: section <c>Sferum:Push</c>.</summary>
public sealed class PushOptions
{
    /// <summary>Where they stand in the configuration.</summary>
    public const string Section = "Sferum:Push";

    /// <summary>Whether they are sent at all. Off: the browsers' push services are third parties, and learn when somebody gets something.</summary>
    public bool Enabled { get; set; }

    /// <summary>Whom a push service may write to about this deployment: <c>mailto:</c> or <c>https:</c> (RFC 8292, 2.1).</summary>
    public string? Contact { get; set; }

    /// <summary>Push services may stand on this machine or in a private network, without https: for tests and closed networks. Browsers name the address.</summary>
    public bool AllowPrivateHosts { get; set; }
}
