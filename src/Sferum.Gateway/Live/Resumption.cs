using Sferum.Chats;
using Sferum.Http;

namespace Sferum.Live;

/// <summary>
/// Answers Resume: rooms first, the log after, so that everything up to the listed head is in the answer and everything after it reaches the connection
/// through its rooms, once. Two or three queries, whatever the number of chats; no actor of a chat is woken.
/// </summary>
internal sealed class Resumption(LocalRooms rooms, IChatReader reader, TimeProvider clock)
{
    private const int Rounds = 3;

    public async Task<Outcome<ResumeAnswer>> Resume(LocalConnection connection, ResumeRequest? request, CancellationToken cancel)
    {
        if (request is not { Known: { Count: <= ChatLimits.ResumeChats } known } || known.Any(static k => k is null || k.Number < 0))
        {
            return Refusals.Malformed;
        }

        await connection.Turn.WaitAsync(cancel);
        try
        {
            connection.Language = Language.Named(request.Locale);
            var list = await Enter(connection, cancel);
            var answer = await Answer(connection, list, known, cancel);
            foreach (var chat in list)
            {
                rooms.Find(chat.Id)?.Observe(chat.Head.Number);
                rooms.Find(chat.Id)?.Open(connection, Math.Max(chat.From, chat.Head.Number));
            }

            connection.Resumed = true;
            return answer;
        }
        finally
        {
            connection.Turn.Release();
        }
    }

    /// <summary>Enters the rooms of all the person's chats, and leaves the others. The list is read again after entering, until it names no new room.</summary>
    private async Task<IReadOnlyList<ChatListing>> Enter(LocalConnection connection, CancellationToken cancel)
    {
        var caller = connection.Caller;
        var inside = connection.Rooms().Select(static r => r.Chat).ToHashSet();
        var list = await reader.List(caller.Person, caller.School, cancel);
        for (var round = 0; round < Rounds; round++)
        {
            (ChatId, long)[] fresh = [.. list.Where(c => !inside.Contains(c.Id)).Select(static c => (c.Id, c.Head.Number))];
            if (fresh.Length == 0)
            {
                break;
            }

            await rooms.Enter(connection, fresh);
            inside.UnionWith(fresh.Select(static f => f.Item1));
            list = await reader.List(caller.Person, caller.School, cancel);
        }

        var mine = list.Where(c => inside.Contains(c.Id)).ToList();
        foreach (var gone in inside.Except(mine.Select(static c => c.Id)))
        {
            rooms.Find(gone)?.Leave(connection);
        }

        return mine;
    }

    private async Task<ResumeAnswer> Answer(
        LocalConnection connection, IReadOnlyList<ChatListing> list, IReadOnlyList<KnownChat> known, CancellationToken cancel)
    {
        var heads = list.ToDictionary(static c => c.Id);
        var behind = new List<(KnownNumber, long)>();
        var tooFar = new List<Guid>();
        foreach (var k in known.DistinctBy(static k => k.ChatId))
        {
            if (!heads.TryGetValue(new ChatId(k.ChatId), out var chat))
            {
                continue;
            }

            if (k.Number > chat.Head.Number)
            {
                // A store restored from a backup: what the client has never happened.
                tooFar.Add(k.ChatId);
            }
            else if (k.Number < chat.Head.Number || k.Rev < chat.Rev)
            {
                behind.Add((new KnownNumber(chat.Id, k.Number, k.Rev), chat.Head.Number));
            }
        }

        var missed = behind.Count == 0 ? Nothing : await reader.Missed(connection.Caller.Person, behind, ChatLimits.ResumeEvents, cancel);
        var states = missed.Reactions.Where(static r => r.Value.Count > 0).Select(static r => r.Key).Union(missed.Polls.Select(static p => p.Key));
        return new ResumeAnswer(
            [.. list.Select(ChatWire.Summary)],
            [.. missed.Rows.Where(static r => r.Value.Count > 0).Select(static r => ChatWire.Events(r.Key, r.Value))],
            [.. states.Select(c => ChatWire.State(c, heads[c].Rev, missed.Reactions.GetValueOrDefault(c) ?? [], [.. missed.Polls[c]]))],
            [.. tooFar, .. missed.TooFar.Select(static c => c.Value)],
            clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static readonly MissedRows Nothing = new(
        new Dictionary<ChatId, IReadOnlyList<ChatEvent>>(),
        new Dictionary<ChatId, IReadOnlyList<MessageReactions>>(),
        Array.Empty<(ChatId, PollTally)>().ToLookup(static p => p.Item1, static p => p.Item2),
        []);
}
