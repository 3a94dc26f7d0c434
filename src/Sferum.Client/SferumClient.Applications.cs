using Sferum.Schools;

namespace Sferum;

/// <content>Applications of schools.</content>
public sealed partial class SferumClient
{
    private const string ApplicationSecret = "X-Application-Secret";

    /// <summary>Hands in a school's application. Nobody has to be signed in.</summary>
    /// <param name="form">What it says.</param>
    /// <param name="file">The order's file: PDF, JPEG or PNG, at most 10 MB; null is refused.</param>
    /// <param name="secret">32 random bytes in base64url: with it the call may be repeated when its answer was lost. Null to have it chosen.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Number and secret.</returns>
    public Task<Reply<ApplicationReceiptDto>> ApplyAsync(
        ApplicationFormDto form, byte[]? file, string? secret = null, CancellationToken cancel = default) =>
        PlainAsync<ApplicationReceiptDto>(
            HttpMethod.Post, "/api/applications", OrderForms.Of(form, file), cancel, secret is null ? null : (ApplicationSecret, secret));

    /// <summary>Sends a returned application again.</summary>
    /// <param name="receipt">Its number and secret.</param>
    /// <param name="form">What it says now.</param>
    /// <param name="file">The order's file; null keeps the earlier one.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Where it stands.</returns>
    public Task<Reply<ApplicationDto>> ApplyAgainAsync(ApplicationReceiptDto receipt, ApplicationFormDto form, byte[]? file, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return PlainAsync<ApplicationDto>(
            HttpMethod.Put, $"/api/applications/{receipt.Number}", OrderForms.Of(form, file), cancel, (ApplicationSecret, receipt.Secret));
    }

    /// <summary>Where an application stands.</summary>
    /// <param name="receipt">Its number and secret.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The application.</returns>
    public Task<Reply<ApplicationDto>> ApplicationAsync(ApplicationReceiptDto receipt, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return PlainAsync<ApplicationDto>(HttpMethod.Get, $"/api/applications/{receipt.Number}", body: null, cancel, (ApplicationSecret, receipt.Secret));
    }

    /// <summary>The operator's list of applications.</summary>
    /// <param name="status">Which; those that wait for the operator when none is given.</param>
    /// <param name="cursor">The page; null for the first.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Those that wait longest first.</returns>
    public Task<Reply<ApplicationListDto>> ApplicationsAsync(
        string status = "submitted", string? cursor = null, int limit = 50, CancellationToken cancel = default) =>
        SignedAsync<ApplicationListDto>(HttpMethod.Get, $"/api/operator/applications?status={status}&cursor={cursor}&limit={limit}", cancel);

    /// <summary>A whole application, for the operator.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The application.</returns>
    public Task<Reply<ApplicationDetailsDto>> ReadApplicationAsync(long number, CancellationToken cancel = default) =>
        SignedAsync<ApplicationDetailsDto>(HttpMethod.Get, $"/api/operator/applications/{number}", cancel);

    /// <summary>The file of an application's order, for the operator.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The file.</returns>
    public Task<Reply<byte[]>> ApplicationOrderAsync(long number, CancellationToken cancel = default) =>
        SignedAsync<byte[]>(HttpMethod.Get, $"/api/operator/applications/{number}/order", cancel);

    /// <summary>Takes in an application that came by e-mail.</summary>
    /// <param name="form">What it says.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Number and secret, for the applicant.</returns>
    public Task<Reply<ApplicationReceiptDto>> TakeInApplicationAsync(ApplicationFormDto form, byte[]? file, CancellationToken cancel = default) =>
        SignedAsync<ApplicationReceiptDto>(HttpMethod.Post, "/api/operator/applications", cancel, OrderForms.Of(form, file));

    /// <summary>Decides an application.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="decision">What.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Where it stands.</returns>
    public Task<Reply<ApplicationDto>> DecideApplicationAsync(long number, ApplicationDecisionRequest decision, CancellationToken cancel = default) =>
        SignedAsync<ApplicationDto>(HttpMethod.Post, $"/api/operator/applications/{number}/decision", cancel, decision);
}
