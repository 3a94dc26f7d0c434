using System.Diagnostics;
using Sferum.TestServers;

namespace Sferum.Files;

/// <summary>Voice messages by ffmpeg.</summary>
public sealed class Writing_voices_anew : IDisposable
{
    private const string Ffmpeg = "/usr/bin/ffmpeg";
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string, string> Recordings => new()
    {
        { "webm", "libopus", "video/webm" },
        { "ogg", "libopus", "audio/ogg" },
        { "mp4", "aac", "video/mp4" },
        { "wav", "pcm_s16le", "audio/wav" },
        { "mp3", "libmp3lame", "audio/mpeg" },
    };

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Makes_one_format_of_all_and_counts_how_long_and_how_loud(string format, string codec, string type)
    {
        var source = Make($"sine=frequency=440:duration=2,volume=enable='lt(t,1)':volume=0.1", $"voice.{format}", "-c:a", codec, "-metadata", "title=Секрет", "-f", format);

        var made = (await Clean(source, type)).Value;

        Assert.InRange(made.DurationMs, 1950, 2150);
        Assert.Equal(64, made.Peaks.Length);
        Assert.Equal(255, made.Peaks.Max());
        Assert.All(made.Peaks[4..28], static p => Assert.InRange(p, 10, 60));
        // The loudest is where the sound becomes loud at once: what made the recording swings there.
        Assert.All(made.Peaks[36..60], static p => Assert.InRange(p, 120, 255));
        var bytes = await File.ReadAllBytesAsync(Target);
        Assert.Equal(FileNature.Sound, FileTypes.Of(bytes, []).Nature);
        Assert.DoesNotContain("Секрет", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.True(bytes.AsSpan().IndexOf("moov"u8) < bytes.AsSpan().IndexOf("mdat"u8), "It can't be played while it comes.");
    }

    [Fact]
    public async Task Draws_silence_as_silence() =>
        Assert.All((await Clean(Make("anullsrc=duration=1", "voice.wav", "-f", "wav"), "audio/wav")).Value.Peaks, static p => Assert.Equal(0, p));

    [Fact]
    public async Task Refuses_what_is_too_long() => Assert.Equal(
        Refusals.FileVoiceTooLong(1).Code,
        (await Clean(Make("anullsrc=r=8000:duration=64", "voice.wav", "-f", "wav"), "audio/wav", new FileLimits { Voice = TimeSpan.FromMinutes(1) })).Refusal?.Code);

    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:1\n/etc/passwd\n", "video/webm")]
    [InlineData("ffconcat version 1.0\nfile /etc/passwd\n", "audio/mpeg")]
    [InlineData("RIFF", "audio/wav")]
    [InlineData("просто слова", "text/plain")]
    public async Task Reads_nothing_but_the_type_that_was_found(string content, string type)
    {
        var source = Path.Combine(_folder.Path, "other");
        await File.WriteAllTextAsync(source, content);

        Assert.Equal(Refusals.FileVoiceBroken, (await Clean(source, type)).Refusal);
    }

    [Fact]
    public async Task Is_off_where_there_is_no_ffmpeg() =>
        Assert.Equal(Refusals.FileVoiceOff, (await new FfmpegVoices(null, new FileLimits()).Clean("x", FileTypes.Voice, Target, default)).Refusal);

    public void Dispose() => _folder.Dispose();

    private string Target => Path.Combine(_folder.Path, "made");

    private async Task<Outcome<CleanVoice>> Clean(string source, string type, FileLimits? limits = null) =>
        await new FfmpegVoices(Ffmpeg, limits ?? new FileLimits()).Clean(source, new FileType(type, FileNature.Sound), Target, default);

    /// <summary>A recording that ffmpeg makes by itself.</summary>
    private string Make(string sound, string name, params string[] arguments)
    {
        var file = Path.Combine(_folder.Path, name);
        using var made = Process.Start(new ProcessStartInfo(Ffmpeg, ["-loglevel", "error", "-f", "lavfi", "-i", sound, .. arguments, "-y", file]))!;
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
        return file;
    }
}
