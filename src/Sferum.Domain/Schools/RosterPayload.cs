using System.Text.Json;
using Sferum.Chats;

namespace Sferum.Schools;

/// <summary>A roster act's affected chats as they stand in an outbox row of kind <see cref="Kind"/>: <c>[["chat id","class id or null"], …]</c>.</summary>
public static class RosterPayload
{
    /// <summary>The kind of outbox rows that hold roster acts.</summary>
    public const string Kind = "roster";

    /// <summary>Writes affected chats.</summary>
    /// <param name="chats">The chats.</param>
    /// <returns>JSON.</returns>
    public static string Write(IReadOnlyList<AffectedChat> chats) =>
        JsonSerializer.Serialize(chats.Select(static c => new Guid?[] { c.Chat.Value, c.Class?.Value }));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="payload">JSON.</param>
    /// <returns>The chats.</returns>
    public static IReadOnlyList<AffectedChat> Read(string payload)
    {
        var rows = JsonSerializer.Deserialize<Guid?[][]>(payload) ?? [];
        return [.. rows.Select(static r => new AffectedChat(new ChatId(r[0]!.Value), r[1] is { } c ? new ClassId(c) : null))];
    }
}
