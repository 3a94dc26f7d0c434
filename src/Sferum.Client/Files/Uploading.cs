using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sferum.Http;
using Sferum.People;

namespace Sferum.Files;

/// <summary>
/// One upload by tus 1.0.0: announced once whatever is lost on the way, then sent from where the server says it ends, as often as the line breaks, until
/// the patience is over.
/// </summary>
internal sealed class Uploading(HttpClient http, IAccessTokens tokens, ClientOptions options, TimeSpan patience)
{
    private const string Root = "/api/uploads";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Guid _request = Guid.CreateVersion7();
    private readonly long _began = options.Clock.GetTimestamp();

    /// <summary>Sends a file.</summary>
    /// <param name="content">From its beginning; can be read again from any place.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isVoice">Whether it is a voice message.</param>
    /// <param name="progress">Told how many bytes the server has.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Its id, when the server has all of it.</returns>
    public async Task<Reply<UploadPlace>> SendAsync(Stream content, string name, bool isVoice, IProgress<long>? progress, CancellationToken cancel)
    {
        var begun = await AgainAsync(() => BeginAsync(content.Length, name, isVoice, cancel), cancel);
        while (begun.IsDone && begun.Value.Offset < content.Length)
        {
            progress?.Report(begun.Value.Offset);
            var place = begun.Value;
            var sent = await OnceAsync(() => Patch(content, place), place, cancel);
            if (sent.IsRefused && sent.Refusal is not { Code: "upload.elsewhere" } and not { RetryAfterMs: not null })
            {
                return sent;
            }

            begun = sent.IsDone ? sent : await AgainAsync(() => OnceAsync(() => new HttpRequestMessage(HttpMethod.Head, place.Path), place, cancel), cancel);
        }

        return begun;
    }

    private Task<Reply<UploadPlace>> BeginAsync(long length, string name, bool isVoice, CancellationToken cancel) => OnceAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Root);
            request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("Upload-Metadata", string.Join(',', Pairs(name, isVoice).Select(static p => $"{p.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(p.Value))}")));
            return request;
        },
        place: null,
        cancel);

    private IEnumerable<(string Key, string Value)> Pairs(string name, bool isVoice) =>
        [("filename", name), ("request", _request.ToString()), .. isVoice ? [("kind", "voice")] : Array.Empty<(string, string)>()];

    private static HttpRequestMessage Patch(Stream content, UploadPlace place)
    {
        content.Position = place.Offset;
        var request = new HttpRequestMessage(HttpMethod.Patch, place.Path) { Content = new StreamContent(new LentStream(content)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Content.Headers.ContentLength = content.Length - place.Offset;
        request.Headers.Add("Upload-Offset", place.Offset.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    /// <summary>The same until it is answered, refused for good, or the patience is over.</summary>
    private async Task<Reply<UploadPlace>> AgainAsync(Func<Task<Reply<UploadPlace>>> ask, CancellationToken cancel)
    {
        for (;;)
        {
            var reply = await ask();
            if (reply.IsDone || reply.Refusal is { RetryAfterMs: null } || options.Clock.GetElapsedTime(_began) > patience)
            {
                return reply;
            }

            await Task.Delay(reply.Refusal?.RetryAfterMs is { } wait ? TimeSpan.FromMilliseconds(wait) : Pause, options.Clock, cancel);
        }
    }

    /// <summary>One request; a token that is no longer taken is renewed once.</summary>
    private async Task<Reply<UploadPlace>> OnceAsync(Func<HttpRequestMessage> make, UploadPlace? place, CancellationToken cancel)
    {
        try
        {
            for (var renew = false; ; renew = true)
            {
                using var request = make();
                request.Headers.Add("Tus-Resumable", "1.0.0");
                request.Headers.AcceptLanguage.ParseAdd(options.Language);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(renew, cancel));
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (answer.StatusCode == HttpStatusCode.Unauthorized && !renew)
                {
                    continue;
                }

                return answer.IsSuccessStatusCode
                    ? new Reply<UploadPlace> { Value = new UploadPlace(answer.Headers.Location?.ToString() ?? place!.Path, Offset(answer)) }
                    : await Api.RefusalAsync<UploadPlace>(answer, cancel);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new Reply<UploadPlace> { Cause = e };
        }
    }

    private static long Offset(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Upload-Offset", out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw new HttpRequestException("The server does not say how far the upload is.");
}

/// <summary>An upload on its way.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Offset">Bytes that the server has.</param>
internal sealed record UploadPlace(string Path, long Offset)
{
    /// <summary>The file that it becomes.</summary>
    public Guid Id => Guid.Parse(Path[(Path.LastIndexOf('/') + 1)..]);
}
