using System.ComponentModel.DataAnnotations;
using Sferum.Files;

namespace Sferum.Settings;

/// <summary>Files that people send: where their bytes lie, who looks into them, how much there may be.</summary>
internal sealed class FileSettings
{
    private const long Mega = 1024 * 1024;

    /// <summary>The folder for their bytes; by default <c>files</c> in the data folder. Gateways on several machines share one, or use S3.</summary>
    public string? Folder { get; set; }

    /// <summary>A bucket of an S3-compatible store instead of the folder.</summary>
    public FileBucketSettings S3 { get; } = new();

    /// <summary>ClamAV's daemon, <c>host:port</c> or the path of its socket: files wait until it has found them clean. None by default.</summary>
    [RegularExpression("/.+|.+:[0-9]{1,5}", ErrorMessage = "config.one_of|host:port, /path")]
    public string? Clamd { get; set; }

    /// <summary>The program ffmpeg, without which there are no voice messages; by default the one of the path.</summary>
    public string? Ffmpeg { get; set; }

    /// <summary>Megabytes of the largest picture.</summary>
    [Range(1, 100, ErrorMessage = "config.range|1, 100")]
    public int PictureMb { get; set; } = 20;

    /// <summary>Millions of pixels of the largest picture.</summary>
    [Range(1, 100, ErrorMessage = "config.range|1, 100")]
    public int Megapixels { get; set; } = 64;

    /// <summary>Megabytes of the largest recording.</summary>
    [Range(1, 100, ErrorMessage = "config.range|1, 100")]
    public int VoiceMb { get; set; } = 20;

    /// <summary>Minutes of the longest voice message.</summary>
    [Range(1, 60, ErrorMessage = "config.range|1, 60")]
    public int VoiceMinutes { get; set; } = 10;

    /// <summary>Megabytes of the largest other file.</summary>
    [Range(1, 1024, ErrorMessage = "config.range|1, 1024")]
    public int OtherMb { get; set; } = 100;

    /// <summary>Megabytes that are kept of one person.</summary>
    [Range(1, 1_000_000, ErrorMessage = "config.range|1, 1000000")]
    public int PersonMb { get; set; } = 2048;

    /// <summary>Gigabytes that are kept of one school.</summary>
    [Range(1, 1_000_000, ErrorMessage = "config.range|1, 1000000")]
    public int SchoolGb { get; set; } = 200;

    /// <summary>As the parts of the system take them.</summary>
    /// <param name="data">The data folder.</param>
    public FileStorage Storage(string data) => new()
    {
        Folder = Folder ?? Path.Combine(data, "files"),
        S3 = S3.IsSet ? new S3Settings { Url = S3.Url!, Bucket = S3.Bucket!, Region = S3.Region, AccessKey = S3.AccessKey!, SecretKey = S3.SecretKey!, Prefix = S3.Prefix } : null,
        Clamd = Clamd,
        Ffmpeg = Ffmpeg,
        Limits = new FileLimits
        {
            PictureBytes = PictureMb * Mega, Megapixels = Megapixels, VoiceBytes = VoiceMb * Mega, Voice = TimeSpan.FromMinutes(VoiceMinutes), OtherBytes = OtherMb * Mega,
            PersonBytes = PersonMb * Mega, SchoolBytes = SchoolGb * 1024 * Mega,
        },
    };
}

/// <summary>A bucket; set when its address is, and then all of it is needed.</summary>
internal sealed class FileBucketSettings
{
    /// <summary>Where the store answers: <c>https://storage.example.ru</c>.</summary>
    public string? Url { get; set; }

    public string? Bucket { get; set; }

    public string Region { get; set; } = "us-east-1";

    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>What all keys begin with.</summary>
    public string Prefix { get; set; } = "";

    public bool IsSet => !string.IsNullOrWhiteSpace(Url);
}
