using CsCheck;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sferum.Chats;
using Sferum.Load.Posting;
using Sferum.Load.Wire;

namespace Sferum.Load;

/// <summary>What counts must count the same however reads, frames and messages fall.</summary>
public sealed class Frames_in_pieces
{
    private static readonly Guid Chat = new("01a20a31-236a-770d-b016-26f51302f0e0");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_split_of_the_stream_gives_the_same_numbers(bool messagePack)
    {
        // Batches of 1 to 40 events, several messages in some frames, some messages over several frames.
        var batches = new[] { 1, 1, 3, 1, 40, 2, 1, 1, 7, 1 };
        var expected = Enumerable.Range(100, batches.Sum()).Select(static n => (long)n).ToList();
        var messages = new List<byte>();
        var number = 100L;
        foreach (var size in batches)
        {
            messages.AddRange(Event(messagePack, number, size));
            messages.AddRange(Other(messagePack));
            number += size;
        }

        Gen.Select(Gen.Int[1, 3000].Array[1, 60], Gen.Int[1, 5000].Array[1, 40]).Sample(
            (reads, frames) => Assert.Equal(expected, Count(messagePack, Split(Framed(messages.ToArray(), frames), reads))),
            iter: 300);
    }

    [Fact]
    public void A_stream_that_comes_byte_by_byte_is_read()
    {
        var stream = Framed(Event(messagePack: false, 7, 2), [50]);
        Assert.Equal([7, 8], Count(messagePack: false, Split(stream, [1])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void Every_form_of_a_length_is_written_and_read(int length)
    {
        var payload = Enumerable.Range(0, length).Select(static i => (byte)i).ToArray();
        foreach (var frame in new[] { FrameWriter.FromClient(FrameKind.Binary, payload), FrameWriter.FromServer(FrameKind.Binary, payload) })
        {
            var reader = new FrameReader();
            Span<byte> bytes = frame;
            Assert.True(reader.TryRead(ref bytes, out var piece));
            Assert.Equal((FrameKind.Binary, true, 0), (reader.Kind, reader.IsEnd, bytes.Length));
            Assert.Equal(payload, piece.ToArray());
        }
    }

    [Fact]
    public void A_mask_is_taken_off_across_reads()
    {
        byte[] mask = [1, 2, 3, 4];
        var text = "{\"type\":6}"u8.ToArray();
        byte[] frame = [0x81, (byte)(0x80 | text.Length), .. mask, .. text.Select((b, i) => (byte)(b ^ mask[i % 4]))];
        var reader = new FrameReader();
        var read = new List<byte>();
        foreach (var part in Split(frame, [7, 2, 3]))
        {
            Span<byte> bytes = part;
            while (reader.TryRead(ref bytes, out var piece))
            {
                read.AddRange(piece);
            }
        }

        Assert.Equal(text, read);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_glance_tells_messages_apart(bool messagePack)
    {
        Assert.Equal(HubMessageKind.Chat, Kind(new InvocationMessage("chat", [Events(1, 1)])));
        Assert.Equal(HubMessageKind.Resync, Kind(new InvocationMessage("resync", [])));
        Assert.Equal(HubMessageKind.Other, Kind(new InvocationMessage("state", [new ChatState { ChatId = Chat }])));
        Assert.Equal(HubMessageKind.Other, Kind(new InvocationMessage("chats", [new ChatListChange([], [])])));
        Assert.Equal(HubMessageKind.Other, Kind(PingMessage.Instance));
        Assert.Equal(HubMessageKind.Close, Kind(new CloseMessage("over")));
        Assert.Equal(HubMessageKind.Answer, Kind(new CompletionMessage("12", null, Done.Instance, hasResult: true)));

        HubMessageKind Kind(HubMessage message) => HubGlance.KindOf(Bare(messagePack, message), messagePack);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_tells_its_call_and_its_number_or_that_it_is_a_refusal(bool messagePack)
    {
        var placed = Bare(messagePack, new CompletionMessage("41", null, new Answer<Placed>(new Placed(70_000, 1, 2), null), hasResult: true));
        Assert.True(HubGlance.TryInvocation(placed, messagePack, out var id));
        ReadOnlySpan<byte> rest = placed;
        Assert.True(HubGlance.TryNumber(ref rest, messagePack, out var number));
        Assert.Equal((41, 70_000), (id, number));

        var refused = Bare(messagePack, new CompletionMessage("42", null, new Answer<Placed>(null, new RefusalDto("request.too_many", "", 50)), hasResult: true));
        rest = refused;
        Assert.False(HubGlance.TryNumber(ref rest, messagePack, out _));
        Assert.Contains("request.too_many", HubGlance.Refusal(refused, messagePack), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_an_answer_to_Resume_only_the_missed_events_are_counted(bool messagePack)
    {
        var summary = new ChatSummary
        {
            Id = Chat, Kind = "study", Title = "Нагрузка", Role = "student", Head = 9, Posts = 9, Rev = 0, From = 0, ReadNumber = 0, ReadPosts = 0, Members = 2,
            Last = new ChatPreview(9, 1, new PersonRef(Chat, "Вера", "student"), "текст"),
        };
        var answer = Bare(messagePack, new CompletionMessage(
            "0", null, new Answer<ResumeAnswer>(new ResumeAnswer([summary], [Events(7, 3)], [], [], 1), null), hasResult: true));
        Assert.True(HubGlance.TryMissed(answer, messagePack, out var missed));
        var numbers = new List<long>();
        while (HubGlance.TryNumber(ref missed, messagePack, out var number))
        {
            numbers.Add(number);
        }

        Assert.Equal([7, 8, 9], numbers);
        Assert.False(HubGlance.TryMissed(
            Bare(messagePack, new CompletionMessage("0", null, new Answer<ResumeAnswer>(null, new RefusalDto("server.unavailable", "")), hasResult: true)), messagePack, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_536)]
    [InlineData(5_000_000_000)]
    public void Every_form_of_a_packed_number_is_read(long number)
    {
        ReadOnlySpan<byte> message = Bare(messagePack: true, new InvocationMessage("chat", [Events(number, 1)]));
        Assert.True(HubGlance.TryNumber(ref message, messagePack: true, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_a_post_was_sent_is_found_in_its_event(bool messagePack)
    {
        var text = Stamp.Text(new Random(1));
        Assert.Equal(128, System.Text.Encoding.UTF8.GetByteCount(text));
        Assert.Equal(text.Trim().Normalize(), text);
        Assert.NotEqual(0, Stamp.Find(text));
        Assert.Equal(Stamp.Find(text), Stamp.Find(Bare(messagePack, new InvocationMessage("chat", [Events(1, 1, text)]))));
        Assert.Equal(0, Stamp.Find("другое"));
        Assert.Equal(0, Stamp.Find((string?)null));
    }

    private static ChatEvents Events(long first, int count, string? text = null) => new(Chat, [.. Enumerable.Range(0, count).Select(i => new ChatEventDto
    {
        Number = first + i,
        Kind = ChatEventKinds.Posted,
        At = 1_795_000_000_000,
        Author = new PersonRef(Chat, "Дроздов-4 Глеб", "student"),
        RequestId = Chat,
        Posts = first + i,
        Message = new MessageDto { Text = text ?? "Здесь сказано \"number\": 5 и Number 6" },
    })]);

    private static byte[] Event(bool messagePack, long first, int count) => Bytes(messagePack, new InvocationMessage("chat", [Events(first, count)]));

    private static byte[] Other(bool messagePack) => Bytes(messagePack, PingMessage.Instance);

    private static byte[] Bytes(bool messagePack, HubMessage message) =>
        (messagePack ? new MessagePackHubProtocol() : (IHubProtocol)new JsonHubProtocol()).GetMessageBytes(message).ToArray();

    /// <summary>Without what separates it from the next.</summary>
    private static byte[] Bare(bool messagePack, HubMessage message)
    {
        var taker = new Taker();
        new HubMessages(messagePack).Feed(Bytes(messagePack, message), taker);
        return Assert.Single(taker.Messages);
    }

    private static byte[] Framed(byte[] messages, int[] sizes)
    {
        var framed = new List<byte>();
        for (var (at, i) = (0, 0); at < messages.Length; i++)
        {
            var size = Math.Min(sizes[i % sizes.Length], messages.Length - at);
            framed.AddRange(FrameWriter.FromServer(FrameKind.Binary, messages.AsSpan(at, size)));
            at += size;
        }

        return [.. framed];
    }

    private static IEnumerable<byte[]> Split(byte[] stream, int[] sizes)
    {
        for (var (at, i) = (0, 0); at < stream.Length; i++)
        {
            var size = Math.Min(sizes[i % sizes.Length], stream.Length - at);
            yield return stream[at..(at + size)];
            at += size;
        }
    }

    private static List<long> Count(bool messagePack, IEnumerable<byte[]> reads)
    {
        var (frames, messages, taker, numbers) = (new FrameReader(), new HubMessages(messagePack), new Taker(), new List<long>());
        foreach (var read in reads)
        {
            Span<byte> bytes = read;
            while (frames.TryRead(ref bytes, out var piece))
            {
                messages.Feed(piece, taker);
            }
        }

        foreach (var message in taker.Messages.Where(m => HubGlance.KindOf(m, messagePack) == HubMessageKind.Chat))
        {
            ReadOnlySpan<byte> rest = message;
            while (HubGlance.TryNumber(ref rest, messagePack, out var number))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    private sealed class Taker : IHubMessages
    {
        public List<byte[]> Messages { get; } = [];

        public void Take(ReadOnlySpan<byte> message) => Messages.Add(message.ToArray());
    }
}
