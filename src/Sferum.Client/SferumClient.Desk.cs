using Sferum.Chats;

namespace Sferum;

/// <content>Chats that people make, and direct chats.</content>
public sealed partial class SferumClient
{
    /// <summary>Makes a chat.</summary>
    /// <param name="chat">What.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The chat.</returns>
    public Task<Reply<ChatMade>> CreateChatAsync(NewChatRequest chat, CancellationToken cancel = default) =>
        SignedAsync<ChatMade>(HttpMethod.Post, "/api/chats", cancel, chat);

    /// <summary>Finds or opens the direct chat with somebody. Asking again finds the same chat.</summary>
    /// <param name="person">With whom.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The chat.</returns>
    public Task<Reply<ChatMade>> DirectChatAsync(Guid person, CancellationToken cancel = default) =>
        SignedAsync<ChatMade>(HttpMethod.Post, "/api/chats/direct", cancel, new DirectChatRequest(person));

    /// <summary>Takes people into a chat that somebody made, and removes others.</summary>
    /// <param name="chat">Which.</param>
    /// <param name="add">Whom to take in.</param>
    /// <param name="remove">Whom to remove.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When everybody in it has been told.</returns>
    public Task<Reply<Done>> ChangeMembersAsync(Guid chat, IReadOnlyList<Guid>? add = null, IReadOnlyList<Guid>? remove = null, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/chats/{chat}/members", cancel, new MembersRequest(add, remove));

    /// <summary>A head of the school joins a chat of it, seen by all in it.</summary>
    /// <param name="chat">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When everybody in it has been told.</returns>
    public Task<Reply<Done>> JoinChatAsync(Guid chat, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/chats/{chat}/join", cancel);

    /// <summary>A head who has joined leaves again.</summary>
    /// <param name="chat">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When everybody in it has been told.</returns>
    public Task<Reply<Done>> LeaveChatAsync(Guid chat, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/chats/{chat}/leave", cancel);

    /// <summary>The school's chats that a head may join.</summary>
    /// <param name="after"><see cref="JoinableChats.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<JoinableChats>> SchoolChatsAsync(Guid? after = null, CancellationToken cancel = default) =>
        SignedAsync<JoinableChats>(HttpMethod.Get, after is null ? "/api/school/chats" : $"/api/school/chats?after={after}", cancel);
}
