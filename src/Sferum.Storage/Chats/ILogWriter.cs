using System.Security.Cryptography;

namespace Sferum.Chats;

/// <summary>Writes a round of numbered rows in one transaction. Used by one lane, one call at a time.</summary>
internal interface ILogWriter : IAsyncDisposable
{
    /// <summary>Writes all rows or none.</summary>
    /// <param name="rows">Rows with their places; per chat from one tail, in order.</param>
    /// <returns>
    /// True when all are committed; false when a number or a request id was taken, and nothing is written. Throws
    /// <see cref="OutcomeUnknownException"/> when the commit was sent and not answered; after any other exception nothing is written.
    /// </returns>
    Task<bool> Write(IReadOnlyList<PendingRow> rows);

    /// <summary>What already stands where these rows would land, or under their request ids.</summary>
    Task<TakenRows> Taken(IReadOnlyList<PendingRow> rows);
}

/// <summary>Rows in the log that keep others out.</summary>
/// <param name="Requests">By request id.</param>
/// <param name="Numbers">Taken numbers.</param>
internal sealed record TakenRows(
    IReadOnlyDictionary<(Guid Chat, Guid Author, Guid Request), TakenRow> Requests,
    IReadOnlySet<(Guid Chat, long Number)> Numbers);

/// <summary>A committed row; its hash is null once its text was deleted.</summary>
internal sealed record TakenRow(ChatHead Head, long At, byte[]? BodyHash)
{
    /// <summary>The answer to whoever sends its request again.</summary>
    public Appended Answer(byte[] bodyHash) => BodyHash is null || CryptographicOperations.FixedTimeEquals(BodyHash, bodyHash)
        ? new Appended(AppendStatus.Repeated, Head, DateTimeOffset.FromUnixTimeMilliseconds(At))
        : new Appended(AppendStatus.Reused, default, default);
}

/// <summary>What a row is about is not there (any more).</summary>
internal sealed class RowRefusedException() : Exception("The message that the row is about is not there.");
