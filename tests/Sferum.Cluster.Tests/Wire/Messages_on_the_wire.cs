using System.Text;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Wire;

/// <summary>What a plain message costs on a socket: what nearly no message carries is not a byte of it, in either protocol.</summary>
public sealed class Messages_on_the_wire
{
    private static readonly Guid Id = new("01920000-0000-7000-8000-000000000001");

    private static readonly ChatEvent Plain = new()
    {
        Number = 8,
        Kind = ChatEventKind.Posted,
        At = DateTimeOffset.FromUnixTimeMilliseconds(1_788_251_400_000),
        Author = new PersonName(new PersonId(Id), "Vera", Role.ClassTeacher),
        RequestId = Id,
        Posts = 6,
        Message = new MessageState { Text = "9:00" },
    };

    [Fact]
    public void A_plain_message_in_JSON() => Assert.Equal(
        "{\"type\":1,\"target\":\"chat\",\"arguments\":[{\"chatId\":\"01920000-0000-7000-8000-000000000001\",\"events\":[{\"number\":8,\"kind\":\"posted\",\"at\":1788251400000,"
        + "\"author\":{\"id\":\"01920000-0000-7000-8000-000000000001\",\"name\":\"Vera\",\"role\":\"class_teacher\"},\"requestId\":\"01920000-0000-7000-8000-000000000001\","
        + "\"posts\":6,\"target\":null,\"message\":{\"text\":\"9:00\",\"replyTo\":null,\"editedAt\":null,\"deletedAt\":null,\"reactions\":null},\"members\":null}]}]}\u001e",
        Encoding.UTF8.GetString(Bytes("json", Plain).Span));

    [Fact]
    public void A_plain_message_in_MessagePack()
    {
        var text = Encoding.Latin1.GetString(Bytes("messagepack", Plain).Span);

        Assert.Contains("\u0085\u00A4Text\u00A49:00\u00A7ReplyTo\u00C0\u00A8EditedAt\u00C0\u00A9DeletedAt\u00C0\u00A9Reactions\u00C0", text, StringComparison.Ordinal);
        Assert.All(["Mentions", "Forwarded", "Poll"], name => Assert.DoesNotContain(name, text.Replace("MentionsAll", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("messagepack")]
    public void A_message_that_carries_something_names_it_alone(string protocol)
    {
        var poll = new PollState { Options = ["a", "b"], Counts = [1, 0], Voters = 1 };
        var text = Encoding.Latin1.GetString(Bytes(protocol, Plain with { Message = Plain.Message! with { Parts = new MessageParts { Poll = poll } } }).Span);

        Assert.Contains("poll", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("orwarded", text, StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Bytes(string protocol, ChatEvent row)
    {
        using var services = new ServiceCollection().AddLogging().AddSferumGateway().BuildServiceProvider();
        return ChatEncoder.Events(new ChatId(Id), [row]).Bytes.GetSerializedMessage(services.GetServices<IHubProtocol>().Single(p => p.Name == protocol));
    }
}
