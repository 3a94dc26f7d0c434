using System.Diagnostics;
using System.Text.Json.Nodes;
using Sferum.Rendering;

namespace Sferum.Images;

/// <summary>An image out of its archive: its settings, and its files in a folder, as a container engine lays them.</summary>
internal sealed class ImageArchive
{
    private ImageArchive(JsonNode settings, string root) => (Settings, Root) = (settings, root);

    /// <summary>User, environment, what is started.</summary>
    public JsonNode Settings { get; }

    public string Root { get; }

    /// <summary>Unpacks it; the caller deletes the folder.</summary>
    public static ImageArchive Unpack(string archive, string folder)
    {
        var parts = Directory.CreateDirectory(Path.Combine(folder, "parts")).FullName;
        var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
        Tar(archive, parts);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(parts, "manifest.json")))!.AsArray().Single()!;
        foreach (var layer in manifest.List("Layers"))
        {
            Tar(Path.Combine(parts, layer.ToString()), root);
        }

        return new ImageArchive(JsonNode.Parse(File.ReadAllText(Path.Combine(parts, manifest.Text("Config")!))).At("config")!, root);
    }

    private static void Tar(string archive, string into)
    {
        using var tar = Process.Start(new ProcessStartInfo("tar", ["-xf", archive, "-C", into]) { UseShellExecute = false })!;
        tar.WaitForExit();
        Assert.Equal(0, tar.ExitCode);
    }
}
