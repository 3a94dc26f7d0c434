using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>
/// What a chat lets its people do. Each rule answers null for "yes". To whoever is not in the chat it does not exist; a message before the
/// member's window does not exist either.
/// </summary>
public static class ChatRules
{
    /// <summary>How long a student may take back or change what was written.</summary>
    public static readonly TimeSpan StudentWindow = TimeSpan.FromHours(1);

    /// <summary>How long an adult may change what was written, and a guardian take it back.</summary>
    public static readonly TimeSpan AdultWindow = TimeSpan.FromHours(24);

    /// <summary>Whether the caller is in the chat and its role allows the operation there.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="operation">What.</param>
    /// <param name="member">The caller's membership.</param>
    /// <returns>Null, or why not.</returns>
    public static Refusal? May(Chat chat, Caller caller, Operation operation, out ChatMember member)
    {
        member = chat.MemberOf(caller)!;
        if (member is null || !PolicyTable.Allows(Operation.ReadChat, member.Person.Role, chat.Kind))
        {
            return Refusals.NotFound;
        }

        if (PolicyTable.Allows(operation, member.Person.Role, chat.Kind))
        {
            return member.Limited && (operation is Operation.PostMessage or Operation.React or Operation.Vote) ? Refusals.ConsentMissing : null;
        }

        return operation == Operation.PostMessage ? Refusals.ReadOnlyChat : Refusals.Denied;
    }

    /// <summary>Whether the caller may post.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="now">When.</param>
    /// <param name="member">The caller's membership.</param>
    /// <param name="mentionAll">Whether everybody is to be mentioned.</param>
    /// <returns>Null, or why not.</returns>
    public static Refusal? Post(Chat chat, Caller caller, DateTimeOffset now, out ChatMember member, bool mentionAll = false)
    {
        if ((May(chat, caller, Operation.PostMessage, out member) ?? WhenOpen(chat) ?? Speech.Of(chat, member, now)) is { } refusal)
        {
            return refusal;
        }

        return mentionAll && !Speech.MayMentionAll(chat, member) ? Refusals.MayNotMentionAll : null;
    }

    /// <summary>Whether a message may be answered.</summary>
    public static Refusal? Reply(ChatMember member, StoredMessage? quoted) => IsSeen(member, quoted) ? null : Refusals.NoSuchMessage;

    /// <summary>Whether the caller may change the message: only one's own, and not for long.</summary>
    public static Refusal? Edit(Chat chat, Caller caller, StoredMessage? message, DateTimeOffset now)
    {
        if (Post(chat, caller, now, out var member) is { } refusal)
        {
            return refusal;
        }

        if (!IsSeen(member, message))
        {
            return Refusals.NoSuchMessage;
        }

        if (message!.Author != caller.Person)
        {
            return Refusals.NotYours;
        }

        return message.Deleted ? Refusals.MessageDeleted
            : message.Parts.HasFlag(PartKinds.Poll) ? Refusals.PollNotEdited
            : message.Parts.HasFlag(PartKinds.Forwarded) ? Refusals.ForwardNotEdited
            : WhileOpen(message, IsStudent(member) ? StudentWindow : AdultWindow, now);
    }

    /// <summary>Whether the caller may take the message back: its own, or anybody's as a moderator.</summary>
    public static Refusal? Delete(Chat chat, Caller caller, StoredMessage? message, DateTimeOffset now)
    {
        if (May(chat, caller, Operation.ReadChat, out var member) is { } refusal)
        {
            return refusal;
        }

        if (!IsSeen(member, message))
        {
            return Refusals.NoSuchMessage;
        }

        if (PolicyTable.Allows(Operation.DeleteAnyMessage, member.Person.Role, chat.Kind))
        {
            return message!.Deleted ? Refusals.MessageDeleted : null;
        }

        if (message!.Author != caller.Person)
        {
            return Refusals.NotYours;
        }

        if ((May(chat, caller, Operation.DeleteOwnMessage, out _) ?? WhenOpen(chat)) is { } closed)
        {
            return closed;
        }

        return message.Deleted ? Refusals.MessageDeleted : OwnDeletionWindow(member) is { } window ? WhileOpen(message, window, now) : null;
    }

    /// <summary>Whether the caller may pin the message, or unpin it.</summary>
    public static Refusal? Pin(Chat chat, Caller caller, StoredMessage? message, bool on)
    {
        if ((May(chat, caller, Operation.Pin, out var member) ?? WhenOpen(chat)) is { } refusal)
        {
            return refusal;
        }

        if (!IsSeen(member, message))
        {
            return Refusals.NoSuchMessage;
        }

        if (!on)
        {
            return null;
        }

        if (message!.Deleted)
        {
            return Refusals.MessageDeleted;
        }

        return chat.Pinned.Count >= ChatLimits.Pins && !chat.Pinned.Contains(message.Number) ? Refusals.PinsTooMany(ChatLimits.Pins) : null;
    }

    /// <summary>Whether the caller may react to the message.</summary>
    public static Refusal? React(Chat chat, Caller caller, StoredMessage? message)
    {
        if ((May(chat, caller, Operation.React, out var member) ?? WhenOpen(chat)) is { } refusal)
        {
            return refusal;
        }

        return !IsSeen(member, message) ? Refusals.NoSuchMessage : message!.Deleted ? Refusals.MessageDeleted : null;
    }

    private static bool IsSeen(ChatMember member, StoredMessage? message) => message is not null && message.Number > member.From;

    private static bool IsStudent(ChatMember member) => (member.Person.Role & Role.Student) != 0;

    private static TimeSpan? OwnDeletionWindow(ChatMember member) => member.Person.Role switch
    {
        var role when (role & Role.Student) != 0 => StudentWindow,
        var role when (role & Role.Guardian) != 0 && (role & Role.Staff) == 0 => AdultWindow,
        _ => null,
    };

    private static Refusal? WhileOpen(StoredMessage message, TimeSpan window, DateTimeOffset now) =>
        now - message.At <= window ? null : Refusals.WindowClosed;

    private static Refusal? WhenOpen(Chat chat) => chat.Archived ? Refusals.ReadOnlyChat : null;
}
