using Sferum.Live;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>Reads over the hub.</summary>
internal sealed class ChatQueries(Resumption resumption, ChatReading reading)
{
    public async Task<Answer<ResumeAnswer>> Resume(LocalConnection connection, ResumeRequest? request, CancellationToken cancel) =>
        connection.Answer(await resumption.Resume(connection, request, cancel), static answer => answer);

    public async Task<Answer<ChatPage>> ReadSince(LocalConnection connection, ReadSinceRequest? request, CancellationToken cancel) =>
        connection.Answer(
            request is { After: >= 0, Limit: > 0 and <= ChatLimits.PageSize }
                ? await reading.Page(connection.Caller, new ChatId(request.ChatId), new PageAt.After(request.After), request.Limit, cancel)
                : Refusals.Malformed,
            static page => page);
}
