using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>What moderators may decide in a chat.</summary>
public static class ModerationRules
{
    /// <summary>Decides about silencing somebody.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="command">What.</param>
    /// <param name="now">When.</param>
    /// <returns>The change; null as its value when it is so already.</returns>
    public static Outcome<AccessChange?> Mute(Chat chat, Caller caller, MuteMember command, DateTimeOffset now)
    {
        if (ChatRules.May(chat, caller, Operation.MuteMember, out _) is { } refusal)
        {
            return refusal;
        }

        if (command.On && command.Until is { } time && (time <= now || time > ChatMember.ForGood))
        {
            return Refusals.FieldInvalid("until");
        }

        var reason = command.Reason?.Trim() is { Length: > 0 } words ? words : null;
        if (reason is { Length: > MuteMember.MaxReason } || reason?.Any(char.IsControl) == true)
        {
            return Refusals.FieldInvalid("reason");
        }

        if (chat.Find(command.Person) is not { } member)
        {
            return Refusals.NotFound;
        }

        if (command.Person == caller.Person || Speech.IsModerator(chat.Kind, member.Person.Role))
        {
            return Refusals.NotToBeMuted;
        }

        DateTimeOffset? until = command.On ? command.Until ?? ChatMember.ForGood : null;
        return member.MutedUntil == until ? (AccessChange?)null : new AccessChange.Mute(command.Person, until, until is null ? null : reason);
    }

    /// <summary>Decides about the settings.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="command">What.</param>
    /// <returns>The change; null as its value when it is so already.</returns>
    public static Outcome<AccessChange?> Set(Chat chat, Caller caller, SetChat command)
    {
        if (ChatRules.May(chat, caller, Operation.SetChat, out _) is { } refusal)
        {
            return refusal;
        }

        var title = command.Title?.Trim();
        if (Unfit(command, title) is { } unfit)
        {
            return unfit;
        }

        if ((title is not null || command.Archived is not null) && chat.Kind != ChatKind.AdHoc)
        {
            return Refusals.FollowsTheRoster;
        }

        // Of an archived chat nothing changes but that it comes back.
        if (chat.Archived && command.Archived != false)
        {
            return command is { Archived: true } ? (AccessChange?)null : Refusals.ReadOnlyChat;
        }

        if (command.Named is { } named && named.Any(p => chat.Find(p) is null))
        {
            return Refusals.NotFound;
        }

        var after = chat.Access with
        {
            Title = title ?? chat.Access.Title,
            Archived = command.Archived ?? chat.Access.Archived,
            Writers = command.Writers ?? chat.Access.Writers,
            SlowSeconds = command.SlowSeconds ?? chat.Access.SlowSeconds,
            Mentions = command.Mentions ?? chat.Access.Mentions,
        };
        return after == chat.Access && command.Named is null ? (AccessChange?)null : new AccessChange.Settings(chat.Access, after, command.Named);
    }

    /// <summary>Whether a title can be one.</summary>
    /// <param name="title">Trimmed.</param>
    /// <returns>True when it can.</returns>
    public static bool IsTitle(string title) => title.Length is > 0 and <= SetChat.MaxTitle && !title.Any(char.IsControl);

    private static Refusal? Unfit(SetChat command, string? title) =>
        title is not null && !IsTitle(title) ? Refusals.FieldInvalid("title")
        : command.SlowSeconds is < 0 or > SetChat.MaxSlowSeconds ? Refusals.FieldInvalid("slowSeconds")
        : command.Writers is { } w && !Enum.IsDefined(w) ? Refusals.FieldInvalid("writers")
        : command.Mentions is { } m && !Enum.IsDefined(m) ? Refusals.FieldInvalid("mentionAll")
        : command.Named is { Count: > SetChat.MaxNamed } ? Refusals.FieldInvalid("named")
        : null;
}
