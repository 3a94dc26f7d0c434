using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Sferum.Chats;

namespace Sferum.Actors;

/// <summary>Compares rows by everything they say.</summary>
internal sealed class Rows : IEqualityComparer<ChatEvent>
{
    public static Rows SameContent { get; } = new();

    public bool Equals(ChatEvent? x, ChatEvent? y) => string.Equals(JsonSerializer.Serialize(x), JsonSerializer.Serialize(y), StringComparison.Ordinal);

    public int GetHashCode([DisallowNull] ChatEvent obj) => obj.Number.GetHashCode();
}
