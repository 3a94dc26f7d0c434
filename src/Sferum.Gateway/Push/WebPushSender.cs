using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Sferum.Push;

/// <summary>Hands notifications to push services over HTTP (RFC 8030).</summary>
internal sealed partial class WebPushSender(HttpClient http, Vapid vapid, ILogger<WebPushSender> log) : IPushSender
{
    /// <summary>So long a push service keeps one that it can't deliver.</summary>
    private const string KeptSeconds = "86400";

    public async ValueTask<PushOutcome> Send(PushTarget target, ReadOnlyMemory<byte> payload, string topic, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Endpoint);
        request.Headers.TryAddWithoutValidation("TTL", KeptSeconds);
        request.Headers.TryAddWithoutValidation("Topic", topic);
        request.Headers.TryAddWithoutValidation("Authorization", vapid.Authorization(target.Endpoint));
        request.Content = new ByteArrayContent(PushEncryption.Encrypt(target, payload.Span));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            switch (response.StatusCode)
            {
                case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                    return PushOutcome.Gone;
                case var status when response.IsSuccessStatusCode || status is HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest:
                    // What was refused for what it is will be refused again.
                    return PushOutcome.Sent;
                default:
                    LogRefused(target.Endpoint.Host, (int)response.StatusCode);
                    return PushOutcome.Later;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            LogNotReached(target.Endpoint.Host, e.GetType().Name);
            return PushOutcome.Later;
        }
    }

    // The path of an endpoint is what lets anybody send: it stands in no log.
    [LoggerMessage(EventId = 340, Level = LogLevel.Warning, Message = "The push service {Host} answered {Status}; it is tried again.")]
    private partial void LogRefused(string host, int status);

    [LoggerMessage(EventId = 341, Level = LogLevel.Warning, Message = "The push service {Host} was not reached ({Why}); it is tried again.")]
    private partial void LogNotReached(string host, string why);
}
