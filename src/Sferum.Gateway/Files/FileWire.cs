using Sferum.Http;

namespace Sferum.Files;

/// <summary>Files as they stand on the wire.</summary>
internal static class FileWire
{
    public static AttachmentDto Attachment(Attachment a) => new()
    {
        Id = a.Id.Value, Kind = a.Kind.Code(), Name = a.Name, Type = a.Type, Size = a.Size, Width = a.Width, Height = a.Height, DurationMs = a.DurationMs, Peaks = a.Peaks,
    };

    public static UploadDto Upload(Upload u, Language language) => new()
    {
        Id = u.Id.Value,
        Status = u.Status switch
        {
            UploadStatus.Uploading => UploadStates.Uploading,
            UploadStatus.Checking => UploadStates.Checking,
            UploadStatus.Ready => UploadStates.Ready,
            _ => UploadStates.Refused,
        },
        Offset = u.Received,
        Length = u.Length,
        ExpiresAt = u.ExpiresAt?.ToUnixTimeMilliseconds(),
        File = u.File is null ? null : Attachment(u.File),
        Refusal = u.Why is null ? null : language.Words(u.Why),
    };

    public static SharedFilesPage Page(SharedFiles page) => new(
        [.. page.Files.Select(static f => new SharedFileDto(f.Number, f.At.ToUnixTimeMilliseconds(), f.Author.Value, Attachment(f.File)))], page.Next?.ToString());
}
