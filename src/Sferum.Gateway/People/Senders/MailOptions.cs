using System.Net;

namespace Sferum.People;

/// <summary>Mail: section <c>Sferum:Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Where they stand in the configuration.</summary>
    public const string Section = "Sferum:Mail";

    /// <summary>The mail server; letters are written to the console when none is named.</summary>
    public string? Host { get; set; }

    /// <summary>Its port for submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Who sends.</summary>
    public string? From { get; set; }

    /// <summary>The account; none when the server asks for none.</summary>
    public string? User { get; set; }

    /// <summary>A file with the account's password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>How long a letter may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Only a server on this machine may be spoken to without TLS.</summary>
    internal bool NeedsTls => !(string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address)));
}
