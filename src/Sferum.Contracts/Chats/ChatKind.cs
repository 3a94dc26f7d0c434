namespace Sferum.Chats;

/// <summary>What a chat is for; decides who is in it and who may do what.</summary>
[GenerateSerializer, Alias("sferum.chat.kind")]
public enum ChatKind
{
    /// <summary>Everyone at a school but guardians.</summary>
    School = 1,

    /// <summary>Everyone who works at a school.</summary>
    Staff = 2,

    /// <summary>A school class: its students and class teachers.</summary>
    Class = 3,

    /// <summary>Guardians of a class and its class teachers.</summary>
    Guardians = 4,

    /// <summary>A section: subject × class or group.</summary>
    Study = 5,

    /// <summary>Made by somebody for a purpose.</summary>
    AdHoc = 6,

    /// <summary>Two people.</summary>
    Direct = 7,
}

/// <summary>Codes of chat kinds on the wire and in the database.</summary>
public static class ChatKindCodes
{
    private static readonly (ChatKind Kind, string Code)[] Codes =
    [
        (ChatKind.School, "school"), (ChatKind.Staff, "staff"), (ChatKind.Class, "class"), (ChatKind.Guardians, "guardians"),
        (ChatKind.Study, "study"), (ChatKind.AdHoc, "adhoc"), (ChatKind.Direct, "direct"),
    ];

    /// <summary>The code of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The code.</returns>
    public static string Code(this ChatKind kind) => Codes.First(c => c.Kind == kind).Code;

    /// <summary>The kind with a code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The kind.</returns>
    public static ChatKind Parse(string code) => Codes.First(c => c.Code == code).Kind;
}
