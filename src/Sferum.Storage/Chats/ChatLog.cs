using Microsoft.Extensions.Logging;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>The chat log on either database.</summary>
internal sealed class ChatLog : IChatLog, IAsyncDisposable
{
    private readonly AppendLane[] _lanes;
    private readonly ChatLoader _loader;
    private readonly RosterFollower _follower;

    public ChatLog(IDatabase database, ChatLogOptions options, TimeProvider time, ILogger<ChatLog> log)
    {
        _lanes = new AppendLane[database.Dialect == Dialect.Sqlite ? 1 : options.Lanes];
        for (var i = 0; i < _lanes.Length; i++)
        {
            ILogWriter writer = database is PostgreSqlDatabase postgreSql ? new PostgreSqlLogWriter(postgreSql.Source) : new SqliteLogWriter(database);
            _lanes[i] = new AppendLane(writer, options, time, log);
        }

        _loader = new ChatLoader(database);
        _follower = new RosterFollower(database);
    }

    public ValueTask<LoadedChat?> Load(ChatId chat, CancellationToken cancel) => _loader.Load(chat, cancel);

    public IChatTail Open(ChatId chat, ChatHead head) => new ChatTail(chat, head, _lanes[(uint)chat.Value.GetHashCode() % (uint)_lanes.Length]);

    public ValueTask<Appended?> Find(ChatId chat, PersonId author, Guid requestId, byte[] bodyHash, CancellationToken cancel) =>
        _loader.Find(chat, author, requestId, bodyHash, cancel);

    public ValueTask<RosterFollowed> FollowRoster(ChatId chat, Guid actId, DateTimeOffset at, CancellationToken cancel) => _follower.Follow(chat, actId, at, cancel);

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
        {
            await lane.DisposeAsync();
        }
    }
}
