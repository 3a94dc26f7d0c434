namespace Sferum;

/// <summary>This gateway is being emptied, or has more than its share: the client opens another connection, resumes on it by number, and only then closes this one.</summary>
/// <param name="SpreadMs">The client begins after a random time within so many milliseconds, so that not all come to the other gateways at once.</param>
public sealed record GoAway(int SpreadMs);
