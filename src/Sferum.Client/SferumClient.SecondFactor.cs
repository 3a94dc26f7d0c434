using Sferum.People;

namespace Sferum;

/// <content>One's own second factor.</content>
public sealed partial class SferumClient
{
    /// <summary>Whether there is a second factor.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Since when, and how many recovery codes are left.</returns>
    public Task<Reply<FactorState>> SecondFactorAsync(CancellationToken cancel = default) => SignedAsync<FactorState>(HttpMethod.Get, "/api/second-factor", cancel);

    /// <summary>Asks for a second factor; it is in force when a code of it has been shown.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Its secret, for an authenticator.</returns>
    public Task<Reply<FactorOffer>> OfferSecondFactorAsync(CancellationToken cancel = default) =>
        SignedAsync<FactorOffer>(HttpMethod.Post, "/api/second-factor", cancel);

    /// <summary>Shows a code: the offered factor comes into force, or the session shows the one in force; then the tokens are renewed.</summary>
    /// <param name="code">Six digits; a recovery code when the factor is in force.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Recovery codes of a factor that has come into force.</returns>
    public async Task<Reply<FactorConfirmed>> ConfirmSecondFactorAsync(string code, CancellationToken cancel = default)
    {
        var reply = await SignedAsync<FactorConfirmed>(HttpMethod.Post, "/api/second-factor/confirm", cancel, new FactorCode(code));
        if (reply.IsDone)
        {
            // Should it fail, the next renewal brings the same.
            await RefreshAsync(cancel: cancel);
        }

        return reply;
    }

    /// <summary>Removes the second factor.</summary>
    /// <param name="code">Six digits, or a recovery code.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is gone.</returns>
    public Task<Reply<Done>> RemoveSecondFactorAsync(string code, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, "/api/second-factor/remove", cancel, new FactorCode(code));
}
