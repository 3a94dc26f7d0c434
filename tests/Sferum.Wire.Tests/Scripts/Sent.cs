using System.Collections.Concurrent;
using Sferum.Chats;

namespace Sferum.Wire;

/// <summary>What was posted and answered; compared with what was seen.</summary>
internal sealed class Sent
{
    private readonly ConcurrentDictionary<Guid, (string Text, long Number)> _placed = new();

    public long Highest => _placed.Values.Max(static p => p.Number);

    public int Count => _placed.Count;

    public void Placed(Guid id, string text, long number) => _placed[id] = (text, number);

    /// <summary>What is wrong with what somebody has seen since a number; null when each post is there once, in its place.</summary>
    public string? Wrong(EventsSeen seen, long since)
    {
        if (seen is { Doubled: > 0 } or { Holes: > 0 } or { BeforeResume: > 0 })
        {
            return $"{seen.Doubled} doubled, {seen.Holes} holes, {seen.BeforeResume} before Resume";
        }

        var numbers = seen.After(since).Where(static e => e.Kind == ChatEventKinds.Posted).ToDictionary(static e => e.RequestId);
        foreach (var (id, (text, number)) in _placed)
        {
            if (!numbers.Remove(id, out var e) || e.Number != number || e.Message?.Text != text)
            {
                return $"number {number} is not what was posted";
            }
        }

        return numbers.Count == 0 ? null : $"{numbers.Count} that nobody posted";
    }
}
