using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.History;
using Sferum.Storage;
using Row = Sferum.History.ChatEvent;

namespace Sferum.Faults;

/// <summary>The log as it stands in the database when all is over: what the checker holds everything against.</summary>
internal sealed class FinalLog : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public FinalLog(string connection, string keyFile) => _services = new ServiceCollection()
        .AddLogging().AddSferumStorage(new StorageOptions { ConnectionString = connection }).AddSferumKeys(keyFile).BuildServiceProvider();

    private IChatReader Reader => _services.GetRequiredService<IChatReader>();

    public async Task<IReadOnlyDictionary<Guid, long>> Heads(IReadOnlyList<Guid> chats, CancellationToken cancel)
    {
        var heads = await Reader.Heads([.. chats.Select(static c => new ChatId(c))], cancel);
        return chats.ToDictionary(static c => c, c => heads.GetValueOrDefault(new ChatId(c)));
    }

    /// <summary>Gives the checker every row.</summary>
    public async Task Record(HistoryRecorder recorder, IReadOnlyDictionary<Guid, long> heads, CancellationToken cancel)
    {
        foreach (var (chat, head) in heads)
        {
            for (long after = 0; after < head;)
            {
                var rows = await Reader.Rows(new ChatId(chat), after, head, cancel);
                foreach (var row in rows)
                {
                    recorder.LogRow(chat, Of(row));
                }

                after = rows.Count > 0 ? rows[^1].Number : head;
            }

            recorder.LogHead(chat, head);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Row Of(Chats.ChatEvent row) => new(
        row.Number,
        row.Kind switch
        {
            ChatEventKind.Posted => EventKind.Posted,
            ChatEventKind.Members => EventKind.Membership,
            ChatEventKind.Access => EventKind.Access,
            _ => EventKind.Other,
        },
        row.Author?.Id.Value ?? Guid.Empty,
        row.RequestId,
        row is { Kind: ChatEventKind.Posted, Message: { EditedAt: null, Text: { } text } } ? BodyHash.Of(text) : 0,
        row.Target ?? 0,
        row.Posts);
}
