using Sferum.People;

namespace Sferum.Chats;

/// <summary>A chat kept in lists: what the storage must look like from outside.</summary>
internal sealed class ModelChat
{
    private readonly Dictionary<PersonId, long> _marks = [];

    public List<(NewRow Row, ChatHead Place)> Rows { get; } = [];

    public Dictionary<long, Message> Messages { get; } = [];

    public List<long> Pinned { get; } = [];

    public long Rev { get; private set; }

    public ChatHead Head => Rows.Count == 0 ? default : Rows[^1].Place;

    public (AppendStatus Status, ChatHead Head) Append(NewRow row)
    {
        var target = row.Target is { } number ? Messages.GetValueOrDefault(number) : null;
        if (row.Kind is ChatEventKind.Edited or ChatEventKind.Deleted or ChatEventKind.Pinned && target is not { Deleted: false })
        {
            return (AppendStatus.Rejected, default);
        }

        var place = new ChatHead(Head.Number + 1, Head.Posts + (row.Kind == ChatEventKind.Posted ? 1 : 0));
        Rows.Add((row, place));
        switch (row.Kind)
        {
            case ChatEventKind.Posted:
                Messages[place.Number] = new Message { Text = row.Text, ReplyTo = row.ReplyTo, Said = { row.RequestId } };
                break;
            case ChatEventKind.Edited:
                target!.Text = row.Text;
                target.Edited = true;
                target.Said.Add(row.RequestId);
                break;
            case ChatEventKind.Deleted:
                target!.Text = null;
                target.Deleted = true;
                Pinned.Remove(row.Target!.Value);
                break;
            case ChatEventKind.Pinned:
                Pinned.Remove(row.Target!.Value);
                Pinned.Insert(0, row.Target.Value);
                break;
            case ChatEventKind.Unpinned:
                Pinned.Remove(row.Target!.Value);
                break;
        }

        return (AppendStatus.Placed, place);
    }

    /// <summary>The answer to a request that was placed before; what was said of a deleted message can no longer be compared.</summary>
    public (AppendStatus Status, ChatHead Head) Again(NewRow row, bool same)
    {
        var place = Rows.Single(r => r.Row == row).Place;
        var forgotten = Messages.Values.Any(m => m.Deleted && m.Said.Contains(row.RequestId));
        return same || forgotten || row.BodyHash.All(static b => b == 0) ? (AppendStatus.Repeated, place) : (AppendStatus.Reused, default);
    }

    public void React(long number, PersonId who, string emoji, bool on)
    {
        if (Messages.GetValueOrDefault(number) is { Deleted: false } message && (on ? message.Reactions.Add((who, emoji)) : message.Reactions.Remove((who, emoji))))
        {
            Rev++;
        }
    }

    public void Read(PersonId who, long number)
    {
        number = Math.Min(number, Head.Number);
        if (number > _marks.GetValueOrDefault(who))
        {
            _marks[who] = number;
        }
    }

    public ChatHead Mark(PersonId who) => _marks.TryGetValue(who, out var number) ? Rows[(int)number - 1].Place : default;

    public string Shown((NewRow Row, ChatHead Place) row, PersonId reader)
    {
        var number = row.Row.Kind switch
        {
            ChatEventKind.Posted => row.Place.Number,
            ChatEventKind.Edited or ChatEventKind.Deleted => row.Row.Target!.Value,
            _ => 0,
        };
        return Line(row.Place.Number, row.Row.Kind, row.Row.Author, row.Row.RequestId, row.Place.Posts, row.Row.Target, Messages.TryGetValue(number, out var m) ? Shown(m, reader) : "");
    }

    public static string Shown(ChatEvent row) => Line(
        row.Number, row.Kind, row.Author!.Id, row.RequestId, row.Posts, row.Target,
        row.Message is not { } m ? "" : Line(
            m.Text, m.EditedAt is not null, m.DeletedAt is not null, m.ReplyTo?.Number, m.ReplyTo?.Text, string.Join(' ', (m.Reactions ?? []).Select(r => $"{r.Emoji}{r.Count}{r.Mine}"))));

    private string Shown(Message message, PersonId reader)
    {
        var reply = message.Deleted ? null : message.ReplyTo;
        var reactions = message.Reactions.Where(_ => !message.Deleted).GroupBy(static r => r.Emoji).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal);
        return Line(
            message.Text, message.Edited, message.Deleted, reply, reply is { } n ? Messages[n].Text : null,
            string.Join(' ', reactions.Select(g => $"{g.Key}{g.Count()}{g.Any(r => r.Who == reader)}")));
    }

    private static string Line(params object?[] parts) => string.Join('|', parts);

    public sealed class Message
    {
        public string? Text { get; set; }

        public long? ReplyTo { get; init; }

        public bool Edited { get; set; }

        public bool Deleted { get; set; }

        public HashSet<Guid> Said { get; } = [];

        public HashSet<(PersonId Who, string Emoji)> Reactions { get; } = [];
    }
}
