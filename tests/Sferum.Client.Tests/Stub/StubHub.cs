using Microsoft.AspNetCore.SignalR;
using Sferum.Chats;

namespace Sferum.Stub;

/// <summary>The hub of the stub server: as docs/protocol.md says, and with the faults that a test plants.</summary>
internal sealed class StubHub(StubServer server) : Hub
{
    public override Task OnConnectedAsync()
    {
        server.Connections++;
        return Task.CompletedTask;
    }

    public async Task<Answer<ResumeAnswer>> Resume(ResumeRequest request)
    {
        server.Resumes.Enqueue(request);
        if (server.Refuse(HubNames.Methods.Resume) is { } no)
        {
            return new Answer<ResumeAnswer>(null, no);
        }

        await Groups.AddToGroupAsync(Context.ConnectionId, StubServer.Everybody);
        await server.BeforeResumeAnswer(Clients.Caller);
        var chats = server.Chats.Values.ToList();
        var known = request.Known.ToDictionary(static k => k.ChatId, static k => k.Number);
        var tooFar = known.Where(k => server.Chats.TryGetValue(k.Key, out var c) && c.Head - k.Value > server.MostMissed).Select(static k => k.Key).ToList();
        var missed = chats.Where(c => known.ContainsKey(c.Id) && !tooFar.Contains(c.Id))
            .Select(c => new ChatEvents(c.Id, c.After(known[c.Id]))).Where(static m => m.Events.Count > 0).ToList();
        return new Answer<ResumeAnswer>(new ResumeAnswer([.. chats.Select(static c => c.Summary())], missed, [], tooFar, 1), null);
    }

    public Answer<ChatPage> ReadSince(ReadSinceRequest request) =>
        server.Refuse(HubNames.Methods.ReadSince) is { } no
            ? new Answer<ChatPage>(null, no)
            : new Answer<ChatPage>(server.Chats[request.ChatId].Page(request.After, request.Limit), null);

    public async Task<Answer<Placed>> Post(PostRequest request)
    {
        server.Posts.Enqueue(request);
        if (server.Refuse(HubNames.Methods.Post) is { } no)
        {
            return new Answer<Placed>(null, no);
        }

        var (row, isNew) = server.Chats[request.ChatId].Append(request.Text, request.RequestId);
        if (isNew)
        {
            await server.TellAsync(request.ChatId, row);
        }

        await server.AfterPost(Context);
        return new Answer<Placed>(new Placed(row.Number, row.At, row.Posts), null);
    }

    public Answer<Done> React(ReactRequest request) => new(request.Emoji.Length > 0 ? Done.Instance : null, null);

    public Answer<Done> Watch(WatchRequest request)
    {
        server.Watches.Enqueue(request);
        return new Answer<Done>(Done.Instance, null);
    }

    public void Typing(TypingRequest request) => server.Typings.Enqueue(request);

    public void MarkRead(MarkReadRequest request) => server.Marks.Enqueue(request);
}
