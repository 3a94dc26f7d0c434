namespace Sferum.Chats;

/// <summary>How appends are bundled.</summary>
internal sealed record ChatLogOptions
{
    /// <summary>Commits in flight at once; a chat always takes the same lane. SQLite has one writer, so one lane.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>Most rows of one commit.</summary>
    public int BatchRows { get; init; } = 500;

    /// <summary>Rows that may wait in a lane; what comes on top is refused at once.</summary>
    public int QueuedRows { get; init; } = 4000;
}
