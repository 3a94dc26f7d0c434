using System.Security.Cryptography;
using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>Chats, callers and messages to ask the rules about.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly SchoolId School = SchoolId.New();

    public static (Chat Chat, Caller Caller) Chat(ChatKind kind, Role role, long from = 0, bool archived = false, IReadOnlyList<long>? pinned = null)
    {
        var person = PersonId.New();
        var member = new ChatMember(new PersonName(person, "Орлова Вера", role), from);
        return (Sferum.Chats.Chat.From(Loaded(kind, [member], archived, pinned)), new Caller(person, SessionId.New(), School, role));
    }

    public static LoadedChat Loaded(ChatKind kind, IReadOnlyList<ChatMember> members, bool archived = false, IReadOnlyList<long>? pinned = null) => new()
    {
        Id = ChatId.New(),
        School = School,
        Kind = kind,
        Title = "7Б",
        Archived = archived,
        Head = new ChatHead(100, 90),
        Rev = 0,
        Members = members,
        Pinned = pinned ?? [],
        TopMarks = [],
    };

    public static Caller Stranger(Role role = Role.SchoolAdmin, SchoolId? school = null) => new(PersonId.New(), SessionId.New(), school ?? School, role);

    public static StoredMessage Message(PersonId author, TimeSpan age = default, long number = 50, bool deleted = false) =>
        new(number, author, "Орлова Вера", Noon - age, deleted ? null : "текст", deleted);

    public static IKeyRing Keys { get; } = new FixedKeys();

    private sealed class FixedKeys : IKeyRing
    {
        public ReadOnlyMemory<byte> AuditKey => new byte[32];

        public ReadOnlyMemory<byte> AccessTokenKey => default;

        public ReadOnlyMemory<byte> PushKey => default;

        public byte[] BodyHash(ReadOnlySpan<byte> body) => SHA256.HashData(body)[..16];

        public byte[] PhoneHash(string phone) => throw new NotSupportedException();

        public byte[] SecretHash(string purpose, string secret) => throw new NotSupportedException();

        public byte[] Encrypt(string text) => throw new NotSupportedException();

        public string Decrypt(byte[] sealedText) => throw new NotSupportedException();
    }
}
