using System.Text;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.Files;
using Sferum.People;
using Sferum.TestServers;

namespace Sferum.Wire;

/// <summary>
/// What clients are sent of messages keeps its bytes, in JSON and in MessagePack: a difference is one for every client there is. UPDATE_GOLDEN=1 writes the
/// files anew.
/// </summary>
public sealed class Sent_messages
{
    private static readonly Guid Id = new("01920000-0000-7000-8000-000000000001");
    private static readonly PersonName Author = new(new PersonId(Id), "Орлова Вера Павловна", Role.ClassTeacher);

    private static readonly MessageState Plain = new()
    {
        Text = "Завтра в 9:00", ReplyTo = new Quote(7, "Ким Олег", "во сколько?"), Reactions = [new Reaction("👍", 2, null)],
    };

    private static readonly IReadOnlyList<Attachment> Attachments =
    [
        new() { Id = new FileId(Id), Kind = FileKind.Picture, Name = "доска.jpg", Type = "image/jpeg", Size = 123_456, Width = 1600, Height = 1200 },
        new() { Id = new FileId(Id), Kind = FileKind.Voice, Name = "голос.m4a", Type = "audio/mp4", Size = 9_000, DurationMs = 2_500, Peaks = [0, 128, 255] },
        new() { Id = new FileId(Id), Kind = FileKind.Other, Name = "план.pdf", Type = "application/pdf", Size = 1_000 },
    ];

    private static readonly Dictionary<string, MessageState> Samples = new(StringComparer.Ordinal)
    {
        ["message.plain"] = Plain,
        ["message.attachments"] = Plain with { Attachments = Attachments },
        ["message.parts"] = Plain with
        {
            Parts = new MessageParts
            {
                Mentions = [new Mention(Author.Id, null, "Вера Орлова"), new Mention(null, MentionGroup.Staff, "педагоги")],
                Forwarded = new Forwarded(Author, new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero)),
                Poll = new PollState { Options = ["Среда", "Пятница"], Counts = [2, 1], Voters = 3, Multiple = true, Open = true, Mine = 1 },
            },
        },
    };

    private static readonly IReadOnlyList<IHubProtocol> Protocols =
        [.. new ServiceCollection().AddLogging().AddSferumGateway().BuildServiceProvider().GetServices<IHubProtocol>()];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in Samples.Keys)
            {
                data.Add(name, "json");
                data.Add(name, "messagepack");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Keep_their_bytes(string name, string protocol)
    {
        var bytes = Bytes(protocol, Samples[name]);
        var told = protocol == "json"
            ? Encoding.UTF8.GetString(bytes).TrimEnd('\u001e') + "\n"
            : string.Concat(bytes.Chunk(32).Select(static c => Convert.ToHexString(c) + "\n"));
        var file = Path.Combine(Repository.Root, "tests", "Sferum.Cluster.Tests", "Wire", "Golden", $"{name}.{(protocol == "json" ? "json" : "msgpack.hex")}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, told);
        }

        Assert.Equal(File.ReadAllText(file), told);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("messagepack")]
    public void Say_nothing_of_files_when_they_send_none(string protocol)
    {
        var bytes = Bytes(protocol, Plain);

        Assert.Equal(-1, bytes.AsSpan().IndexOf("ttachments"u8));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("ttached"u8));
    }

    [Fact]
    public void Are_in_MessagePack_what_the_usual_writer_makes_of_the_same_parts()
    {
        var message = ChatWire.Event(Event(Plain)).Message!;
        var options = ContractlessStandardResolver.Options;

        var usual = MessagePackSerializer.Serialize(new { message.Text, message.ReplyTo, message.EditedAt, message.DeletedAt, message.Reactions }, options);

        Assert.Equal(usual, MessagePackSerializer.Serialize(message, LeanFormatters.Over(options)));
    }

    private static byte[] Bytes(string protocol, MessageState message) => Protocols.Single(p => p.Name == protocol)
        .GetMessageBytes(new InvocationMessage(HubNames.Events.Chat, [ChatWire.Events(new ChatId(Id), [Event(message)])])).ToArray();

    private static ChatEvent Event(MessageState message) => new()
    {
        Number = 8, Kind = ChatEventKind.Posted, At = new DateTimeOffset(2026, 9, 1, 8, 30, 0, TimeSpan.Zero), Author = Author, RequestId = Id, Posts = 6, Message = message,
    };
}
