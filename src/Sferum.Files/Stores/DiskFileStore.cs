namespace Sferum.Files;

/// <summary>
/// Bytes in a folder of this machine, or in one that all gateways share. A file is written beside its place and moved there, so that nobody reads half of
/// one and what a crash leaves goes with the rest of the file.
/// </summary>
internal sealed class DiskFileStore(string root) : IFileStore
{
    private const int Buffer = 128 * 1024;

    public async Task Put(FileKey key, Stream content, long length, CancellationToken cancel)
    {
        var folder = Folder(key.File);
        CreatePrivate(folder);
        var (target, beside) = (Path.Combine(folder, key.Part), Path.Combine(folder, $"{key.Part}.{Guid.CreateVersion7():N}"));
        try
        {
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, cancel);
                if (file.Length != length)
                {
                    throw new IOException($"{file.Length} bytes came, {length} were announced.");
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    public Task<Stream?> Open(FileKey key, long from, long length, CancellationToken cancel)
    {
        try
        {
            var file = new FileStream(
                Path.Combine(Folder(key.File), key.Part), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Buffer, FileOptions.Asynchronous | FileOptions.SequentialScan);
            file.Position = from;
            return Task.FromResult<Stream?>(new StreamPart(file, length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Remove(FileId file, string parts, CancellationToken cancel)
    {
        var folder = Folder(file);
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, parts + "*").ToList())
            {
                cancel.ThrowIfCancellationRequested();
                File.Delete(path);
            }

            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // It is gone already.
        }

        return Task.CompletedTask;
    }

    /// <summary>The end of an id is random: it spreads files over 256 folders.</summary>
    private string Folder(FileId file)
    {
        var name = file.Value.ToString("N");
        return Path.Combine(root, name[^2..], name);
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
