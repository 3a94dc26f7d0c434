using Sferum.Chats;

namespace Sferum.Demo;

/// <summary>The end of a chat's log while the demonstration is filled. In a cluster the silos run already: what they write in between is no reason to give up.</summary>
internal sealed class DemoTail(IChatLog log, LoadedChat chat)
{
    private const int Tries = 20;
    private IChatTail _tail = log.Open(chat.Id, chat.Head);

    /// <summary>The chat as it was loaded last.</summary>
    public LoadedChat Chat { get; private set; } = chat;

    public async Task<long> Append(NewRow row)
    {
        for (var tries = 1; ; tries++)
        {
            var appended = await _tail.Append(row);
            if (appended.Status == AppendStatus.Placed)
            {
                return appended.Head.Number;
            }

            if (appended.Status != AppendStatus.Rival || tries == Tries)
            {
                throw new InvalidOperationException($"A message of the demonstration was not written: {appended.Status}.");
            }

            Chat = await log.Load(Chat.Id, CancellationToken.None) ?? throw new InvalidOperationException("A chat of the demonstration is gone.");
            _tail = log.Open(Chat.Id, Chat.Head);
        }
    }
}
