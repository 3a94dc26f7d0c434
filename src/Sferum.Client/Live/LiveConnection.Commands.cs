using Sferum.Chats;

namespace Sferum.Live;

/// <content>
/// What a person does. A command is sent again, with the same request id, after a broken connection, a time-out or a refusal that says that a repetition
/// may help, until <c>patience</c> (<see cref="LiveOptions.Patience"/> when not given) is over. A cancelled call leaves the outcome unknown.
/// </content>
public sealed partial class LiveConnection
{
    /// <summary>Posts a message.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="replyTo">Number of the message it answers.</param>
    /// <param name="requestId">To go on with a post of unknown outcome; a new id when not given.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="attachments">Files that it sends: one's own uploads, or files that one can read. With files the text may be empty.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Where it landed.</returns>
    public Task<Reply<Placed>> PostAsync(
        Guid chat, string text, long? replyTo = null, Guid? requestId = null, TimeSpan? patience = null,
        IReadOnlyList<Guid>? attachments = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Post, new PostRequest(chat, requestId ?? Guid.CreateVersion7(), text, replyTo, Attachments: attachments), patience, cancel);

    /// <summary>Changes the text of one's own message.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message.</param>
    /// <param name="text">The new text.</param>
    /// <param name="requestId">As in <see cref="PostAsync"/>.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The row that tells of it.</returns>
    public Task<Reply<Placed>> EditAsync(
        Guid chat, long number, string text, Guid? requestId = null, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Edit, new EditRequest(chat, requestId ?? Guid.CreateVersion7(), number, text), patience, cancel);

    /// <summary>Takes back a message.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message.</param>
    /// <param name="requestId">As in <see cref="PostAsync"/>.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The row that tells of it.</returns>
    public Task<Reply<Placed>> DeleteAsync(
        Guid chat, long number, Guid? requestId = null, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Delete, new DeleteRequest(chat, requestId ?? Guid.CreateVersion7(), number), patience, cancel);

    /// <summary>Pins or unpins a message.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message.</param>
    /// <param name="on">True pins, false unpins.</param>
    /// <param name="requestId">As in <see cref="PostAsync"/>.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The row that tells of it.</returns>
    public Task<Reply<Placed>> PinAsync(
        Guid chat, long number, bool on, Guid? requestId = null, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Placed>(HubNames.Methods.Pin, new PinRequest(chat, requestId ?? Guid.CreateVersion7(), number, on), patience, cancel);

    /// <summary>Sets or takes back one's reaction.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message.</param>
    /// <param name="emoji">One emoji.</param>
    /// <param name="on">True sets, false takes back.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> ReactAsync(
        Guid chat, long number, string emoji, bool on, TimeSpan? patience = null, CancellationToken cancel = default) =>
        AskAsync<Done>(HubNames.Methods.React, new ReactRequest(chat, number, emoji, on), patience, cancel);

    /// <summary>Everything up to a number has been read. One way: a lost mark comes again with the next one.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The last number seen.</param>
    /// <returns>Whether there was a live connection to send it on.</returns>
    public Task<bool> MarkReadAsync(Guid chat, long number) => TellAsync(HubNames.Methods.MarkRead, new MarkReadRequest(chat, number));

    /// <summary>The person is typing: call it as often as keys are pressed, it is sent at most once in 3 s.</summary>
    /// <param name="chat">Where.</param>
    /// <returns>Whether it was sent.</returns>
    public async Task<bool> TypingAsync(Guid chat) => MayTellTyping(chat) && await TellAsync(HubNames.Methods.Typing, new TypingRequest(chat));

    /// <summary>Looks at a chat, or looks away: presence comes while it is looked at. Renewed by itself, over reconnects too.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="on">Whether it is looked at.</param>
    /// <param name="patience">How long it is retried.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When the server knows.</returns>
    public Task<Reply<Done>> WatchAsync(Guid chat, bool on, TimeSpan? patience = null, CancellationToken cancel = default)
    {
        NoteWatch(chat, on);
        return AskAsync<Done>(HubNames.Methods.Watch, new WatchRequest(chat, on), patience, cancel);
    }

    private Task<Reply<T>> AskAsync<T>(string method, object request, TimeSpan? patience, CancellationToken cancel)
        where T : class => new Asking(_lines, _options).AskAsync<T>(method, request, patience ?? _options.Patience, cancel);

    private async Task<bool> TellAsync(string method, object request)
    {
        if (_lines.Now is not { } line)
        {
            return false;
        }

        try
        {
            await line.TellAsync(method, request);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
