namespace Sferum.People;

/// <summary>Where a connection gets its access token, before each attempt.</summary>
public interface IAccessTokens
{
    /// <summary>A token that is good for a while.</summary>
    /// <param name="renew">The server did not take the last one: get another, however fresh it looks.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The token; null when the session is over and there will be none.</returns>
    /// <exception cref="HttpRequestException">None could be had now; later there may be one.</exception>
    ValueTask<string?> GetAsync(bool renew, CancellationToken cancel);
}
