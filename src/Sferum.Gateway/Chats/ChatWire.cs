using Sferum.Calls;
using Sferum.Files;
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
        MutedReason = c.MutedReason,
        Level = c.Choice.Level == NoticeLevel.All ? null : c.Choice.Level.Code(),
        PinnedAt = c.Choice.PinnedAt?.ToUnixTimeMilliseconds(),
        Mentions = c.Mentions.Count == 0 ? null : c.Mentions,
        Call = c.Call is { } call ? new RunningCallDto(call.Id.Value, call.Title, call.StartedAt.ToUnixTimeMilliseconds(), call.Held) : null,
        Class = c.Class is { } about ? new ClassRef(about.Id.Value, about.Title) : null,
        Last = c.Last is { Author: { } author, Message: { } message }
            ? new ChatPreview(c.Last.Number, c.Last.At.ToUnixTimeMilliseconds(), Person(author), message.Text) { Attached = message.Attachments?[0].Kind.Code() }
            : null,
    };

    public static ChatPage Page(ChatId chat, LogPage page) =>
        new(chat.Value, [.. page.Events.Select(Event)], page.Head, page.Rev, page.HasEarlier, page.HasLater);

    public static ChatState State(ChatId chat, long rev, IReadOnlyList<MessageReactions> reactions, IReadOnlyList<PollTally> polls) => new()
    {
        ChatId = chat.Value, Rev = rev, Reactions = reactions.Count == 0 ? null : Reactions(reactions), Polls = polls.Count == 0 ? null : [.. polls.Select(Tally)],
    };

    public static PollTallyDto Tally(PollTally t) => new(t.Number, t.Counts, t.Voters, t.ClosesAt?.ToUnixTimeMilliseconds());

    public static IReadOnlyList<MessageReactionsDto> Reactions(IReadOnlyList<MessageReactions> changed) =>
        [.. changed.Select(static m => new MessageReactionsDto(m.Number, Reactions(m.Reactions)))];

    public static ChatMemberDto Member(ListedMember m, bool seesMarks, bool seesMutes) => new(
        m.Person.Id.Value,
        m.Person.Name,
        m.Person.Role.Code(),
        seesMarks ? m.ReadNumber : null,
        seesMutes ? m.MutedUntil?.ToUnixTimeMilliseconds() : null,
        seesMutes && m.MutedUntil is not null ? m.MutedReason : null);

    public static MessageReaders Readers(Readers r, bool seesWho) =>
        new(r.Count, r.Of, seesWho ? [.. r.Read.Select(Person)] : null, seesWho ? [.. r.Unread.Select(Person)] : null);

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
        Mentions = m.Parts?.Mentions is { } mentions ? [.. mentions.Select(static n => new MentionDto(n.Label, n.Person?.Value, n.Group))] : null,
        Forwarded = m.Parts?.Forwarded is { } from ? new ForwardedDto(Person(from.Author), from.At.ToUnixTimeMilliseconds()) : null,
        Poll = m.Parts?.Poll is { } poll ? Poll(poll) : null,
        Attachments = m.Attachments is null ? null : [.. m.Attachments.Select(FileWire.Attachment)],
    };

    private static PollDto Poll(PollState p) => new()
    {
        Options = [.. p.Options.Select((text, i) => new PollOptionDto(text, p.Counts[i]))],
        Voters = p.Voters,
        Multiple = p.Multiple,
        Open = p.Open,
        ClosesAt = p.ClosesAt?.ToUnixTimeMilliseconds(),
        Mine = p.Mine is { } mine ? [.. Enumerable.Range(0, p.Options.Count).Where(i => (mine >> i & 1) == 1)] : null,
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
