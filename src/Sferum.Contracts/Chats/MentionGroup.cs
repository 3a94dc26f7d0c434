using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>Codes of groups that can be mentioned: everybody, those of a role, those of a class.</summary>
public static class MentionGroup
{
    /// <summary>Everybody in the chat; told by <see cref="PostMessage.MentionAll"/>.</summary>
    public const string Everybody = "all";

    /// <summary>Whoever works at the school.</summary>
    public const string Staff = "role:staff";

    private const string RolePrefix = "role:";
    private const string ClassPrefix = "class:";

    /// <summary>Those who are in the chat in a role.</summary>
    /// <param name="roleCode">The role's code.</param>
    /// <returns>The group's code.</returns>
    public static string OfRole(string roleCode) => RolePrefix + roleCode;

    /// <summary>Those of the chat who are in the chat of a class too: its students and class teachers.</summary>
    /// <param name="class">The class.</param>
    /// <returns>The group's code.</returns>
    public static string OfClass(ClassId @class) => ClassPrefix + @class.Value.ToString("D");

    /// <summary>The groups in which somebody is by the role in a chat.</summary>
    /// <param name="inChat">The role.</param>
    /// <returns>Codes; without classes, which only the store knows.</returns>
    public static IReadOnlyList<string> Of(Role inChat) =>
        [Everybody, .. inChat.CodesOf().Select(OfRole), .. (inChat & Role.Staff) != 0 ? (string[])[Staff] : []];

    /// <summary>Whether a code names a group that may stand in a message.</summary>
    /// <param name="code">The code.</param>
    /// <returns>True for a role or a class.</returns>
    public static bool IsKnown(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code == Staff || code.StartsWith(RolePrefix, StringComparison.Ordinal)
            ? code == Staff || RoleCodes.All.Any(r => r.Code() == code[RolePrefix.Length..])
            : code.StartsWith(ClassPrefix, StringComparison.Ordinal) && Guid.TryParseExact(code[ClassPrefix.Length..], "D", out var id)
                && code == OfClass(new ClassId(id));
    }
}
