namespace Sferum.Calls;

/// <summary>Gives participants access to the TURN servers for a while (time-limited credentials by a shared secret).</summary>
public interface ITurnCredentials
{
    /// <summary>Credentials for one participant.</summary>
    /// <param name="participant">A name that says nothing of the person outside.</param>
    /// <returns>Servers with their credentials; none: there is no TURN.</returns>
    IReadOnlyList<IceServer> For(string participant);
}

/// <summary>A STUN or TURN server as the browser takes it (RTCIceServer).</summary>
/// <param name="Urls">Its addresses.</param>
/// <param name="Username">User name; null for STUN.</param>
/// <param name="Credential">Password; null for STUN.</param>
/// <param name="ExpiresAt">Until when the credentials open a new allocation; an open one goes on.</param>
public sealed record IceServer(IReadOnlyList<string> Urls, string? Username, string? Credential, DateTimeOffset? ExpiresAt);
