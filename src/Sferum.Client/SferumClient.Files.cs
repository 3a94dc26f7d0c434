using Sferum.Files;

namespace Sferum;

/// <content>Files: uploads that go on after the line broke, downloads, and what a chat shares.</content>
public sealed partial class SferumClient
{
    private static readonly TimeSpan UploadPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CheckedAgain = TimeSpan.FromMilliseconds(300);

    /// <summary>Uploads a file and waits until it can be posted.</summary>
    /// <param name="content">From its beginning; must be able to seek.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isVoice">Whether it is a voice message.</param>
    /// <param name="progress">Told how many bytes the server has.</param>
    /// <param name="patience">How long it is gone on with after a broken line; 10 minutes when not given.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>What can be posted; the refusal when the server does not take it.</returns>
    public async Task<Reply<AttachmentDto>> UploadAsync(
        Stream content, string name, bool isVoice = false, IProgress<long>? progress = null, TimeSpan? patience = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var sent = await new Uploading(_http, this, _options, patience ?? UploadPatience).SendAsync(content, name, isVoice, progress, cancel);
        if (!sent.IsDone)
        {
            return new Reply<AttachmentDto> { Refusal = sent.Refusal, Cause = sent.Cause };
        }

        for (;;)
        {
            var state = await UploadStateAsync(sent.Value.Id, cancel);
            if (!state.IsDone || state.Value.Status != UploadStates.Checking)
            {
                return new Reply<AttachmentDto> { Value = state.Value?.File, Refusal = state.Refusal ?? state.Value?.Refusal, Cause = state.Cause };
            }

            await Task.Delay(CheckedAgain, _options.Clock, cancel);
        }
    }

    /// <summary>Where one's own upload stands.</summary>
    /// <param name="file">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Its state.</returns>
    public Task<Reply<UploadDto>> UploadStateAsync(Guid file, CancellationToken cancel = default) =>
        SignedAsync<UploadDto>(HttpMethod.Get, $"/api/uploads/{file}", cancel);

    /// <summary>A file's bytes, whole. Of a picture also a smaller one.</summary>
    /// <param name="file">Which.</param>
    /// <param name="size"><c>small</c> (320 pixels a side), <c>large</c> (1,280) or <c>full</c>.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The bytes.</returns>
    public Task<Reply<byte[]>> DownloadAsync(Guid file, string size = "full", CancellationToken cancel = default) =>
        SignedAsync<byte[]>(HttpMethod.Get, $"/api/files/{file}?size={size}", cancel);

    /// <summary>Files of a chat, the newest first.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="kind">As in <see cref="AttachmentDto.Kind"/>.</param>
    /// <param name="cursor"><see cref="SharedFilesPage.Next"/> of the page before; null for the first.</param>
    /// <param name="limit">1 to 100.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<SharedFilesPage>> ChatFilesAsync(Guid chat, string kind, string? cursor = null, int limit = 100, CancellationToken cancel = default) =>
        SignedAsync<SharedFilesPage>(
            HttpMethod.Get,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/chats/{chat}/files?kind={kind}&limit={limit}{(cursor is null ? "" : "&cursor=" + cursor)}"),
            cancel);

    /// <summary>A file of a deleted message, by the procedure of two; each download is in the record.</summary>
    /// <param name="request">One's own request, approved.</param>
    /// <param name="file">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The bytes.</returns>
    public Task<Reply<byte[]>> OriginalFileAsync(Guid request, Guid file, CancellationToken cancel = default) =>
        SignedAsync<byte[]>(HttpMethod.Get, $"/api/evidence/{request}/files/{file}", cancel);
}
