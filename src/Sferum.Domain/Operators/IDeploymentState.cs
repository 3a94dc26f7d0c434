using Sferum.Chats;

namespace Sferum.Operators;

/// <summary>How much work waits in one queue of the database.</summary>
/// <param name="Kind">Which queue.</param>
/// <param name="Waiting">How much is due; counted up to <see cref="IDeploymentState.MostCounted"/>.</param>
/// <param name="Since">Since when the oldest of it is due; null when nothing is.</param>
public sealed record QueueState(QueueKind Kind, int Waiting, DateTimeOffset? Since);

/// <summary>Queues of the database.</summary>
public enum QueueKind
{
    /// <summary>Acts that have not been told to their chats.</summary>
    RosterActs,

    /// <summary>Letters that have not been sent.</summary>
    Letters,

    /// <summary>Messages whose time has come.</summary>
    ScheduledMessages,

    /// <summary>Notifications to browsers.</summary>
    Notifications,

    /// <summary>Files to be looked into, or removed.</summary>
    Files,

    /// <summary>Movements whose day has come.</summary>
    Movements,

    /// <summary>Erasures whose day has come.</summary>
    Erasures,
}

/// <summary>How the database is.</summary>
/// <param name="RoundTrip">How long a question without work took.</param>
/// <param name="Server">Which server, with its version.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Connections">Connections of all processes; null where there is one process.</param>
/// <param name="MostConnections">How many it takes; null where there is one process.</param>
/// <param name="Migration">The last file of the schema that was applied.</param>
public sealed record DatabaseState(TimeSpan RoundTrip, string Server, long Bytes, int? Connections, int? MostConnections, string Migration);

/// <summary>A long work that was finished.</summary>
/// <param name="Act">What it was, as the record names it.</param>
/// <param name="School">The school's name; null for the deployment.</param>
/// <param name="At">When.</param>
public sealed record FinishedWork(string Act, string? School, DateTimeOffset At);

/// <summary>Where a chat belongs: what an operator may know of it, and not its title.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="School">Its school's name; null when it has none.</param>
public sealed record ChatHome(ChatKind Kind, string? School);

/// <summary>What the database tells the operator about the deployment. Each answer is one small question or a few of them, whatever the tables hold.</summary>
public interface IDeploymentState
{
    /// <summary>Nothing is counted further: who sees this number knows enough.</summary>
    const int MostCounted = 10_000;

    /// <summary>Most works that are listed.</summary>
    const int MostWorks = 20;

    /// <summary>How the database is.</summary>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Its state.</returns>
    ValueTask<DatabaseState> Database(CancellationToken cancel);

    /// <summary>What waits.</summary>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Each queue once.</returns>
    ValueTask<IReadOnlyList<QueueState>> Queues(CancellationToken cancel);

    /// <summary>Imports and rollovers of the last 30 days, the latest first.</summary>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>At most <see cref="MostWorks"/>.</returns>
    ValueTask<IReadOnlyList<FinishedWork>> Works(CancellationToken cancel);

    /// <summary>Where chats belong.</summary>
    /// <param name="chats">The chats.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Of each that is there.</returns>
    ValueTask<IReadOnlyDictionary<ChatId, ChatHome>> Homes(IReadOnlyCollection<ChatId> chats, CancellationToken cancel);
}
