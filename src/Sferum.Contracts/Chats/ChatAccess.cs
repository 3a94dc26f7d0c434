namespace Sferum.Chats;

/// <summary>Who writes in a chat, of those whom its kind lets write.</summary>
[GenerateSerializer, Alias("sferum.chat.writers")]
public enum ChatWriters
{
    /// <summary>Everybody.</summary>
    All = 1,

    /// <summary>Staff; the others read and react.</summary>
    Staff = 2,

    /// <summary>Those who are named, and the moderators: a chat of announcements.</summary>
    Named = 3,
}

/// <summary>Who may mention everybody in a chat. Students and guardians never do.</summary>
[GenerateSerializer, Alias("sferum.chat.mentions")]
public enum ChatMentions
{
    /// <summary>The moderators.</summary>
    Moderators = 1,

    /// <summary>Every member of the staff who may write.</summary>
    Staff = 2,
}

/// <summary>Codes of a chat's settings on the wire and in the database.</summary>
public static class ChatAccessCodes
{
    /// <summary>The code of a setting.</summary>
    /// <param name="writers">The setting.</param>
    /// <returns>The code.</returns>
    public static string Code(this ChatWriters writers) => writers switch
    {
        ChatWriters.Staff => "staff",
        ChatWriters.Named => "named",
        _ => "all",
    };

    /// <summary>The code of a setting.</summary>
    /// <param name="mentions">The setting.</param>
    /// <returns>The code.</returns>
    public static string Code(this ChatMentions mentions) => mentions == ChatMentions.Staff ? "staff" : "moderators";

    /// <summary>The setting with a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The setting; null when it is none.</returns>
    public static ChatWriters? Writers(string? code) => code switch
    {
        "all" => ChatWriters.All,
        "staff" => ChatWriters.Staff,
        "named" => ChatWriters.Named,
        _ => null,
    };

    /// <summary>The setting with a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The setting; null when it is none.</returns>
    public static ChatMentions? Mentions(string? code) => code switch
    {
        "moderators" => ChatMentions.Moderators,
        "staff" => ChatMentions.Staff,
        _ => null,
    };
}

/// <summary>How a chat is set: the same for all who are in it. Whom it keeps silent is not said here, only to that person.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.access")]
public sealed record ChatAccess
{
    /// <summary>As a chat is until somebody sets it.</summary>
    public static readonly ChatAccess Usual = new();

    /// <summary>What it is called; empty where nobody asked for it.</summary>
    [Id(0)] public string Title { get; init; } = "";

    /// <summary>True once it only keeps its history.</summary>
    [Id(1)] public bool Archived { get; init; }

    /// <summary>Who writes.</summary>
    [Id(2)] public ChatWriters Writers { get; init; } = ChatWriters.All;

    /// <summary>Seconds between two messages of one person who is no moderator; 0: no pause.</summary>
    [Id(3)] public int SlowSeconds { get; init; }

    /// <summary>Who may mention everybody.</summary>
    [Id(4)] public ChatMentions Mentions { get; init; } = ChatMentions.Moderators;
}
