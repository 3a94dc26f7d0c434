using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>Who is heard in a chat, of those whom its kind lets write: its settings, silences, slow mode, and who mentions everybody.</summary>
public static class Speech
{
    /// <summary>Whether a member is heard now.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="member">Who writes.</param>
    /// <param name="now">When.</param>
    /// <returns>Null, or why not.</returns>
    public static Refusal? Of(Chat chat, ChatMember member, DateTimeOffset now)
    {
        if (member.MutedUntil is { } until && until > now)
        {
            return Refusals.Muted;
        }

        if (chat.Call is { Held: true } && !PolicyTable.Allows(Operation.StartCall, member.Person.Role, chat.Kind))
        {
            return Refusals.ChatHeld;
        }

        return IsWriter(chat.Access.Writers, chat.Kind, member.Person.Role, member.IsNamed) && chat.IsSupervised ? null : Refusals.ReadOnlyChat;
    }

    /// <summary>Whether the settings let somebody write.</summary>
    /// <param name="writers">Who writes.</param>
    /// <param name="kind">The chat's kind.</param>
    /// <param name="inChat">The role in the chat.</param>
    /// <param name="isNamed">Whether the person is named as a writer.</param>
    /// <returns>True for a writer. Moderators always are.</returns>
    public static bool IsWriter(ChatWriters writers, ChatKind kind, Role inChat, bool isNamed) => writers switch
    {
        ChatWriters.All => true,
        ChatWriters.Staff => (inChat & Role.Staff) != 0,
        _ => isNamed || IsModerator(kind, inChat),
    };

    /// <summary>How long a member still has to wait in slow mode. Asked right before the message goes into the log.</summary>
    /// <param name="chat">The chat; with a pause.</param>
    /// <param name="member">Who writes.</param>
    /// <param name="now">When.</param>
    /// <returns>Null, or the refusal with the time to wait.</returns>
    public static Refusal? Pause(Chat chat, ChatMember member, DateTimeOffset now) =>
        !IsModerator(chat.Kind, member.Person.Role) && chat.LastPost(member.Person.Id) is { } last && last + chat.Pause - now is { Ticks: > 0 } wait
            ? Refusals.SlowMode((int)Math.Ceiling(wait.TotalSeconds))
            : null;

    /// <summary>Whether a member who may write may mention everybody.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="member">Who writes.</param>
    /// <returns>True for moderators, and for staff where the chat is set so.</returns>
    public static bool MayMentionAll(Chat chat, ChatMember member) =>
        PolicyTable.Allows(Operation.MentionAll, member.Person.Role, chat.Kind)
        || (chat.Access.Mentions == ChatMentions.Staff && (member.Person.Role & Role.Staff) != 0 && chat.Kind != ChatKind.Direct);

    /// <summary>Whether a role moderates chats of a kind.</summary>
    /// <param name="kind">The chat's kind.</param>
    /// <param name="inChat">The role in the chat.</param>
    /// <returns>True for a moderator.</returns>
    public static bool IsModerator(ChatKind kind, Role inChat) => PolicyTable.Allows(Operation.MuteMember, inChat, kind);
}
