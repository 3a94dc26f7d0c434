using System.Data.Common;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Sferum.Files;
using Sferum.Gateways;
using Sferum.Keys;

namespace Sferum.Chats;

/// <summary>
/// One chat: takes commands in turn, asks the rules, appends to the log, answers, and tells the gateways. What it remembers is a cache of the
/// log: whenever it can't be sure that the cache is right, the activation ends and the next one loads.
/// </summary>
[GrainType("sferum.chat"), HashBasedPlacement]
internal sealed partial class ChatGrain : Grain, IChatGrain
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly IChatLog _log;
    private readonly IChatReader _reader;
    private readonly IChatModeration _moderation;
    private readonly IChatPolls _polls;
    private readonly IFileReader _files;
    private readonly IKeyRing _keys;
    private readonly ReadMarkWriter _marks;
    private readonly NewsWriter _news;
    private readonly SlowChats _slow;
    private readonly TimeProvider _time;
    private readonly ILogger<ChatGrain> _logger;

    private readonly ChatId _id;
    private readonly ChatGate _gate = new();
    private readonly RecentRequests _requests = new();
    private readonly RecentMessages _messages = new();
    private readonly ChatFeed _feed;
    private readonly ChatReactions _reactions;
    private readonly ChatVotes _votes;
    private readonly ChatMoods _moods;
    private readonly ChatPresence _presence;
    private readonly ChatTimer _moodTimer;
    private readonly ChatTimer _presenceTimer;

    private Chat? _chat;
    private IChatTail? _tail;
    private bool _away;
    private bool _ended;

    public ChatGrain(
        IChatLog log, IChatReader reader, IChatMarks reactions, IChatModeration moderation, IChatPolls polls, IFileReader files, IKeyRing keys,
        FeedTable table, ReadMarkWriter marks, NewsWriter news, SlowChats slow, TimeProvider time, IGrainFactory grains, ILogger<ChatGrain> logger)
    {
        _log = log;
        _reader = reader;
        _moderation = moderation;
        _polls = polls;
        _files = files;
        _keys = keys;
        _marks = marks;
        _news = news;
        _slow = slow;
        _time = time;
        _logger = logger;
        _id = new ChatId(this.GetPrimaryKey());
        _feed = new ChatFeed(_id, table, time, logger);
        _reactions = new ChatReactions(_id, reactions);
        _votes = new ChatVotes(_id, polls);
        _moods = new ChatMoods(time);
        _presence = new ChatPresence(grains, time);
        _moodTimer = new ChatTimer(this, Second, TickMoods);
        _presenceTimer = new ChatTimer(this, 5 * Second, TickPresence);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Load(cancellationToken);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogAway(_logger, e);
            _away = true;
        }

        // The one before may have died between the commit and the fan-out: whoever is behind this head reads the log.
        if (_chat is { } chat)
        {
            _feed.TellHead(chat.Head.Number);
        }
    }

    /// <summary>
    /// What has been committed here is told from here: who wakes up next begins behind it, and perhaps nobody wakes up for days. Commands that are
    /// still inside are let out, those that come now try again elsewhere.
    /// </summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var broken = _ended;
        _ended = true;
        _moodTimer.Stop();
        _presenceTimer.Stop();
        try
        {
            await _gate.EnterExclusive().AsTask().WaitAsync(5 * Second, _time, cancellationToken);
            await _reactionPump.WaitAsync(5 * Second, _time, cancellationToken);
            if (broken && _chat is not null && (await _reader.Heads([_id], cancellationToken)).TryGetValue(_id, out var head))
            {
                _feed.TellHead(head);
            }
        }
        catch (Exception e)
        {
            LogHurried(_logger, e);
        }

        await _feed.Close(2 * Second);
    }

    private async Task Load(CancellationToken cancel)
    {
        if (await _log.Load(_id, cancel) is not { } loaded)
        {
            return;
        }

        _chat = Chat.From(loaded);
        _tail = _log.Open(_id, loaded.Head);
        _moods.Load(loaded.TopMarks);
    }

    /// <summary>Why no command can be carried out now; null in a living chat. Nothing is kept of a chat that does not exist.</summary>
    private Refusal? NotReady()
    {
        if (_chat is not null && !_ended)
        {
            return null;
        }

        DeactivateOnIdle();
        return _ended ? Refusals.OutcomeUnknown : _away ? Refusals.Unavailable : Refusals.NotFound;
    }

    /// <summary>What is remembered may be wrong: the next activation loads the truth, and the callers try again.</summary>
    private Refusal End(string why, Exception? reason = null)
    {
        if (!_ended)
        {
            _ended = true;
            LogEnded(_logger, reason, why);
            ChatMeter.Ended.Add(1);
            DeactivateOnIdle();
        }

        return Refusals.OutcomeUnknown;
    }

    /// <summary>
    /// A "no" that comes from how the chat stands now. The request may be a retry of one that was committed earlier, when it was allowed, and whose
    /// answer was lost: then that answer stands.
    /// </summary>
    private async ValueTask<Outcome<Placement>> RefuseUnlessDone(NewRow row, Refusal refusal)
    {
        var found = await _log.Find(_id, row.Author, row.RequestId, row.BodyHash, CancellationToken.None);
        return found switch
        {
            { Status: AppendStatus.Repeated } done => Remember(row, done),
            { } => No(Refusals.RequestIdReused),
            null => No(refusal),
        };
    }

    private Placement Remember(NewRow row, Appended done)
    {
        var placement = new Placement(done.Head.Number, done.At, done.Head.Posts);
        _requests.Add(row, placement);
        return placement;
    }

    /// <summary>The message that a command is about.</summary>
    private async ValueTask<StoredMessage?> Message(long number)
    {
        if (number < 1 || number > _chat!.Head.Number)
        {
            return null;
        }

        if (_messages.Find(number) is { } recent)
        {
            return recent;
        }

        var stored = await _reader.Message(_id, number, CancellationToken.None);
        if (stored is not null)
        {
            _messages.Add(stored);
        }

        return stored;
    }

    /// <summary>Now, in the log's grain of a millisecond: what is told live equals what is read later.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());

    private static Refusal No(Refusal refusal)
    {
        ChatMeter.Refused.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
        return refusal;
    }

    private static bool IsAway(Exception e) => e is DbException or TimeoutException or IOException;
}
