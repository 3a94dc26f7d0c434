using CsCheck;

namespace Sferum.Chats;

public sealed class Texts_of_messages
{
    [Theory]
    [InlineData("  Завтра — экскурсия!\r\n\r\nСбор в 9:00 \t", "Завтра — экскурсия!\n\nСбор в 9:00")]
    [InlineData("a\rb", "a\nb")]
    [InlineData("и\u0306", "й")]
    [InlineData("\u00A0да\u00A0", "да")]
    [InlineData("👍🏽", "👍🏽")]
    [InlineData("a\tb", "a\tb")]
    public void Are_kept_in_one_form(string raw, string expected)
    {
        Assert.Null(ChatText.Normalise(raw, out var text));
        Assert.Equal(expected, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("\u200B\u200D\uFEFF")]
    [InlineData("\u2800\u3164")]
    [InlineData("\u00AD \u0301")]
    [InlineData("\uFE0F")]
    public void Need_something_to_see(string raw) => Assert.Equal(Refusals.TextEmpty, ChatText.Normalise(raw, out _));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("bell\u0007")]
    [InlineData("\u0085next")]
    [InlineData("del\u007F")]
    public void Hold_nothing_that_cannot_be_kept(string raw) => Assert.Equal(Refusals.TextInvalid, ChatText.Normalise(raw, out _));

    [Fact]
    public void Hold_no_half_characters()
    {
        // Attributes can't carry lone surrogates: they are stored as UTF-8.
        Assert.Equal(Refusals.TextInvalid, ChatText.Normalise(new string([(char)0xD83D]), out _));
        Assert.Equal(Refusals.TextInvalid, ChatText.Normalise(new string(['a', (char)0xDE00, 'b']), out _));
        Assert.Equal(Refusals.TextInvalid, ChatText.Normalise(new string([(char)0xDE00, (char)0xD83D]), out _));
    }

    [Fact]
    public void Are_at_most_4000_units_long_after_normalisation()
    {
        Assert.Null(ChatText.Normalise(new string('ж', 4000) + "   ", out var text));
        Assert.Equal(4000, text.Length);
        Assert.Equal("chat.text_too_long", ChatText.Normalise(new string('ж', 4001), out _)!.Code);
        Assert.Null(ChatText.Normalise(string.Concat(Enumerable.Repeat("и\u0306", 4000)), out text));
        Assert.Equal(4000, text.Length);
    }

    [Fact]
    public void Are_not_even_looked_at_when_they_are_huge() =>
        Assert.Equal("chat.text_too_long", ChatText.Normalise(new string(' ', 1_000_000), out _)!.Code);

    [Fact]
    public void Are_needed() => Assert.Equal(Refusals.Malformed, ChatText.Normalise(null, out _));

    [Fact]
    public void Of_any_kind_are_refused_or_kept_in_a_form_that_stays_as_it_is() => Gen.String.Sample(raw =>
    {
        if (ChatText.Normalise(raw, out var text) is null)
        {
            Assert.True(text.IsNormalized());
            Assert.InRange(text.Length, 1, ChatLimits.TextLength);
            Assert.DoesNotContain('\0', text);
            Assert.Null(ChatText.Normalise(text, out var again));
            Assert.Equal(text, again);
        }
    });

    [Fact]
    public void Are_cut_between_characters()
    {
        Assert.Equal("ab", ChatText.Cut("ab😀", 3));
        Assert.Equal("ab😀", ChatText.Cut("ab😀", 4));
    }
}
