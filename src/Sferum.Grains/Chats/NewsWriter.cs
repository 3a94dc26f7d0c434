using Microsoft.Extensions.Logging;
using Sferum.Push;

namespace Sferum.Chats;

/// <summary>
/// Notes which chats have new messages, so that browsers are told that nobody looks at. What is lost is told with the next message. Rests where
/// <see cref="PushSwitch"/> is off.
/// </summary>
internal sealed partial class NewsWriter(IPushNews news, PushSwitch push, TimeProvider time, ILogger<NewsWriter> log)
    : WriteBehind<ChatId>(Limit, TimeSpan.FromSeconds(2), time)
{
    /// <summary>Chats that are noted at once.</summary>
    internal const int Limit = 20_000;

    /// <summary>Whoever reads a message within this time is not told.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = time;

    /// <summary>A message was posted.</summary>
    public void Posted(ChatId chat, long number)
    {
        if (push.IsOn)
        {
            Add(chat, number);
        }
    }

    protected override ValueTask Write(IReadOnlyList<KeyValuePair<ChatId, long>> some) =>
        news.Note([.. some.Select(static p => new ChatNews(p.Key, p.Value))], _time.GetUtcNow() + Patience, CancellationToken.None);

    protected override void TellLost(Exception error, int count) => LogLost(log, error, count);

    [LoggerMessage(EventId = 160, Level = LogLevel.Warning, Message = "News of {Count} chats could not be noted: nobody is told of them before the next message.")]
    private static partial void LogLost(ILogger logger, Exception error, int count);
}
