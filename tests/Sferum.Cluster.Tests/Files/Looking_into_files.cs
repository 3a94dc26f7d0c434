using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Files;

/// <summary>What the server does with a file before anybody may have it.</summary>
public sealed class Looking_into_files
{
    [Fact]
    public async Task Until_the_scanner_has_found_it_clean_nobody_has_a_file_nor_posts_it()
    {
        var scanner = new WaitingScanner();
        await using var town = await FileTown.Start(new DistrictShape { Adjust = (_, builder) => builder.Services.AddSingleton<IVirusScanner>(scanner) });
        var student = await town.District.SignIn(town.Student);
        await using var line = await Witness.Join(student);
        var path = await town.Announce(student, 3);
        var id = Guid.Parse(path[(path.LastIndexOf('/') + 1)..]);
        await town.Patch(student, path, 0, "abc"u8.ToArray());
        await scanner.Asked;

        Assert.Equal(UploadStates.Checking, (await student.UploadStateAsync(id)).Must().Status);
        Assert.Equal("request.not_found", (await student.DownloadAsync(id)).Refusal?.Code);
        var early = await town.District.Cluster.GetGrain<IChatGrain>(town.Chat.Value).Post(
            new Caller(town.Student, default, town.School, Role.Student), new PostMessage(Guid.CreateVersion7(), "", null, Files: [new FileId(id)]));
        Assert.Equal("file.not_ready", early.Refusal?.Code);

        scanner.Answer.SetResult(ScanVerdict.Clean);
        (await line.Line.PostAsync(town.Chat.Value, "", attachments: [id], patience: TimeSpan.FromSeconds(60))).Must();
        Assert.Equal("abc", Encoding.UTF8.GetString((await student.DownloadAsync(id)).Must()));
    }

    [Fact]
    public async Task An_infected_file_is_refused_and_its_bytes_are_gone()
    {
        var scanner = new WaitingScanner();
        scanner.Answer.SetResult(ScanVerdict.Infected);
        string? folder = null;
        await using var town = await FileTown.Start(new DistrictShape
        {
            Files = files =>
            {
                folder = files.Folder;
                return files;
            },
            Adjust = (_, builder) => builder.Services.AddSingleton<IVirusScanner>(scanner),
        });
        var student = await town.District.SignIn(town.Student);

        var refused = await student.UploadAsync(new MemoryStream("вирус"u8.ToArray()), "x.doc");

        Assert.Equal(("file.infected", "В файле найден вирус, он не отправлен."), (refused.Refusal?.Code, refused.Refusal?.Message));
        while (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any())
        {
            await Task.Yield();
        }
    }

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "игра.exe", "MZ\u0090\0"u8.ToArray(), "file.is_program" },
        { "фото.jpg", "MZ\u0090\0"u8.ToArray(), "file.is_program" },
        { "фото.heic", Convert.FromHexString("0000001866747970686569630000000068656963"), "file.picture_type" },
        { "фото.png", FileTown.Pixel[..40], "file.picture_broken" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refuses_what_can_not_be_passed_on(string name, byte[] bytes, string code)
    {
        await using var town = await FileTown.Start();
        var student = await town.District.SignIn(town.Student);

        Assert.Equal(code, (await student.UploadAsync(new MemoryStream(bytes), name)).Refusal?.Code);
        Assert.Equal(0, await town.District.Town.Count("SELECT bytes FROM person_usage WHERE person_id = @Student", new { town.Student }));
    }

    [Fact]
    public async Task A_picture_is_one_whatever_it_is_called_and_is_written_anew()
    {
        await using var town = await FileTown.Start();
        var student = await town.District.SignIn(town.Student);
        var bytes = FileTown.Pixel.Concat("<script>alert('polyglot')</script>"u8.ToArray()).ToArray();

        var file = (await student.UploadAsync(new MemoryStream(bytes), "..\\..\\отчёт.php")).Must();

        Assert.Equal(("отчёт.png", "image/png", "picture"), (file.Name, file.Type, file.Kind));
        Assert.DoesNotContain("polyglot", Encoding.Latin1.GetString((await student.DownloadAsync(file.Id)).Must()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_is_kept_as_it_came_and_not_unpacked()
    {
        await using var town = await FileTown.Start();
        var student = await town.District.SignIn(town.Student);
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("../../нули.txt", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 300; i++)
            {
                await entry.WriteAsync(zeros);
            }
        }

        bomb.Position = 0;
        var file = (await student.UploadAsync(bomb, "нули.zip")).Must();

        Assert.Equal(("application/zip", bomb.Length), (file.Type, file.Size));
        Assert.Equal(bomb.ToArray(), (await student.DownloadAsync(file.Id)).Must());
    }

    [Fact]
    public async Task A_voice_message_is_sound_in_one_format_with_its_shape_and_words_are_none()
    {
        await using var town = await FileTown.Start();
        var student = await town.District.SignIn(town.Student);

        var voice = (await student.UploadAsync(new MemoryStream(Sound(seconds: 2)), "голос.wav", isVoice: true)).Must();

        Assert.Equal(("voice", "audio/mp4", "голос.m4a"), (voice.Kind, voice.Type, voice.Name));
        Assert.InRange(voice.DurationMs!.Value, 1900, 2200);
        Assert.Equal((64, 255), (voice.Peaks!.Length, voice.Peaks.Max()));
        Assert.Equal("file.voice_broken", (await student.UploadAsync(new MemoryStream("просто слова"u8.ToArray()), "голос.webm", isVoice: true)).Refusal?.Code);
    }

    [Fact]
    public async Task Limits_are_the_configured_ones()
    {
        await using var town = await FileTown.Start(new DistrictShape { Files = static files => files with { Limits = new FileLimits { OtherBytes = 1000, PictureBytes = 50, PersonBytes = 1500 } } });
        var student = await town.District.SignIn(town.Student);

        Assert.Equal("file.too_large", (await student.UploadAsync(new MemoryStream(new byte[1001]), "x")).Refusal?.Code);
        Assert.Equal("file.too_large", (await student.UploadAsync(new MemoryStream(FileTown.Pixel), "x.png")).Refusal?.Code);
        (await student.UploadAsync(new MemoryStream(new byte[1000]), "x")).Must();
        Assert.Equal("file.quota_person", (await student.UploadAsync(new MemoryStream(new byte[600]), "x")).Refusal?.Code);
    }

    /// <summary>A recording of a tone: 8,000 samples a second, 16 bits.</summary>
    private static byte[] Sound(int seconds)
    {
        using var bytes = new MemoryStream();
        using (var wav = new BinaryWriter(bytes))
        {
            var data = seconds * 8000 * sizeof(short);
            wav.Write("RIFF"u8);
            wav.Write(36 + data);
            wav.Write("WAVEfmt "u8);
            wav.Write(16);
            wav.Write((short)1);
            wav.Write((short)1);
            wav.Write(8000);
            wav.Write(16000);
            wav.Write((short)2);
            wav.Write((short)16);
            wav.Write("data"u8);
            wav.Write(data);
            for (var i = 0; i < seconds * 8000; i++)
            {
                wav.Write((short)(20_000 * Math.Sin(i * 440 * 2 * Math.PI / 8000)));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A scanner that answers when the test lets it.</summary>
    private sealed class WaitingScanner : IVirusScanner
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<ScanVerdict> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async ValueTask<ScanVerdict> Scan(Stream content, CancellationToken cancel)
        {
            _asked.TrySetResult();
            return await Answer.Task.WaitAsync(cancel);
        }
    }
}
