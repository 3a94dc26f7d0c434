namespace Sferum.Storage;

/// <summary>A file that is written beside its place and moved there when it is whole and on the disk.</summary>
internal static class BackupFile
{
    public static async Task Write(string path, Func<string, Task> write)
    {
        if (File.Exists(path))
        {
            throw new BackupException($"{path} is there already.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new BackupException($"There is no folder for {path}.");
        }

        var unfinished = path + ".unfinished";
        File.Delete(unfinished);
        try
        {
            PrivateFile.Make(unfinished);
            await write(unfinished);
            await using (var file = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            {
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
