using System.Globalization;
using CsCheck;

namespace Sferum.People;

public sealed class One_time_codes
{
    [Theory]
    [InlineData("123456", "123456")]
    [InlineData(" 123 456 ", "123456")]
    [InlineData("123-456", "123456")]
    [InlineData("012\u00A0345", "012345")]
    public void Are_read_as_people_type_them(string typed, string code) => Assert.Equal(code, OneTimeCode.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("１２３４５６")]
    [InlineData("123456                                   ")]
    public void Are_nothing_else(string? typed) => Assert.Null(OneTimeCode.Read(typed));

    [Fact]
    public void Have_six_digits_with_every_first_digit()
    {
        var codes = Enumerable.Range(0, 2_000).Select(static _ => OneTimeCode.New()).ToList();
        Assert.All(codes, static c => Assert.Equal(c, OneTimeCode.Read(c)));
        Assert.Equal(10, codes.Select(static c => c[0]).Distinct().Count());
        Assert.True(codes.Distinct(StringComparer.Ordinal).Count() > 1_900);
    }
}

public sealed class Claim_codes
{
    [Fact]
    public void On_paper_hold_80_bits_in_groups_of_four()
    {
        var code = ClaimCode.ForPaper();
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.True(16 * Math.Log2(32) >= 80);
    }

    [Fact]
    public void In_a_link_hold_160_bits_and_need_no_escaping() => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{32}$", ClaimCode.ForLink());

    [Fact]
    public void Are_read_in_any_case_with_any_grouping_and_with_letters_mistaken_for_digits() =>
        Gen.Int[0, int.MaxValue].Sample(static seed =>
        {
            var random = new Random(seed);
            var code = ClaimCode.ForPaper();
            var typed = string.Concat(code.Select(c => random.Next(8) switch
            {
                0 => char.ToLower(c, CultureInfo.InvariantCulture).ToString(),
                1 => c + " ",
                2 => c == '0' ? "o" : c.ToString(),
                3 => c == '1' ? (random.Next(2) == 0 ? "l" : "I") : c.ToString(),
                4 => c == '-' ? "" : c.ToString(),
                _ => c.ToString(),
            }));
            return ClaimCode.Read(typed) == code.Replace("-", "", StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCD-EFGH-JKMN")]
    [InlineData("ABCD-EFGH-JKMN-PQRU")]
    [InlineData("ABCD-EFGH-JKMN-PQR\u0417")]
    public void That_are_too_short_or_hold_other_letters_are_none(string? text) => Assert.Null(ClaimCode.Read(text));

    [Fact]
    public void Of_any_text_are_read_or_refused_without_an_error() =>
        Gen.String.Sample(static text => ClaimCode.Read(text) is null or { Length: >= 16 and <= 64 });
}
