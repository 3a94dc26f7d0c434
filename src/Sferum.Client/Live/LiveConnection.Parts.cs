using Sferum.Chats;

namespace Sferum.Live;

/// <content>Messages that carry more than a text, and votes.</content>
public sealed partial class LiveConnection
{
    /// <summary>Posts a message with everything that one can carry: mentions, a forwarded message, a poll.</summary>
    /// <param name="request">What.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Where it landed.</returns>
    public Task<Reply<Placed>> PostMessageAsync(PostRequest request, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Post, request, patience, cancel);

    /// <summary>Forwards a message that one can read.</summary>
    /// <param name="from">In which chat it is.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="chat">Into which chat.</param>
    /// <param name="requestId">As in <see cref="PostAsync"/>.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Where it landed.</returns>
    public Task<Reply<Placed>> ForwardAsync(
        Guid from, long number, Guid chat, Guid? requestId = null, TimeSpan? patience = null, CancellationToken cancel = default) =>
        PostMessageAsync(new PostRequest(chat, requestId ?? Guid.CreateVersion7(), "", Forward: new ForwardRequest(from, number)), patience, cancel);

    /// <summary>Votes in a poll. The last vote counts.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message.</param>
    /// <param name="choices">Places of the options that are chosen; none takes the vote back.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> VoteAsync(
        Guid chat, long number, IReadOnlyList<int> choices, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.Vote, new VoteRequest(chat, number, choices), patience, cancel);

    /// <summary>Ends a poll: one's own, or as a moderator.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> ClosePollAsync(Guid chat, long number, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.ClosePoll, new ClosePollRequest(chat, number), patience, cancel);
}
