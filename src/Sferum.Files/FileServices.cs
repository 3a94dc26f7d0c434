using Microsoft.Extensions.DependencyInjection;

namespace Sferum.Files;

/// <summary>Puts disk or S3, the scanner, pictures and recordings behind the ports of the domain.</summary>
public static class FileServices
{
    /// <summary>Registers <see cref="IFileStore"/>, <see cref="IVirusScanner"/>, <see cref="IPictures"/>, <see cref="IVoices"/>. Opens nothing yet.</summary>
    /// <param name="services">Where.</param>
    /// <param name="storage">Where bytes lie and who looks into them.</param>
    /// <returns>The same.</returns>
    public static IServiceCollection AddSferumFiles(this IServiceCollection services, FileStorage storage)
    {
        services.AddSingleton<IFileStore>(_ => storage.S3 is { } s3 ? new S3FileStore(s3) : new DiskFileStore(storage.Folder));
        services.AddSingleton<IVirusScanner>(p => storage.Clamd is { } clamd ? ActivatorUtilities.CreateInstance<ClamdScanner>(p, clamd) : new NoScanner());
        services.AddSingleton<IPictures>(_ => new PictureProgram(storage.Limits));
        services.AddSingleton<IVoices>(_ => new FfmpegVoices(storage.Ffmpeg ?? OfPath("ffmpeg"), storage.Limits));
        return services;
    }

    /// <summary>A program of this machine's path; null when there is none.</summary>
    private static string? OfPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
        .FirstOrDefault(File.Exists);
}
