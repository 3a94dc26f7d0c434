using System.Text;

namespace Sferum.Edge;

public sealed class Reading_frames
{
    private const string Words = "Привет, 7Б! κόσμε 👋";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void A_message_of_any_length_comes_out_as_it_went_in(int length)
    {
        var payload = Enumerable.Range(0, length).Select(static i => (byte)i).ToArray();
        foreach (var piece in new[] { 1, 2, 7, 64, 100_000 })
        {
            Assert.Equal([Heard.Line("binary", payload)], Heard.In(new ClientFrame(2, payload).Bytes(), () => piece));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Bits_that_nobody_agreed_on_are_refused(int reserved) => Refused(1002, new ClientFrame(1, []) { Reserved = reserved });

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(15)]
    public void Kinds_that_do_not_exist_are_refused(int opcode) => Refused(1002, ClientFrame.Text("a"), new ClientFrame(opcode, []));

    [Fact]
    public void What_is_not_masked_is_refused() => Refused(1002, new ClientFrame(1, [65]) { Masked = false });

    [Fact]
    public void A_length_that_no_file_ever_had_is_refused() => Refused(1002, new ClientFrame(2, []) { Claims = 1UL << 63 });

    [Fact]
    public void Fragments_become_one_message_with_control_frames_in_between()
    {
        var bytes = Encoding.UTF8.GetBytes(Words);
        var lines = Lines(
            new ClientFrame(1, bytes[..3]) { Final = false },
            new ClientFrame(9, [1, 2]),
            new ClientFrame(0, []) { Final = false },
            new ClientFrame(10, []),
            new ClientFrame(0, bytes[3..]),
            ClientFrame.Text("ещё"));
        Assert.Equal(["ping 0102", "pong ", Heard.Line("text", bytes), Heard.Line("text", "ещё"u8)], lines);
    }

    [Fact]
    public void A_fragment_of_nothing_is_refused() => Refused(1002, new ClientFrame(0, [1]));

    [Fact]
    public void A_message_within_a_message_is_refused() => Refused(1002, ClientFrame.Text("a", final: false), ClientFrame.Text("b"));

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Control_frames_are_short_and_whole(int opcode)
    {
        Refused(1002, new ClientFrame(opcode, new byte[126]));
        Refused(1002, new ClientFrame(opcode, []) { Final = false });
    }

    [Fact]
    public void A_ping_of_the_longest_kind_is_heard() =>
        Assert.Equal([Heard.Line("ping", new byte[125])], Lines(new ClientFrame(9, new byte[125])));

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1011)]
    [InlineData(3000)]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4999)]
    public void A_reason_that_may_be_given_is_heard(int code) =>
        Assert.Equal([$"close {code}"], Lines(ClientFrame.Close(code, "до свидания"), ClientFrame.Text("after")));

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(1100)]
    [InlineData(2000)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65535)]
    public void A_reason_that_must_not_be_given_is_refused(int code) => Refused(1002, ClientFrame.Close(code));

    [Fact]
    public void A_close_without_a_reason_is_heard_and_half_a_reason_refused()
    {
        Assert.Equal(["close "], Lines(new ClientFrame(8, []), new ClientFrame(9, [])));
        Refused(1002, new ClientFrame(8, [3]));
        Refused(1007, new ClientFrame(8, [3, 232, 0xce, 0xba, 0xe1, 0xbd]));
    }

    [Theory]
    [InlineData("CEBAE1BDB9CF83CEBCCEB5EDA08065646974656420")] // a surrogate
    [InlineData("F4908080")] // beyond the last character
    [InlineData("C080")] // an overlong zero
    [InlineData("E080AF")]
    [InlineData("80")]
    [InlineData("FE")]
    [InlineData("D0")] // cut at the end of the message
    [InlineData("F09F91")]
    public void Text_that_is_none_is_refused(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Refused(1007, new ClientFrame(1, bytes[..cut]) { Final = false }, new ClientFrame(0, bytes[cut..]));
        }

        Assert.Equal([Heard.Line("binary", bytes)], Lines(new ClientFrame(2, bytes)));
    }

    [Fact]
    public void A_character_may_be_cut_anywhere()
    {
        var bytes = Encoding.UTF8.GetBytes(Words);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal([Heard.Line("text", bytes)], Lines(new ClientFrame(1, bytes[..cut]) { Final = false }, new ClientFrame(0, bytes[cut..])));
        }
    }

    [Fact]
    public void A_wrong_text_is_refused_before_its_message_ends() =>
        Refused(1007, new ClientFrame(1, [0xff]) { Final = false });

    [Fact]
    public void A_million_frames_in_any_pieces_are_read_as_the_rules_say()
    {
        var random = new Random(20261123);
        var frames = 0;
        while (frames < 1_000_000)
        {
            var stream = new List<byte>();
            var source = new FrameSource(random);
            for (var i = random.Next(1, 400); i > 0; i--, frames++)
            {
                stream.AddRange(source.Next().Bytes());
            }

            var bytes = stream.ToArray();
            var most = random.Next(4) switch { 0 => 3, 1 => 20, 2 => 1500, _ => 65536 };
            Assert.True(PlainFrameReader.Read(bytes).SequenceEqual(Heard.In(bytes, () => random.Next(1, most + 1))), $"after {frames} frames");
        }
    }

    private static void Refused(int code, params ClientFrame[] frames) => Assert.Equal($"fault {code}", Lines(frames)[^1]);

    /// <summary>What is heard of the frames; the same whether they come whole or byte by byte.</summary>
    private static List<string> Lines(params ClientFrame[] frames)
    {
        byte[] stream = [.. frames.SelectMany(static f => f.Bytes())];
        var whole = Heard.In(stream, () => stream.Length);
        Assert.Equal(whole, Heard.In(stream, static () => 1));
        Assert.Equal(whole, PlainFrameReader.Read(stream));
        return whole;
    }
}
