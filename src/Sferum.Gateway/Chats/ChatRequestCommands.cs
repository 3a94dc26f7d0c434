using Sferum.Files;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Requests as commands; null for one that lacks a part, which neither protocol prevents.</summary>
internal static class ChatRequestCommands
{
    private const long MaxTime = 253_402_300_799_000;

    public static PostMessage? Command(this PostRequest? r) =>
        r is { Text: not null } && IsId(r.RequestId) && ArePlain(r.Mentions) && IsWhole(r.Poll)
            ? new PostMessage(r.RequestId, r.Text, r.ReplyTo, r.MentionAll == true, Parts(r), Files(r.Attachments))
            : null;

    public static EditMessage? Command(this EditRequest? r) =>
        r is { Text: not null } && IsId(r.RequestId) ? new EditMessage(r.RequestId, r.Number, r.Text) : null;

    public static DeleteMessage? Command(this DeleteRequest? r) => r is not null && IsId(r.RequestId) ? new DeleteMessage(r.RequestId, r.Number) : null;

    public static PinMessage? Command(this PinRequest? r) => r is not null && IsId(r.RequestId) ? new PinMessage(r.RequestId, r.Number, r.On) : null;

    public static MuteMember? Command(this MuteRequest? r) =>
        r is { Until: null or (>= 0 and <= MaxTime) } && IsId(r.RequestId)
            ? new MuteMember(r.RequestId, new PersonId(r.PersonId), r.On, r.Until is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null, r.Reason)
            : null;

    public static SetChat? Command(this SetChatRequest? r)
    {
        if (r is null || !IsId(r.RequestId) || r.Named is { Count: > SetChat.MaxNamed })
        {
            return null;
        }

        var (writers, mentions) = (ChatAccessCodes.Writers(r.Writers), ChatAccessCodes.Mentions(r.MentionAll));
        return (writers is null && r.Writers is not null) || (mentions is null && r.MentionAll is not null)
            ? null
            : new SetChat
            {
                RequestId = r.RequestId, Title = r.Title, Archived = r.Archived, Writers = writers, SlowSeconds = r.SlowSeconds, Mentions = mentions,
                Named = r.Named is null ? null : [.. r.Named.Select(static p => new PersonId(p))],
            };
    }

    public static React? Command(this ReactRequest? r) => r is { Emoji: not null } ? new React(r.Number, r.Emoji, r.On) : null;

    public static Vote? Command(this VoteRequest? r) => r is { Choices.Count: <= NewPoll.MaxOptions } ? new Vote(r.Number, r.Choices) : null;

    public static ClosePoll? Command(this ClosePollRequest? r) => r is null ? null : new ClosePoll(r.Number);

    private static PostParts? Parts(PostRequest r) => r is { Mentions: null or { Count: 0 }, Forward: null, Poll: null }
        ? null
        : new PostParts
        {
            Mentions = r.Mentions is null ? null : [.. r.Mentions.Select(static m => new Mention(m.PersonId is { } id ? new PersonId(id) : null, m.Group, m.Label))],
            Forward = r.Forward is null ? null : new ForwardedFrom(new ChatId(r.Forward.ChatId), r.Forward.Number),
            Poll = r.Poll is null
                ? null
                : new NewPoll
                {
                    Options = r.Poll.Options,
                    Multiple = r.Poll.Multiple,
                    Open = r.Poll.Open,
                    ClosesAt = r.Poll.ClosesAt is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
                },
        };

    private static FileId[]? Files(IReadOnlyList<Guid>? attachments) => attachments is { Count: > 0 } ? [.. attachments.Select(static f => new FileId(f))] : null;

    private static bool ArePlain(IReadOnlyList<MentionDto>? mentions) => mentions is null || mentions.All(static m => m is { Label: not null });

    private static bool IsWhole(NewPollRequest? poll) =>
        poll is null || (poll is { Options: not null, ClosesAt: null or (>= 0 and <= MaxTime) } && poll.Options.All(static o => o is not null));

    private static bool IsId(Guid id) => id != Guid.Empty;
}
