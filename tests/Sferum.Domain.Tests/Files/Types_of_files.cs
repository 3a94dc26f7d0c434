using System.Text;
using CsCheck;

namespace Sferum.Files;

/// <summary>A file is known by what is in it.</summary>
public sealed class Types_of_files
{
    public static TheoryData<string, string, FileNature> Beginnings => new()
    {
        { "FFD8FFE000104A46", "image/jpeg", FileNature.Picture },
        { "89504E470D0A1A0A", "image/png", FileNature.Picture },
        { "474946383961", "image/gif", FileNature.Picture },
        { "524946460000000057454250", "image/webp", FileNature.Picture },
        { "524946460000000057415645", "audio/wav", FileNature.Sound },
        { "0000001866747970686569630000", "image/heic", FileNature.ForeignPicture },
        { "0000001866747970617669660000", "image/avif", FileNature.ForeignPicture },
        { "49492A00", "image/tiff", FileNature.ForeignPicture },
        { "00000018667479704D3441200000", "audio/mp4", FileNature.Sound },
        { "000000186674797069736F6D0000", "video/mp4", FileNature.Sound },
        { "1A45DFA3", "video/webm", FileNature.Sound },
        { "4F67675300", "audio/ogg", FileNature.Sound },
        { "255044462D312E37", "application/pdf", FileNature.Document },
        { "504B0304", "application/zip", FileNature.Document },
        { "377ABCAF271C", "application/x-7z-compressed", FileNature.Document },
        { "D0CF11E0A1B11AE1", "application/x-ole-storage", FileNature.Document },
        { "4D5A9000", "application/x-executable", FileNature.Program },
        { "7F454C46", "application/x-executable", FileNature.Program },
        { "CAFEBABE", "application/x-executable", FileNature.Program },
        { "0001020304", "application/octet-stream", FileNature.Document },
        { "", "application/octet-stream", FileNature.Document },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void Are_known_by_their_first_bytes(string hex, string type, FileNature nature)
    {
        var found = FileTypes.Of(Convert.FromHexString(hex), []);

        Assert.Equal((type, nature), (found.MediaType, found.Nature));
    }

    [Theory]
    [InlineData("Список класса", "text/plain")]
    [InlineData("a;b;c\n1;2;3", "text/plain")]
    [InlineData("<!DOCTYPE html><p>", "text/html")]
    [InlineData("привет <ScRiPt>alert(1)</script>", "text/html")]
    [InlineData("<?xml version='1.0'?>\n<!-- x --><svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "image/svg+xml")]
    [InlineData("<?xml version='1.0'?><a/>", "text/xml")]
    [InlineData("#!/bin/sh\nrm -rf", "application/x-executable")]
    public void Of_text_are_known_by_what_a_browser_would_make_of_it(string text, string type) => Assert.Equal(type, FileTypes.Of(Encoding.UTF8.GetBytes(text), []).MediaType);

    [Theory]
    [InlineData("text/html", "<html>")]
    [InlineData("image/svg+xml", "<svg/>")]
    [InlineData("text/xml", "<?xml?>")]
    public void That_a_browser_would_run_are_given_out_as_bytes(string type, string text)
    {
        var found = FileTypes.Of(Encoding.UTF8.GetBytes(text), []);

        Assert.Equal((type, "application/octet-stream"), (found.MediaType, found.SentAs));
    }

    [Theory]
    [InlineData("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("classes.dex", "application/x-executable")]
    [InlineData("уроки/1.txt", "application/zip")]
    public void Of_archives_are_known_by_the_names_in_their_list(string name, string type)
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("[Content_Types].xml");
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(new byte[200_000]);
        }

        var all = bytes.ToArray();

        Assert.Equal(type, FileTypes.Of(all.AsSpan(0, Math.Min(30, all.Length)), all.AsSpan(Math.Max(0, all.Length - FileTypes.Looked))).MediaType);
    }

    [Fact]
    public void Are_found_for_whatever_bytes_come() =>
        Gen.Byte.Array.Sample(static bytes => Assert.NotNull(FileTypes.Of(bytes, bytes)));
}
