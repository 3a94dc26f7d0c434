using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.History;

/// <summary>One numbered event of a chat, as a log row or as an observer saw it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Author">Who did it; <see cref="Guid.Empty"/> when not known.</param>
/// <param name="Request">The author's request id; <see cref="Guid.Empty"/> when not known. Without it doubles are found by author and body only.</param>
/// <param name="Body"><see cref="BodyHash"/> of the text; 0 when not known. Not compared for a message that was edited or deleted later.</param>
/// <param name="Target">The number of the message that was edited, deleted or pinned; 0 for none.</param>
/// <param name="Posts">Posts of the chat up to and including this number; null when not known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChatEvent(
    long Number, EventKind Kind, Guid Author, Guid Request = default, ulong Body = 0, long Target = 0, long? Posts = null);

/// <summary>A run of numbers, both ends included.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NumberRange(long From, long To);

/// <summary>64 bits that stand for a text in a history, so that histories hold no texts.</summary>
public static class BodyHash
{
    /// <summary>The hash of a text; never 0, which means "not known".</summary>
    public static ulong Of(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        var hash = BitConverter.ToUInt64(digest);
        return hash == 0 ? 1 : hash;
    }
}
