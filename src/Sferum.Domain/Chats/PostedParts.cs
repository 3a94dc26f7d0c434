using System.Globalization;
using System.Text;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>What a message that was decided carries beside its text.</summary>
/// <param name="Mentions">Who is mentioned; everybody as a group without a label.</param>
/// <param name="Forwarded">Whose message it was first.</param>
/// <param name="Poll">The poll whose question the text is.</param>
public sealed record PostedParts(IReadOnlyList<Mention> Mentions, ForwardedMessage? Forwarded, NewPoll? Poll)
{
    /// <summary>Of a message that mentions everybody and carries nothing else.</summary>
    public static readonly PostedParts MentioningAll = new([new Mention(null, MentionGroup.Everybody, "")], null, null);

    /// <summary>Which parts have to be looked for when the message is read.</summary>
    public PartKinds Kinds =>
        (Mentions.Any(static m => m.Group != MentionGroup.Everybody) ? PartKinds.Mentions : 0)
        | (Forwarded is null ? 0 : PartKinds.Forwarded) | (Poll is null ? 0 : PartKinds.Poll);

    /// <summary>As everybody in the chat is told at once.</summary>
    /// <returns>The parts; null when there are none to show.</returns>
    public MessageParts? Shown() => Kinds == 0
        ? null
        : new MessageParts
        {
            Mentions = Mentions.Where(static m => m.Group != MentionGroup.Everybody).ToList() is { Count: > 0 } some ? some : null,
            Forwarded = Forwarded is { } f ? new Forwarded(f.Author, f.At) : null,
            Poll = Poll is null
                ? null
                : new PollState { Options = Poll.Options, Counts = new int[Poll.Options.Count], Multiple = Poll.Multiple, Open = Poll.Open, ClosesAt = Poll.ClosesAt },
        };

    /// <summary>What a request asks for as one text, for the hash by which its reuse for something else is seen.</summary>
    /// <param name="asked">The parts that are asked for.</param>
    /// <returns>The same for the same parts.</returns>
    public static string Canonical(PostParts asked)
    {
        var text = new StringBuilder();
        foreach (var mention in asked.Mentions ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"@{mention.Person}{mention.Group}={mention.Label}\n");
        }

        if (asked.Forward is { } from)
        {
            text.Append(CultureInfo.InvariantCulture, $">{from.Chat}/{from.Number}\n");
        }

        if (asked.Poll is { } poll)
        {
            text.Append(CultureInfo.InvariantCulture, $"?{poll.Multiple} {poll.Open} {poll.ClosesAt?.ToUnixTimeMilliseconds()}\n{string.Join('\n', poll.Options)}\n");
        }

        return text.ToString();
    }
}

/// <summary>A forwarded message, as its author wrote it.</summary>
/// <param name="Author">Who.</param>
/// <param name="At">When.</param>
public sealed record ForwardedMessage(PersonName Author, DateTimeOffset At);

/// <summary>Parts that a stored message has.</summary>
[Flags]
public enum PartKinds
{
    /// <summary>Nothing beside its text.</summary>
    None = 0,

    /// <summary>Mentions of people or groups.</summary>
    Mentions = 1,

    /// <summary>It was somebody's message before.</summary>
    Forwarded = 2,

    /// <summary>It is the question of a poll.</summary>
    Poll = 4,
}
