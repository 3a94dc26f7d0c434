using System.Buffers.Binary;
using System.Text;
using NetVips;
using Sferum.TestServers;

namespace Sferum.Files;

/// <summary>Pictures by the program that the server uses, each in a process of its own.</summary>
public sealed class Writing_pictures_anew : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Types => ["image/jpeg", "image/png", "image/webp", "image/gif"];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Keeps_the_type_and_the_size_and_makes_thumbnails(string type)
    {
        var made = (await Clean(Save(Drawing(1600, 1200), type), type)).Value;

        Assert.Equal(new CleanPicture(1600, 1200), made);
        Assert.Equal((type, 1600, 1200), Look("content"));
        Assert.Equal(("image/webp", 320, 240), Look("small"));
        Assert.Equal(("image/webp", 1280, 960), Look("large"));
    }

    [Fact]
    public async Task Makes_no_large_thumbnail_of_a_picture_that_is_no_larger_and_enlarges_nothing()
    {
        var made = (await Clean(Save(Drawing(200, 100), "image/png"), "image/png")).Value;

        Assert.Equal(new CleanPicture(200, 100), made);
        Assert.Equal(("image/webp", 200, 100), Look("small"));
        Assert.False(File.Exists(Made("large")));
    }

    [Fact]
    public async Task Makes_what_nobody_looks_at_so_large_smaller() =>
        Assert.Equal(new CleanPicture(4096, 2048), (await Clean(Save(Drawing(6000, 3000), "image/jpeg"), "image/jpeg")).Value);

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    public async Task Leaves_nothing_of_place_time_and_device(string type)
    {
        using var picture = Drawing(300, 200).Mutate(static m =>
        {
            m.Set(GValue.GStrType, "exif-ifd0-Make", "Secret camera");
            m.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "55/1 45/1 21/1");
            m.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes("<x:xmpmeta>Secret place</x:xmpmeta>"));
        });
        var source = Save(picture, type);
        Assert.Contains("Secret ", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(source)), StringComparison.Ordinal);

        await Clean(source, type);

        foreach (var file in new[] { "content", "small" })
        {
            var bytes = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Made(file)));
            Assert.DoesNotContain("Secret ", bytes, StringComparison.Ordinal);
            using var read = Image.NewFromFile(Made(file));
            Assert.DoesNotContain(read.GetFields(), static f => f.StartsWith("exif", StringComparison.Ordinal) || f is "xmp-data" or "icc-profile-data");
        }
    }

    [Fact]
    public async Task Turns_upright_what_the_device_held_sideways()
    {
        using var picture = Drawing(300, 200).Mutate(static m => m.Set(GValue.GIntType, "orientation", 6));

        Assert.Equal(new CleanPicture(200, 300), (await Clean(Save(picture, "image/jpeg"), "image/jpeg")).Value);
    }

    [Fact]
    public async Task Keeps_what_moves_moving()
    {
        using var frames = Image.Arrayjoin([Drawing(60, 40), Drawing(60, 40).Invert(), Drawing(60, 40)], across: 1).Mutate(static m =>
        {
            m.Set(GValue.GIntType, "page-height", 40);
            m.Set(GValue.ArrayIntType, "delay", new[] { 100, 100, 100 });
        });

        Assert.Equal(new CleanPicture(60, 40), (await Clean(Save(frames, "image/gif"), "image/gif")).Value);

        using var made = Image.NewFromFile(Made("content") + "[n=-1]");
        Assert.Equal((60, 120), (made.Width, made.Height));
        Assert.Equal(("image/webp", 60, 40), Look("small"));
    }

    [Fact]
    public async Task Keeps_nothing_of_what_hangs_behind_a_picture()
    {
        var source = Save(Drawing(300, 200), "image/jpeg");
        await File.AppendAllTextAsync(source, "<html><script>alert('polyglot')</script>PK\u0003\u0004");

        Assert.False((await Clean(source, "image/jpeg")).IsRefused(out _));

        Assert.DoesNotContain("polyglot", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Made("content"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_by_the_header_alone_what_has_too_many_pixels()
    {
        // Says that it is 60,000 by 60,000 pixels, which would be ten gigabytes, and is 60 bytes long.
        var source = Path.Combine(_folder.Path, "bomb.png");
        await File.WriteAllBytesAsync(source, PngHeader(60_000, 60_000));

        Assert.Equal(Refusals.FilePictureTooLarge(64).Code, (await Clean(source, "image/png")).Refusal?.Code);
    }

    [Fact]
    public async Task Counts_the_pixels_of_all_frames()
    {
        // A frame that is as the one before it would only be shown for longer.
        var frames = Enumerable.Range(0, 12).Select(static i => i % 2 == 0 ? Image.Black(3000, 2000) : Image.Black(3000, 2000).Invert()).ToArray();
        using var moving = Image.Arrayjoin(frames, across: 1).Mutate(static m => m.Set(GValue.GIntType, "page-height", 2000));

        Assert.Equal(Refusals.FilePictureTooLarge(64).Code, (await Clean(Save(moving, "image/gif"), "image/gif")).Refusal?.Code);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("image/webp")]
    public async Task Refuses_half_a_picture(string type)
    {
        var source = Save(Drawing(800, 600), type);
        var bytes = await File.ReadAllBytesAsync(source);
        await File.WriteAllBytesAsync(source, bytes[..(bytes.Length / 2)]);

        Assert.Equal(Refusals.FilePictureBroken, (await Clean(source, type)).Refusal);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><image href='/etc/passwd'/></svg>")]
    [InlineData("%PDF-1.7 1 0 obj")]
    [InlineData("push graphic-context viewbox 0 0 640 480 image over 0,0 0,0 'https://example.com'")]
    public async Task Reads_nothing_but_the_type_that_was_named(string content)
    {
        var source = Path.Combine(_folder.Path, "other");
        await File.WriteAllTextAsync(source, content);
        foreach (var type in Types)
        {
            Assert.Equal(Refusals.FilePictureBroken, (await Clean(source, type)).Refusal);
        }
    }

    [Fact]
    public async Task Is_not_hurt_by_what_only_looks_like_a_picture()
    {
        var source = Save(Drawing(200, 150), "image/png");
        var whole = await File.ReadAllBytesAsync(source);
        var random = new Random(7);
        for (var i = 0; i < 12; i++)
        {
            var bytes = whole.ToArray();
            for (var j = 0; j < 20; j++)
            {
                bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            }

            await File.WriteAllBytesAsync(source, bytes);
            var answer = await Clean(source, "image/png");
            Assert.True(answer.Refusal is null || answer.Refusal.Code.StartsWith("file.picture", StringComparison.Ordinal));
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Outcome<CleanPicture>> Clean(string source, string type) =>
        await new PictureProgram(new FileLimits()).Clean(
            source, new FileType(type, FileNature.Picture), Directory.CreateDirectory(Path.Combine(_folder.Path, "made")).FullName, default);

    private string Made(string name) => Path.Combine(_folder.Path, "made", name);

    private (string Type, int Width, int Height) Look(string name)
    {
        var head = File.ReadAllBytes(Made(name));
        using var image = Image.NewFromBuffer(head);
        return (FileTypes.Of(head, []).MediaType, image.Width, image.Height);
    }

    private string Save(Image image, string type)
    {
        var file = Path.Combine(_folder.Path, "source." + type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        image.WriteToFile(file);
        return file;
    }

    /// <summary>Something with many colours.</summary>
    private static Image Drawing(int width, int height) =>
        (Image.Xyz(width, height).Bandjoin(Image.Black(width, height)) % 256).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    private static byte[] PngHeader(int width, int height)
    {
        var bytes = new byte[8 + 25 + 12 + 12];
        new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }.CopyTo(bytes, 0);
        var head = new byte[17];
        Encoding.ASCII.GetBytes("IHDR").CopyTo(head, 0);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), height);
        (head[12], head[13]) = (8, 2);
        Chunk(bytes.AsSpan(8), head);
        Chunk(bytes.AsSpan(33), Encoding.ASCII.GetBytes("IDAT"));
        Chunk(bytes.AsSpan(45), Encoding.ASCII.GetBytes("IEND"));
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = ~0u;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static void Chunk(Span<byte> target, byte[] typeAndData)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, typeAndData.Length - 4);
        typeAndData.CopyTo(target[4..]);
        BinaryPrimitives.WriteUInt32BigEndian(target[(4 + typeAndData.Length)..], Crc(typeAndData));
    }
}
