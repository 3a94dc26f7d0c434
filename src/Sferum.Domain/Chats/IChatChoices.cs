using Sferum.People;

namespace Sferum.Chats;

/// <summary>Of what in a chat a person wants to be told.</summary>
public enum NoticeLevel
{
    /// <summary>Everything.</summary>
    All = 1,

    /// <summary>What mentions the person.</summary>
    Mentions = 2,

    /// <summary>Nothing.</summary>
    None = 3,
}

/// <summary>How one person wants to see one chat. Nobody else is told of it.</summary>
/// <param name="Level">Of what to be told.</param>
/// <param name="PinnedAt">When it was put to the top of the list; null when it was not.</param>
public sealed record ChatChoice(NoticeLevel Level, DateTimeOffset? PinnedAt)
{
    /// <summary>As long as nothing was chosen.</summary>
    public static readonly ChatChoice Usual = new(NoticeLevel.All, null);
}

/// <summary>Codes of notice levels on the wire and in the database.</summary>
public static class NoticeLevelCodes
{
    /// <summary>The code of a level.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The code.</returns>
    public static string Code(this NoticeLevel level) => level switch
    {
        NoticeLevel.Mentions => "mentions",
        NoticeLevel.None => "none",
        _ => "all",
    };

    /// <summary>The level with a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The level; null when it is none.</returns>
    public static NoticeLevel? Parse(string? code) => code switch
    {
        "all" => NoticeLevel.All,
        "mentions" => NoticeLevel.Mentions,
        "none" => NoticeLevel.None,
        _ => null,
    };
}

/// <summary>What people choose for themselves about their chats.</summary>
public interface IChatChoices
{
    /// <summary>Chooses; what is null stays as it is.</summary>
    /// <param name="caller">Who; a member of the chat now.</param>
    /// <param name="chat">Which chat.</param>
    /// <param name="level">Of what to be told.</param>
    /// <param name="pinned">Whether it stands at the top of the list.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is stored; not found for a chat of others.</returns>
    ValueTask<Outcome<Unit>> Choose(Caller caller, ChatId chat, NoticeLevel? level, bool? pinned, CancellationToken cancel);
}
