namespace Sferum.Schools;

public sealed class Files_of_orders
{
    [Theory]
    [InlineData("255044462D312E37", "application/pdf", "pdf")]
    [InlineData("FFD8FFE000104A46", "image/jpeg", "jpg")]
    [InlineData("89504E470D0A1A0A00", "image/png", "png")]
    public void Are_known_by_their_first_bytes(string bytes, string type, string extension)
    {
        var file = OrderFile.Read(Convert.FromHexString(bytes)).Value;
        Assert.Equal((type, extension), (file.Type, file.Extension));
    }

    [Theory]
    [InlineData("3C68746D6C3E")]
    [InlineData("4D5A9000")]
    [InlineData("504B0304")]
    [InlineData("2550444")]
    [InlineData("89504E47")]
    public void Are_nothing_else(string bytes) =>
        Assert.Equal(Refusals.OrderFileType, OrderFile.Read(Convert.FromHexString(bytes.Length % 2 == 0 ? bytes : bytes + "0")).Refusal);

    [Fact]
    public void Are_there_and_not_too_large()
    {
        Assert.Equal(Refusals.OrderFileMissing, OrderFile.Read(null).Refusal);
        Assert.Equal(Refusals.OrderFileMissing, OrderFile.Read([]).Refusal);
        Assert.Equal("order.file_too_large", OrderFile.Read(new byte[OrderFile.MaxBytes + 1]).Refusal?.Code);
    }
}
