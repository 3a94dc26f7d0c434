namespace Sferum.Files;

/// <summary>
/// Looks into a file whose bytes are all here: scanned as it came, known by its content, written anew where it is a picture or a voice message. Archives
/// are not unpacked. Works in a folder of its own, which goes with everything in it.
/// </summary>
internal sealed class FileCheck(IFileStore store, IVirusScanner scanner, IPictures pictures, IVoices voices, FileLimits limits)
{
    /// <summary>Looks into a file and puts what is kept of it into the store.</summary>
    /// <param name="task">Which.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>What it is; a refusal; or null when it could not be scanned now.</returns>
    public async Task<Outcome<CheckedFile>?> Run(CheckFile task, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("sferum-file-");
        try
        {
            var source = Path.Combine(folder.FullName, "source");
            await Assemble(task, source, cancel);
            ScanVerdict verdict;
            await using (var content = File.OpenRead(source))
            {
                verdict = await scanner.Scan(content, cancel);
            }

            return verdict switch
            {
                ScanVerdict.NotScanned => (Outcome<CheckedFile>?)null,
                ScanVerdict.Infected => Refusals.FileInfected,
                _ => await Take(task, source, folder.FullName, cancel),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task Assemble(CheckFile task, string target, CancellationToken cancel)
    {
        await using var file = File.Create(target);
        foreach (var piece in task.Pieces)
        {
            await using var part = await store.Open(FileKey.Piece(task.Id, piece.Id), 0, piece.Length, cancel)
                ?? throw new IOException("A piece of an upload is not where it should be.");
            await part.CopyToAsync(file, cancel);
        }

        if (file.Length != task.Pieces.Sum(static p => p.Length))
        {
            throw new IOException("There are fewer bytes of an upload than there should be.");
        }
    }

    private async Task<Outcome<CheckedFile>> Take(CheckFile task, string source, string folder, CancellationToken cancel)
    {
        var type = await TypeOf(source, cancel);
        return type.Nature switch
        {
            _ when task.IsVoice => await Voice(task, source, type, folder, cancel),
            FileNature.Program => Refusals.FileIsProgram,
            FileNature.ForeignPicture => Refusals.FilePictureType,
            FileNature.Picture => await Picture(task, source, type, folder, cancel),
            _ => await Keep(task, source, new Attachment { Id = task.Id, Kind = FileKind.Other, Name = task.Name, Type = type.SentAs, Size = Size(source) }, cancel),
        };
    }

    private async Task<Outcome<CheckedFile>> Picture(CheckFile task, string source, FileType type, string folder, CancellationToken cancel)
    {
        if (limits.Fits(FileKind.Picture, Size(source)) is { } unfit)
        {
            return unfit;
        }

        var made = Directory.CreateDirectory(Path.Combine(folder, "made")).FullName;
        var cleaned = await pictures.Clean(source, type, made, cancel);
        if (cleaned.IsRefused(out var refusal))
        {
            return refusal;
        }

        var content = Path.Combine(made, "content");
        var thumbnails = new Thumbnails(
            await Put(FileKey.Small(task.Id), Path.Combine(made, "small"), cancel), await Put(FileKey.Large(task.Id), Path.Combine(made, "large"), cancel));
        var file = new Attachment
        {
            Id = task.Id, Kind = FileKind.Picture, Name = FileName.EndingAs(task.Name, type), Type = type.MediaType, Size = Size(content),
            Width = cleaned.Value.Width, Height = cleaned.Value.Height,
        };
        return await Keep(task, content, file, cancel, thumbnails);
    }

    private async Task<Outcome<CheckedFile>> Voice(CheckFile task, string source, FileType type, string folder, CancellationToken cancel)
    {
        var target = Path.Combine(folder, "voice");
        var cleaned = await voices.Clean(source, type, target, cancel);
        if (cleaned.IsRefused(out var refusal))
        {
            return refusal;
        }

        var file = new Attachment
        {
            Id = task.Id, Kind = FileKind.Voice, Name = FileName.EndingAs(task.Name, FileTypes.Voice), Type = FileTypes.Voice.MediaType, Size = Size(target),
            DurationMs = cleaned.Value.DurationMs, Peaks = cleaned.Value.Peaks,
        };
        return await Keep(task, target, file, cancel);
    }

    private async Task<Outcome<CheckedFile>> Keep(CheckFile task, string content, Attachment file, CancellationToken cancel, Thumbnails thumbnails = default)
    {
        await Put(FileKey.Content(task.Id), content, cancel);
        return new CheckedFile(file, thumbnails, file.Size + thumbnails.Bytes);
    }

    private async Task<long?> Put(FileKey key, string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var content = File.OpenRead(path);
        await store.Put(key, content, content.Length, cancel);
        return content.Length;
    }

    private static async Task<FileType> TypeOf(string source, CancellationToken cancel)
    {
        await using var file = File.OpenRead(source);
        var (head, tail) = (new byte[Math.Min(FileTypes.Looked, file.Length)], new byte[Math.Min(FileTypes.Looked, file.Length)]);
        await file.ReadExactlyAsync(head, cancel);
        file.Position = file.Length - tail.Length;
        await file.ReadExactlyAsync(tail, cancel);
        return FileTypes.Of(head, tail);
    }

    private static long Size(string path) => new FileInfo(path).Length;
}
