using System.Globalization;
using System.Text;

namespace Sferum.Files;

/// <summary>Pictures by the program beside this one (<c>src/Sferum.Pictures</c>), a process for each: a decoder that a hostile picture breaks breaks alone.</summary>
/// <param name="limits">How many pixels a picture may have.</param>
internal sealed class PictureProgram(FileLimits limits) : IPictures
{
    private const int TooLarge = 3;
    private const int LongestAnswer = 200;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Sferum.Pictures.exe" : "Sferum.Pictures");

    public async Task<Outcome<CleanPicture>> Clean(string source, FileType type, string folder, CancellationToken cancel)
    {
        var said = "";
        var program = new ChildProgram(Program)
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                // Pixels stay in memory, where they are bounded, and nothing is left behind in the folder for temporary files.
                ["VIPS_DISC_THRESHOLD"] = "2g",
                ["VIPS_CONCURRENCY"] = "1",
                ["DOTNET_EnableDiagnostics"] = "0",
                ["DOTNET_gcServer"] = "0",
                ["TMPDIR"] = folder,
            },
        };
        string[] arguments = [source, type.MediaType, folder, ((long)limits.Megapixels * 1_000_000).ToString(CultureInfo.InvariantCulture)];
        var ended = await program.Run(arguments, folder, async (output, token) => said = await Line(output, token), cancel);
        return ended switch
        {
            0 => Answer(said),
            TooLarge => Refusals.FilePictureTooLarge(limits.Megapixels),
            _ => Refusals.FilePictureBroken,
        };
    }

    private static async Task<string> Line(Stream output, CancellationToken cancel)
    {
        var bytes = new byte[LongestAnswer];
        var length = await output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return Encoding.ASCII.GetString(bytes, 0, length);
    }

    private static Outcome<CleanPicture> Answer(string said) =>
        said.Trim().Split(' ') is [var width, var height]
        && int.TryParse(width, NumberStyles.None, null, out var w) && int.TryParse(height, NumberStyles.None, null, out var h)
            ? new CleanPicture(w, h)
            : Refusals.FilePictureBroken;
}
