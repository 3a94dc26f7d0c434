using System.Security.Cryptography;
using System.Text;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Rows as an actor would make them.</summary>
internal static class Rows
{
    public static NewRow Post(PersonId author, string text, Guid? request = null, long? replyTo = null, DateTimeOffset? at = null) =>
        Row(ChatEventKind.Posted, author, request, at) with { Text = text, ReplyTo = replyTo, BodyHash = Hash(text) };

    public static NewRow Edit(PersonId author, long target, string text, Guid? request = null) =>
        Row(ChatEventKind.Edited, author, request, null) with { Target = target, Text = text, BodyHash = Hash(text) };

    public static NewRow About(ChatEventKind kind, PersonId author, long target, Guid? request = null) =>
        Row(kind, author, request, null) with { Target = target, BodyHash = Hash(kind.ToString()) };

    public static NewRow Access(PersonId author) => Row(ChatEventKind.Access, author, null, null);

    private static NewRow Row(ChatEventKind kind, PersonId author, Guid? request, DateTimeOffset? at) => new()
    {
        Kind = kind,
        Author = author,
        RequestId = request ?? Guid.CreateVersion7(),
        At = at ?? Storage.Town.Morning,
        BodyHash = new byte[16],
    };

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
}
