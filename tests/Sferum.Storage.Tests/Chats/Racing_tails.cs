using Microsoft.Extensions.DependencyInjection;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Racing_tails_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Racing_tails<PostgreSqlStore>(shared);

public sealed class Racing_tails_on_SQLite(SharedStore<SqliteStore> shared) : Racing_tails<SqliteStore>(shared);

/// <summary>Several activations of one chat, in two processes: whatever happens, the log stays a log.</summary>
public abstract class Racing_tails<TStore>(SharedStore<TStore> shared)
    where TStore : Store, new()
{
    private sealed record Row(long Number, long Posts, long Kind, Guid RequestId);

    [Fact]
    public async Task Never_leave_a_hole_nor_a_double_nor_a_wrong_count_in_500_rounds()
    {
        var store = await shared.Store;
        var town = new Town(store);
        await using var other = await store.Another();
        IChatLog[] logs = [store.Get<IChatLog>(), other.GetRequiredService<IChatLog>()];
        const int chats = 10;
        for (var round = 0; round < 500 / chats; round++)
        {
            var ids = new List<ChatId>();
            for (var i = 0; i < chats; i++)
            {
                ids.Add(await town.Chat());
            }

            await Task.WhenAll(ids.Select((chat, i) => Race(town, logs, chat, (round * chats) + i)));
        }
    }

    private static async Task Race(Town town, IChatLog[] logs, ChatId chat, int seed)
    {
        // Every request is sent through every tail, as a client's retry would be; a tail that lost loads again, as an activation does.
        var author = new PersonId(Guid.CreateVersion7());
        var requests = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToArray();
        var placed = await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() => Activation(logs[t % 2], chat, author, requests, new Random((seed * 4) + t)))));

        var rows = await town.Ask<Row>("SELECT number, posts, CAST(kind AS bigint) AS kind, request_id AS RequestId FROM chat_log WHERE chat_id = @chat ORDER BY number", new { chat });
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(n => (long)n), rows.Select(r => r.Number));
        var posts = 0L;
        Assert.All(rows, r => Assert.Equal(posts += r.Kind == (long)ChatEventKind.Posted ? 1 : 0, r.Posts));
        Assert.Equal(requests.Order(), rows.Select(r => r.RequestId).Order());
        Assert.All(placed.SelectMany(p => p), p => Assert.Equal(p.Head, rows.Where(r => r.RequestId == p.Request).Select(r => new ChatHead(r.Number, r.Posts)).Single()));
        Assert.Equal(rows.Count(r => r.Kind == (long)ChatEventKind.Posted), await town.One<long>("SELECT count(*) FROM message WHERE chat_id = @chat", new { chat }));
    }

    private static async Task<List<(Guid Request, ChatHead Head)>> Activation(IChatLog log, ChatId chat, PersonId author, Guid[] requests, Random random)
    {
        var placed = new List<(Guid, ChatHead)>();
        var left = requests.OrderBy(_ => random.Next()).ToList();
        var tail = log.Open(chat, default);
        while (left.Count > 0)
        {
            var some = left.Take(random.Next(1, 6)).ToList();
            var answers = await Task.WhenAll(some.Select(r => tail.Append(
                Array.IndexOf(requests, r) % 3 == 0 ? Rows.Access(author) with { RequestId = r } : Rows.Post(author, r.ToString(), r)).AsTask()));
            foreach (var (request, answer) in some.Zip(answers))
            {
                Assert.Contains(answer.Status, new[] { AppendStatus.Placed, AppendStatus.Repeated, AppendStatus.Rival });
                if (answer.Status != AppendStatus.Rival)
                {
                    placed.Add((request, answer.Head));
                    left.Remove(request);
                }
                else
                {
                    tail = log.Open(chat, (await log.Load(chat, default))!.Head);
                }
            }
        }

        return placed;
    }
}
