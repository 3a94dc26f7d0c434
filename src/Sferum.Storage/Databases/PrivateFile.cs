namespace Sferum.Storage;

/// <summary>A file that only its owner may read, from its first byte on: what is in it is about children.</summary>
internal static class PrivateFile
{
    /// <summary>Makes the file, empty, if there is none. On Windows its folder decides who may read it.</summary>
    public static void Make(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
    }
}
