using CsCheck;

namespace Sferum.Files;

public sealed class Names_of_files
{
    [Theory]
    [InlineData("Реферат 7Б.docx", "Реферат 7Б.docx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\x\\фото.jpg", "фото.jpg")]
    [InlineData("a\u0000b\r\nc.txt", "ab c.txt")]
    [InlineData("фото\u202Egpj.exe", "фотоgpj.exe")]
    [InlineData("  ..скрытый. ", "скрытый")]
    [InlineData("что?<где>:\"когда\"|*.txt", "что__где___когда___.txt")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData("lpt1", "_lpt1")]
    [InlineData("\uD800.txt", "txt")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("...", "file")]
    [InlineData("и\u0306.txt", "й.txt")]
    public void Are_cleaned(string? raw, string clean) => Assert.Equal(clean, FileName.Clean(raw));

    [Fact]
    public void Are_shortened_and_keep_their_end()
    {
        var name = FileName.Clean(new string('я', 300) + ".docx");

        Assert.Equal(FileLimits.NameLength, name.Length);
        Assert.EndsWith("я.docx", name, StringComparison.Ordinal);
        Assert.True(FileName.Clean(string.Concat(Enumerable.Repeat("😀", 100)) + ".png").Length <= FileLimits.NameLength);
    }

    [Theory]
    [InlineData("фото.jpg", "фото.jpg")]
    [InlineData("фото.JPEG", "фото.JPEG")]
    [InlineData("фото.php", "фото.jpg")]
    [InlineData("фото.png", "фото.jpg")]
    [InlineData("фото", "фото.jpg")]
    [InlineData("отчёт 23.11", "отчёт 23.11.jpg")]
    [InlineData(".png", ".png.jpg")]
    public void Of_what_was_written_anew_say_what_it_is(string name, string ending) => Assert.Equal(ending, FileName.EndingAs(name, FileTypes.Jpeg));

    [Fact]
    public void Are_whatever_comes_never_a_path_nor_too_long()
    {
        Gen.String.Sample(static raw =>
        {
            var name = FileName.Clean(raw);
            Assert.InRange(name.Length, 1, FileLimits.NameLength);
            Assert.DoesNotContain(name, static c => "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) || char.IsControl(c));
            Assert.Equal(name, FileName.Clean(name));
        });
    }
}
