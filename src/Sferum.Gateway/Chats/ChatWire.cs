using Sferum.People;

namespace Sferum.Chats;

/// <summary>Contracts and listings as they stand on the wire.</summary>
internal static class ChatWire
{
    public static ChatEvents Events(ChatId chat, IReadOnlyList<ChatEvent> events)
    {
        var rows = new ChatEventDto[events.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Event(events[i]);
        }

        return new ChatEvents(chat.Value, rows);
    }

    public static ChatEventDto Event(ChatEvent e) => new()
    {
        Number = e.Number,
        Kind = Kind(e.Kind),
        At = e.At.ToUnixTimeMilliseconds(),
        Author = e.Author is null ? null : Person(e.Author),
        RequestId = e.RequestId,
        Posts = e.Posts,
        Target = e.Target,
        Message = e.Message is null ? null : Message(e.Message),
        Members = e.Members is null ? null : Members(e.Members),
        Access = e.Access is null ? null : Access(e.Access),
        MentionsAll = e.MentionsAll ? true : null,
    };

    public static ChatSummary Summary(ChatListing c) => new()
    {
        Id = c.Id.Value,
        Kind = c.Kind.Code(),
        Title = c.Title,
        Role = c.Role.Code(),
        Head = c.Head.Number,
        Posts = c.Head.Posts,
        Rev = c.Rev,
        From = c.From,
        ReadNumber = c.Mark.Number,
        ReadPosts = c.Mark.Posts,
        ReadUpTo = c.TopMarks,
        Members = c.Members,
        Pinned = c.Pinned,
        May = ChatPermissions.Of(
            c.Role, c.Kind, c.Archived, silent: c.MutedUntil == ChatMember.ForGood || !Speech.IsWriter(c.Access.Writers, c.Kind, c.Role, c.IsNamed), c.Limited),
        Access = Access(c.Access),
        MutedUntil = c.MutedUntil?.ToUnixTimeMilliseconds(),
        Limited = c.Limited ? true : null,
        Last = c.Last is { Author: { } author, Message: { } message }
            ? new ChatPreview(c.Last.Number, c.Last.At.ToUnixTimeMilliseconds(), Person(author), message.Text)
            : null,
    };

    public static ChatPage Page(ChatId chat, LogPage page) =>
        new(chat.Value, [.. page.Events.Select(Event)], page.Head, page.Rev, page.HasEarlier, page.HasLater);

    public static ChatState Reactions(ChatId chat, long rev, IReadOnlyList<MessageReactions> changed) =>
        new() { ChatId = chat.Value, Rev = rev, Reactions = Reactions(changed) };

    public static IReadOnlyList<MessageReactionsDto> Reactions(IReadOnlyList<MessageReactions> changed) =>
        [.. changed.Select(static m => new MessageReactionsDto(m.Number, Reactions(m.Reactions)))];

    public static PersonRef Person(PersonName person) => new(person.Id.Value, person.Name, person.Role.Code());

    public static Placed Placed(Placement place) => new(place.Number, place.At.ToUnixTimeMilliseconds(), place.Posts);

    private static ChatAccessDto Access(ChatAccess a) => new()
    {
        Title = a.Title, Archived = a.Archived, Writers = a.Writers.Code(), SlowSeconds = a.SlowSeconds, MentionAll = a.Mentions.Code(),
    };

    private static MessageDto Message(MessageState m) => new()
    {
        Text = m.Text,
        ReplyTo = m.ReplyTo is null ? null : new QuoteDto(m.ReplyTo.Number, m.ReplyTo.AuthorName, m.ReplyTo.Text),
        EditedAt = m.EditedAt?.ToUnixTimeMilliseconds(),
        DeletedAt = m.DeletedAt?.ToUnixTimeMilliseconds(),
        Reactions = m.Reactions is null ? null : Reactions(m.Reactions),
    };

    private static ReactionDto[] Reactions(IReadOnlyList<Reaction> reactions) =>
        [.. reactions.Select(static r => new ReactionDto(r.Emoji, r.Count, r.Mine))];

    private static MembersChangeDto Members(MembersChange m) =>
        new([.. m.Came.Select(Person)], m.CameCount, [.. m.Went.Select(Person)], m.WentCount);

    private static string Kind(ChatEventKind kind) => kind switch
    {
        ChatEventKind.Posted => ChatEventKinds.Posted,
        ChatEventKind.Edited => ChatEventKinds.Edited,
        ChatEventKind.Deleted => ChatEventKinds.Deleted,
        ChatEventKind.Pinned => ChatEventKinds.Pinned,
        ChatEventKind.Unpinned => ChatEventKinds.Unpinned,
        ChatEventKind.Members => ChatEventKinds.Members,
        _ => ChatEventKinds.Access,
    };
}
