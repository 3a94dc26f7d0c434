using System.Text.Json;

namespace Sferum.Demo;

/// <summary>What people of the demonstration have written to each other; the content is in <c>messages.json</c>.</summary>
internal sealed record DemoChat
{
    /// <summary>The school, by its id in the roster.</summary>
    public required string School { get; init; }

    /// <summary>The chat's title.</summary>
    public required string Chat { get; init; }

    /// <summary>How many of the last messages nobody but their authors has read.</summary>
    public int Unread { get; init; }

    public required IReadOnlyList<DemoMessage> Messages { get; init; }

    /// <summary>Reads all chats.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The chats.</returns>
    public static IReadOnlyList<DemoChat> Read(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<List<DemoChat>>(stream, JsonSerializerOptions.Web) ?? [];
    }
}

/// <summary>One message of the demonstration.</summary>
internal sealed record DemoMessage
{
    /// <summary>The author, by the id in the roster.</summary>
    public required string By { get; init; }

    public required int DaysAgo { get; init; }

    public required TimeOnly Time { get; init; }

    public required string Text { get; init; }

    /// <summary>What it said before it was edited.</summary>
    public string? Edited { get; init; }

    public bool Deleted { get; init; }

    public bool Pinned { get; init; }

    /// <summary>Which message of the chat it answers, counted from 1.</summary>
    public int? ReplyTo { get; init; }

    /// <summary>People by emoji.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Reactions { get; init; }
}
