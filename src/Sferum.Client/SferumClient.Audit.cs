using System.Globalization;
using Sferum.Audit;

namespace Sferum;

/// <content>The record of what was done.</content>
public sealed partial class SferumClient
{
    /// <summary>A page of the record of the school in which the session acts (of the deployment, for the operator), the newest first.</summary>
    /// <param name="act">Only acts with this code.</param>
    /// <param name="actor">Only what this person did.</param>
    /// <param name="subject">Only what was done to this.</param>
    /// <param name="from">Not before (Unix ms).</param>
    /// <param name="to">Before (Unix ms).</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The page.</returns>
    public Task<Reply<AuditPageDto>> AuditAsync(
        string? act = null, Guid? actor = null, Guid? subject = null, long? from = null, long? to = null, string? cursor = null, CancellationToken cancel = default)
    {
        (string Name, string? Value)[] narrowed =
        [
            ("act", act), ("actor", actor?.ToString()), ("subject", subject?.ToString()), ("from", from?.ToString(CultureInfo.InvariantCulture)),
            ("to", to?.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor),
        ];
        var query = string.Join('&', narrowed.Where(static n => n.Value is not null).Select(static n => $"{n.Name}={Uri.EscapeDataString(n.Value!)}"));
        return SignedAsync<AuditPageDto>(HttpMethod.Get, $"/api/school/audit?{query}", cancel);
    }

    /// <summary>What acts there are to look for.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By code, each with its words in the caller's language.</returns>
    public Task<Reply<AuditActsDto>> AuditActsAsync(CancellationToken cancel = default) => SignedAsync<AuditActsDto>(HttpMethod.Get, "/api/school/audit/acts", cancel);
}
