using System.Net.Http.Headers;
using Sferum.Schools;

namespace Sferum;

/// <content>The roster of the school in which the session acts.</content>
public sealed partial class SferumClient
{
    /// <summary>What importing a OneRoster archive into the own school would do. Changes nothing.</summary>
    /// <param name="zip">The archive; at most 16 MB.</param>
    /// <param name="org">Which org of the file the own school is, where nothing else says so.</param>
    /// <param name="skipBadRows">Whether the good rows are to be taken although others are bad.</param>
    /// <param name="allowLargeRemoval">Whether more may end than a mistake in a file should be able to end.</param>
    /// <param name="encoding">What the files are written in: <c>utf-8</c> (also when null), or <c>windows-1251</c>.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The preview.</returns>
    public Task<Reply<RosterPreviewDto>> PreviewRosterAsync(
        byte[] zip, string? org = null, bool skipBadRows = false, bool allowLargeRemoval = false, string? encoding = null, CancellationToken cancel = default) =>
        SignedAsync<RosterPreviewDto>(
            HttpMethod.Post, "/api/school/roster/preview" + Query(Leave(org, skipBadRows, allowLargeRemoval, encoding)), cancel, Archive(zip));

    /// <summary>Imports what a preview showed.</summary>
    /// <param name="zip">The same archive.</param>
    /// <param name="revision">The preview's revision.</param>
    /// <param name="org">As in the preview.</param>
    /// <param name="skipBadRows">As in the preview.</param>
    /// <param name="allowLargeRemoval">As in the preview.</param>
    /// <param name="encoding">As in the preview.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>What was done; <c>roster.refused.stale</c> when it would be something else than the preview showed.</returns>
    public Task<Reply<RosterPreviewDto>> ImportRosterAsync(
        byte[] zip,
        string revision,
        string? org = null,
        bool skipBadRows = false,
        bool allowLargeRemoval = false,
        string? encoding = null,
        CancellationToken cancel = default) =>
        SignedAsync<RosterPreviewDto>(
            HttpMethod.Post,
            "/api/school/roster" + Query(Leave(org, skipBadRows, allowLargeRemoval, encoding, revision)),
            cancel,
            Archive(zip));

    private static (string Name, string? Value)[] Leave(string? org, bool skip, bool large, string? encoding, string? revision = null) =>
        [("org", org), ("skipBadRows", skip ? "true" : null), ("allowLargeRemoval", large ? "true" : null), ("encoding", encoding), ("revision", revision)];

    private static Func<HttpContent> Archive(byte[] zip) => () =>
    {
        var content = new ByteArrayContent(zip);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return content;
    };
}
