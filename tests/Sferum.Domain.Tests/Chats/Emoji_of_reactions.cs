using CsCheck;

namespace Sferum.Chats;

public sealed class Emoji_of_reactions
{
    [Theory]
    [InlineData("👍")]
    [InlineData("👍🏽")]
    [InlineData("❤")]
    [InlineData("❤️")]
    [InlineData("❤️‍🔥")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("👩🏽‍🏫")]
    [InlineData("🏳️‍🌈")]
    [InlineData("🇷🇺")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("1️⃣")]
    [InlineData("#⃣")]
    [InlineData("✅")]
    [InlineData("🫶")]
    [InlineData("‼️")]
    public void Are_one_picture(string emoji) => Assert.True(Emoji.IsOne(emoji));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a")]
    [InlineData("ы")]
    [InlineData("1")]
    [InlineData("👍👍")]
    [InlineData("👍a")]
    [InlineData("a\u200D👍")]
    [InlineData("©")]
    [InlineData("\u200D")]
    [InlineData("👍\u200D")]
    [InlineData("👍\u0301")]
    [InlineData("🇷")]
    [InlineData("👍\0")]
    [InlineData("<b>")]
    [InlineData("👨‍👩‍👧‍👦‍👨‍👩‍👧‍👦‍👨‍👩‍👧‍👦")]
    public void Are_nothing_else(string? text) => Assert.False(Emoji.IsOne(text));

    [Fact]
    public void Never_carry_letters() => Gen.String.Sample(text =>
    {
        if (Emoji.IsOne(text))
        {
            Assert.DoesNotContain(text, char.IsLetter);
        }
    });
}
