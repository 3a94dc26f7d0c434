using Microsoft.Extensions.Logging;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Writes read marks behind: about once a second, the highest mark of each person in each chat. Marks that are lost come again with the next one.</summary>
internal sealed partial class ReadMarkWriter(IChatMarks marks, TimeProvider time, ILogger<ReadMarkWriter> log)
    : WriteBehind<(ChatId Chat, PersonId Person)>(Limit, TimeSpan.FromSeconds(1), time)
{
    internal const int Limit = 100_000;

    /// <summary>Notes a mark. Beyond the limit new ones are dropped: the database is away, and they come again.</summary>
    public void Add(ChatId chat, PersonId person, long number) => Add((chat, person), number);

    protected override ValueTask Write(IReadOnlyList<KeyValuePair<(ChatId Chat, PersonId Person), long>> some) =>
        marks.Read([.. some.Select(static p => new ReadMark(p.Key.Chat, p.Key.Person, p.Value))], CancellationToken.None);

    protected override void TellLost(Exception error, int count) => LogLost(log, error, count);
}
