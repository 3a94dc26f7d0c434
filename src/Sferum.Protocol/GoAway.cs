namespace Sferum;

/// <summary>
/// This gateway is being emptied, or has more than its share, or the token of this connection is about to run out: the client opens another connection, resumes
/// on it by number, and only then closes this one.
/// </summary>
/// <param name="SpreadMs">The client begins after a random time within so many milliseconds, so that not all come to the other gateways at once.</param>
/// <param name="Renew">Whether the client is to come with a fresh access token, however long it thinks its own is good.</param>
public sealed record GoAway(int SpreadMs, bool Renew = false);
