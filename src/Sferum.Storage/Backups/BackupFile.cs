namespace Sferum.Storage;

/// <summary>A file that is written beside its place and moved there when it is whole and on the disk.</summary>
internal static class BackupFile
{
    public static async Task Write(string path, Func<string, Task> write)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new BackupException("host.backup_is_folder", path);
        }

        if (File.Exists(path))
        {
            throw new BackupException("host.backup_exists", path);
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new BackupException("host.backup_no_folder", path);
        }

        var unfinished = path + ".unfinished";
        try
        {
            File.Delete(unfinished);
            PrivateFile.Make(unfinished);
            await write(unfinished);
            await using (var file = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            {
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BackupException("host.backup_failed", error.Message, error);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }
}
