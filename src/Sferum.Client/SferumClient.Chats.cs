using System.Globalization;
using Sferum.Chats;

namespace Sferum;

/// <content>What is read of chats over HTTP.</content>
public sealed partial class SferumClient
{
    /// <summary>A page of a chat's history, in ascending order.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="place">Where; the newest page when not given.</param>
    /// <param name="limit">How many rows at most, up to <see cref="ChatLimits.PageSize"/>; the server's choice when not given.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The page.</returns>
    public Task<Reply<ChatPage>> HistoryAsync(Guid chat, HistoryPlace? place = null, int? limit = null, CancellationToken cancel = default)
    {
        var query = (place ?? HistoryPlace.Newest).Query;
        var rows = limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"{(query.Length == 0 ? "" : "&")}limit={most}") : "";
        var path = $"/api/chats/{chat}/messages";
        return SignedAsync<ChatPage>(HttpMethod.Get, query.Length + rows.Length == 0 ? path : $"{path}?{query}{rows}", cancel);
    }

    /// <summary>A page of a chat's members, by role and name.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="cursor"><see cref="ChatMembersPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The page.</returns>
    public Task<Reply<ChatMembersPage>> MembersAsync(Guid chat, string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<ChatMembersPage>(HttpMethod.Get, $"/api/chats/{chat}/members" + (cursor is null ? "" : "?cursor=" + Uri.EscapeDataString(cursor)), cancel);
}
