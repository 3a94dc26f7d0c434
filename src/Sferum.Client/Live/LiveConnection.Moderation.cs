using Sferum.Chats;

namespace Sferum.Live;

/// <content>What a moderator does.</content>
public sealed partial class LiveConnection
{
    /// <summary>Posts a message that mentions everybody in the chat: a right of its own.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="requestId">As in <see cref="PostAsync"/>.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Where it landed.</returns>
    public Task<Reply<Placed>> PostToAllAsync(Guid chat, string text, Guid? requestId = null, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Post, new PostRequest(chat, requestId ?? Guid.CreateVersion7(), text, MentionAll: true), patience, cancel);

    /// <summary>Keeps a member silent.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="person">Whom.</param>
    /// <param name="until">How long; null: until somebody lifts it.</param>
    /// <param name="reason">Why, for the silenced person and for moderators.</param>
    /// <param name="requestId">As in <see cref="PostAsync"/>.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The row that tells of it.</returns>
    public Task<Reply<Placed>> MuteAsync(
        Guid chat,
        Guid person,
        DateTimeOffset? until = null,
        string? reason = null,
        Guid? requestId = null,
        TimeSpan? patience = null,
        CancellationToken cancel = default) =>
        AskAsync<Placed>(
            HubNames.Methods.Mute,
            new MuteRequest(chat, requestId ?? Guid.CreateVersion7(), person, On: true, until?.ToUnixTimeMilliseconds(), reason),
            patience,
            cancel);

    /// <summary>Lets a member write again.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="person">Whom.</param>
    /// <param name="requestId">As in <see cref="PostAsync"/>.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The row that tells of it.</returns>
    public Task<Reply<Placed>> UnmuteAsync(Guid chat, Guid person, Guid? requestId = null, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Mute, new MuteRequest(chat, requestId ?? Guid.CreateVersion7(), person, On: false), patience, cancel);

    /// <summary>Sets a chat: who writes, how fast, who may mention everybody; title and archive of a chat that somebody made.</summary>
    /// <param name="request">What is to be otherwise.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The row that tells of it.</returns>
    public Task<Reply<Placed>> SetAsync(SetChatRequest request, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Set, request, patience, cancel);
}
