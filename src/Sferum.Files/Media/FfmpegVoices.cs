using System.Globalization;

namespace Sferum.Files;

/// <summary>
/// Voice messages by ffmpeg, a process for each: one run writes the sound anew and gives its samples, from which duration and shape are counted. What kind
/// of file it is stands fixed, so that no file makes ffmpeg open another one.
/// </summary>
/// <param name="path">The program; null when this machine has none.</param>
/// <param name="limits">How long a message may be.</param>
internal sealed class FfmpegVoices(string? path, FileLimits limits) : IVoices
{
    private const int SampleRate = 8000;

    private static readonly Dictionary<string, string> Readers = new(StringComparer.Ordinal)
    {
        ["video/webm"] = "matroska", ["audio/ogg"] = "ogg", ["audio/mp4"] = "mov", ["video/mp4"] = "mov", ["audio/mpeg"] = "mp3", ["audio/wav"] = "wav", ["audio/flac"] = "flac",
    };

    public bool IsOn => path is not null;

    public async Task<Outcome<CleanVoice>> Clean(string source, FileType type, string target, CancellationToken cancel)
    {
        if (path is null)
        {
            return Refusals.FileVoiceOff;
        }

        if (!Readers.TryGetValue(type.MediaType, out var reader))
        {
            return Refusals.FileVoiceBroken;
        }

        var shape = new VoiceShape(SampleRate);
        var program = new ChildProgram(path) { Memory = 512L * 1024 * 1024 };
        var most = (limits.Voice + TimeSpan.FromSeconds(2)).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "error", "-nostdin", "-threads", "1", "-protocol_whitelist", "file", "-f", reader, "-i", source,
            "-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1", "-t", most, "-ac", "1", "-ar", "24000", "-c:a", "aac", "-b:a", "32k",
            "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", "-f", "mp4", "-y", target,
            "-map", "0:a:0", "-t", most, "-ac", "1", "-ar", SampleRate.ToString(CultureInfo.InvariantCulture), "-f", "s16le", "pipe:1",
        ];
        var ended = await program.Run(arguments, Path.GetDirectoryName(target)!, shape.Read, cancel);
        return ended != 0 || shape.DurationMs == 0 ? Refusals.FileVoiceBroken
            : shape.DurationMs > limits.Voice.TotalMilliseconds + 1000 ? Refusals.FileVoiceTooLong((int)limits.Voice.TotalMinutes)
            : new CleanVoice(shape.DurationMs, shape.Peaks());
    }
}
