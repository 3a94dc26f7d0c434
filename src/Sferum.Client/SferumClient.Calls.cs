using System.Globalization;
using Sferum.Calls;

namespace Sferum;

/// <content>What has become of video sessions, for those who lead in their chats.</content>
public sealed partial class SferumClient
{
    /// <summary>The sessions of a chat, the latest first.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="before">Sessions that began before (Unix ms); null for the latest.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>At most 50.</returns>
    public Task<Reply<CallRecords>> CallsAsync(Guid chat, long? before = null, CancellationToken cancel = default) => SignedAsync<CallRecords>(
        HttpMethod.Get, before is { } at ? string.Create(CultureInfo.InvariantCulture, $"/api/chats/{chat}/calls?before={at}") : $"/api/chats/{chat}/calls", cancel);

    /// <summary>Who was in a session.</summary>
    /// <param name="call">The session.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Everybody who was in or could have been.</returns>
    public Task<Reply<AttendanceDto>> AttendanceAsync(Guid call, CancellationToken cancel = default) =>
        SignedAsync<AttendanceDto>(HttpMethod.Get, $"/api/calls/{call}/attendance", cancel);
}
