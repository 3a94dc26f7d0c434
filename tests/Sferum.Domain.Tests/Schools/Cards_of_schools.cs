namespace Sferum.Schools;

public sealed class Cards_of_schools
{
    private static readonly SchoolCard Good = new() { Name = "Школа № 1", TimeZone = "Asia/Anadyr" };

    [Fact]
    public void Are_fine_with_nothing_but_a_name_and_a_zone() => Assert.Null(Good.Check());

    [Theory]
    [InlineData("7707083893", true)]
    [InlineData("7707083894", false)]
    [InlineData("770708389", false)]
    [InlineData("77070838930", false)]
    [InlineData("77070838a3", false)]
    public void Hold_an_INN_whose_check_digit_fits(string inn, bool fits)
    {
        Assert.Equal(fits, SchoolNumbers.IsInn(inn));
        Assert.Equal(fits, (Good with { Inn = inn }).Check() is null);
    }

    [Theory]
    [InlineData("1027700132195", true)]
    [InlineData("1027700132196", false)]
    [InlineData("102770013219", false)]
    [InlineData("102770013219٥", false)]
    public void Hold_an_OGRN_whose_check_digit_fits(string ogrn, bool fits) => Assert.Equal(fits, (Good with { Ogrn = ogrn }).Check() is null);

    [Theory]
    [InlineData("", "Europe/Moscow", null, null, "name")]
    [InlineData("Школа\u0007", "Europe/Moscow", null, null, "name")]
    [InlineData("Школа", "Mars/Base", null, null, "timeZone")]
    [InlineData("Школа", "Europe/Moscow", "not a mailbox", null, "email")]
    [InlineData("Школа", "Europe/Moscow", null, "javascript:alert(1)", "site")]
    [InlineData("Школа", "Europe/Moscow", null, "//school.example", "site")]
    public void Name_the_field_that_can_not_be_so(string name, string zone, string? email, string? site, string field) =>
        Assert.Equal(field, new SchoolCard { Name = name, TimeZone = zone, Email = email, Site = site }.Tidy().Check()?.Args?["field"]);

    [Fact]
    public void Lose_what_is_only_space()
    {
        var tidy = (Good with { Name = " Школа ", Address = "  ", Inn = " 7707083893 " }).Tidy();
        Assert.Equal(("Школа", null, "7707083893"), (tidy.Name, tidy.Address, tidy.Inn));
    }
}
