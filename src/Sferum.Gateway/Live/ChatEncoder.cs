using Sferum.Chats;

namespace Sferum.Live;

/// <summary>The one place where what happened in a chat becomes a message to sockets. Its bytes are made once per protocol in use.</summary>
internal static class ChatEncoder
{
    public static LiveMessage Events(ChatId chat, IReadOnlyList<ChatEvent> events) => new(HubNames.Events.Chat, ChatWire.Events(chat, events));

    /// <summary>What everybody in the chat is told of a change of state; null when nothing of it is for everybody.</summary>
    public static LiveMessage? State(ChatId chat, ChatStateChange change)
    {
        if (change is { Reactions: null, ReadUpTo: null, Typing: null, Polls: null })
        {
            return null;
        }

        var state = new ChatState
        {
            ChatId = chat.Value,
            Rev = change.Rev,
            Reactions = change.Reactions is null ? null : ChatWire.Reactions(change.Reactions),
            ReadUpTo = change.ReadUpTo,
            Polls = change.Polls is null ? null : [.. change.Polls.Select(ChatWire.Tally)],
            Typing = change.Typing is null ? null : [.. change.Typing.Select(ChatWire.Person)],
        };
        return new LiveMessage(HubNames.Events.State, state) { MayBeLost = true };
    }

    /// <summary>Who is online, for those who look at the chat; null when that has not changed.</summary>
    public static LiveMessage? Presence(ChatId chat, ChatStateChange change) => change.Online is null
        ? null
        : new LiveMessage(HubNames.Events.State, new ChatState { ChatId = chat.Value, Online = [.. change.Online.Select(static p => p.Value)] })
        {
            MayBeLost = true,
        };
}
