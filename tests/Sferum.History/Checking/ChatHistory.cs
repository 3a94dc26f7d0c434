namespace Sferum.History;

/// <summary>The events of one chat, in the order in which they were recorded (within a file; files follow one another).</summary>
internal sealed class ChatHistory(RecordedHistory history, int chat, ArraySegment<int> places)
{
    public RecordedHistory History => history;

    public int Chat => chat;

    public int Count => places.Count;

    public ref readonly Entry this[int index] => ref history.Entries[places[index]];

    public int PersonOf(in Entry observed) => history.Observers[observed.Name].Person;

    public string NameOf(in Entry entry) => history.Names[entry.Name];

    /// <summary>Sorts the places of all entries by chat, in one array.</summary>
    public static IEnumerable<ChatHistory> Split(RecordedHistory history)
    {
        var entries = history.Entries;
        var ends = new int[history.Chats.Count + 1];
        for (var i = 0; i < entries.Count; i++) ends[entries[i].Chat + 1]++;
        for (var chat = 1; chat < ends.Length; chat++) ends[chat] += ends[chat - 1];
        var places = new int[entries.Count];
        for (var i = 0; i < entries.Count; i++) places[ends[entries[i].Chat]++] = i;
        // Each end has moved to where the next chat begins; chat 0 holds what belongs to no chat.
        for (var chat = 1; chat < history.Chats.Count; chat++)
        {
            yield return new ChatHistory(history, chat, new ArraySegment<int>(places, ends[chat - 1], ends[chat] - ends[chat - 1]));
        }
    }
}
