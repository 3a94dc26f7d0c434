using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>Writes what was said in a chat of the demonstration into its log, as if it had been said then.</summary>
internal sealed class DemoTalk(IChatLog log, IChatMarks marks, IRosterStore rosters, IKeyRing keys, TimeProvider time)
{
    private readonly Dictionary<string, PersonId> _known = new(StringComparer.Ordinal);

    /// <summary>Writes a chat's messages with their replies, edits, deletions, pins, reactions and read marks.</summary>
    /// <param name="chat">What was said.</param>
    /// <param name="id">Where.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <returns>False when something was said there already: nothing is written then.</returns>
    public async Task<bool> Write(DemoChat chat, ChatId id, CancellationToken cancel)
    {
        var loaded = await log.Load(id, cancel) ?? throw new InvalidOperationException($"There is no chat {chat.Chat}.");
        if (loaded.Head.Posts > 0)
        {
            return false;
        }

        var tail = new DemoTail(log, loaded);
        var numbers = new List<long>();
        var reactions = new List<ReactionChange>();
        var last = new Dictionary<PersonId, long>();
        foreach (var (message, i) in chat.Messages.Select(static (m, i) => (m, i)))
        {
            cancel.ThrowIfCancellationRequested();
            var author = await Person(message.By, cancel);
            var at = When(message, chat.Messages.Count - i);
            var post = new PostMessage(Guid.CreateVersion7(), message.Edited ?? message.Text, message.ReplyTo is { } n ? numbers[n - 1] : null);
            var number = await tail.Append(ChatRows.Posted(author, post, post.Text, at, keys));
            numbers.Add(number);
            last[author] = number;
            await Follow(tail, message, author, number, at.AddSeconds(20));
            foreach (var (emoji, who) in message.Reactions ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                foreach (var person in who)
                {
                    reactions.Add(new ReactionChange(number, await Person(person, cancel), emoji, On: true));
                }
            }
        }

        await marks.React(id, reactions, cancel);
        var read = numbers[Math.Max(0, numbers.Count - chat.Unread - 1)];
        await marks.Read([.. tail.Chat.Members.Select(m => new ReadMark(id, m.Person.Id, Math.Max(read, last.GetValueOrDefault(m.Person.Id))))], cancel);
        return true;
    }

    /// <summary>What became of the message afterwards.</summary>
    private async Task Follow(DemoTail tail, DemoMessage message, PersonId author, long number, DateTimeOffset at)
    {
        if (message.Edited is not null)
        {
            await tail.Append(ChatRows.Edited(author, new EditMessage(Guid.CreateVersion7(), number, message.Text), message.Text, at, keys));
        }

        if (message.Deleted)
        {
            await tail.Append(ChatRows.About(ChatEventKind.Deleted, author, Guid.CreateVersion7(), number, at, keys));
        }

        if (message.Pinned)
        {
            await tail.Append(ChatRows.About(ChatEventKind.Pinned, author, Guid.CreateVersion7(), number, at, keys));
        }
    }

    /// <summary>When it was said; never in the future, and the later ones of the chat find room after it.</summary>
    private DateTimeOffset When(DemoMessage message, int left)
    {
        var now = time.GetLocalNow();
        var wanted = new DateTimeOffset(now.Date, now.Offset).AddDays(-message.DaysAgo) + message.Time.ToTimeSpan();
        var latest = now.AddMinutes(-left);
        var at = wanted < latest ? wanted : latest;
        return DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
    }

    private async Task<PersonId> Person(string sourcedId, CancellationToken cancel)
    {
        if (!_known.TryGetValue(sourcedId, out var person))
        {
            var found = await rosters.People([sourcedId], own: null, cancel);
            _known[sourcedId] = person = found.Count == 1 ? found[0].Id : throw new InvalidOperationException($"The demonstration knows nobody called {sourcedId}.");
        }

        return person;
    }
}
