using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>From what happened in a chat to the bytes of one frame: once per protocol, whatever the number of members.</summary>
[MemoryDiagnoser]
public class EncodeBench
{
    private readonly ChatId _chat = ChatId.New();
    private readonly IHubProtocol _json = new JsonHubProtocol();
    private readonly IHubProtocol _messagePack = new MessagePackHubProtocol();
    private ChatEvent[] _events = [];

    /// <summary>Events of one batch.</summary>
    [Params(1, 10)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Make() => _events = [.. Enumerable.Range(1, Events).Select(static n => new ChatEvent
    {
        Number = n,
        Kind = ChatEventKind.Posted,
        At = DateTimeOffset.UnixEpoch.AddDays(20_000),
        Author = new PersonName(new PersonId(Guid.CreateVersion7()), "Берёзкин Артём", Role.Student),
        RequestId = Guid.CreateVersion7(),
        Posts = n,
        Message = new MessageState { Text = "Завтра на первом уроке контрольная по алгебре: возьмите тетради и линейки!" },
    })];

    [Benchmark]
    public int Json() => ChatEncoder.Events(_chat, _events).Frame(_json).Length;

    [Benchmark]
    public int MessagePack() => ChatEncoder.Events(_chat, _events).Frame(_messagePack).Length;
}
