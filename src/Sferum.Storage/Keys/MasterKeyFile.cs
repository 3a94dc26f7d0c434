using System.Security.Cryptography;

namespace Sferum.Keys;

/// <summary>The file with the master key: 32 random bytes as base64, readable by its owner only. It belongs into a backup of its own, apart from the database's.</summary>
internal static class MasterKeyFile
{
    public const int Size = 32;

    public static byte[] Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        var key = new byte[Size];
        return Convert.TryFromBase64String(text, key, out var read) && read == Size
            ? key
            : throw new KeyRingException($"{path} is not a master key: it must hold {Size} bytes as base64. Restore it from a backup.");
    }

    /// <summary>Makes the file unless it is there; of several processes that do so at once all read the same key afterwards.</summary>
    public static void Create(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var part = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(part, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(part, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(part); // another process was first
        }
    }
}

/// <summary>The master key is missing, unreadable or not the one the database was filled with. The message says how to mend it.</summary>
public sealed class KeyRingException : Exception
{
    public KeyRingException(string message)
        : base(message)
    {
    }

    public KeyRingException()
    {
    }

    public KeyRingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
