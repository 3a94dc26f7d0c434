using System.Globalization;
using Sferum.Chats;

namespace Sferum;

/// <content>What is read of chats over HTTP, and how one wants to see them.</content>
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

    /// <summary>One chat as the list shows it.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The chat.</returns>
    public Task<Reply<ChatSummary>> ChatAsync(Guid chat, CancellationToken cancel = default) =>
        SignedAsync<ChatSummary>(HttpMethod.Get, $"/api/chats/{chat}", cancel);

    /// <summary>How many have read a message, and for those who may know it, who.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="number">The message.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Its readers.</returns>
    public Task<Reply<MessageReaders>> ReadersAsync(Guid chat, long number, CancellationToken cancel = default) =>
        SignedAsync<MessageReaders>(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/chats/{chat}/messages/{number}/readers"), cancel);

    /// <summary>Messages that hold all words of a question, the newest first.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="question">Up to 100 characters.</param>
    /// <param name="before"><see cref="ChatSearchPage.Next"/> of the page before; null for the newest.</param>
    /// <param name="limit">How many at most, up to 50; the server's choice when not given.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page; it may be empty and still have a next one.</returns>
    public Task<Reply<ChatSearchPage>> SearchAsync(Guid chat, string question, long? before = null, int? limit = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var from = before is { } number ? string.Create(CultureInfo.InvariantCulture, $"&before={number}") : "";
        var most = limit is { } rows ? string.Create(CultureInfo.InvariantCulture, $"&limit={rows}") : "";
        return SignedAsync<ChatSearchPage>(HttpMethod.Get, $"/api/chats/{chat}/search?q={Uri.EscapeDataString(question)}{from}{most}", cancel);
    }

    /// <summary>Who has chosen an option of an open poll.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="number">The message.</param>
    /// <param name="option">The place of the option.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>People, by name.</returns>
    public Task<Reply<PollVoters>> VotersAsync(Guid chat, long number, int option, CancellationToken cancel = default) =>
        SignedAsync<PollVoters>(
            HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/chats/{chat}/messages/{number}/voters?option={option}"), cancel);

    /// <summary>Chooses of what in a chat one is told, and whether it stands at the top of the list. What is null stays as it is.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="level"><c>all</c>, <c>mentions</c> or <c>none</c>.</param>
    /// <param name="pinned">Whether it stands at the top.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> ChooseAsync(Guid chat, string? level = null, bool? pinned = null, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, $"/api/chats/{chat}/choice", cancel, new ChatChoiceRequest(level, pinned));

    /// <summary>Puts a message down for later, or another text or time for one that waits.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="id">Chosen by the caller; the request id of the message that it becomes.</param>
    /// <param name="text">What.</param>
    /// <param name="at">When.</param>
    /// <param name="replyTo">The message it answers.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> ScheduleAsync(Guid chat, Guid id, string text, DateTimeOffset at, long? replyTo = null, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, $"/api/chats/{chat}/scheduled/{id}", cancel, new ScheduleRequest(text, at.ToUnixTimeMilliseconds(), replyTo));

    /// <summary>One's own messages of a chat that wait, and those that could not be posted.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By time.</returns>
    public Task<Reply<ScheduledList>> ScheduledAsync(Guid chat, CancellationToken cancel = default) =>
        SignedAsync<ScheduledList>(HttpMethod.Get, $"/api/chats/{chat}/scheduled", cancel);

    /// <summary>Takes a message back that waits.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="id">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is gone.</returns>
    public Task<Reply<Done>> UnscheduleAsync(Guid chat, Guid id, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Delete, $"/api/chats/{chat}/scheduled/{id}", cancel);

    /// <summary>A page of a chat's members, by role and name.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="cursor"><see cref="ChatMembersPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The page.</returns>
    public Task<Reply<ChatMembersPage>> MembersAsync(Guid chat, string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<ChatMembersPage>(HttpMethod.Get, $"/api/chats/{chat}/members" + (cursor is null ? "" : "?cursor=" + Uri.EscapeDataString(cursor)), cancel);
}
