using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Sferum.People;

/// <summary>Sends by a provider's HTTP interface.</summary>
internal sealed partial class HttpSmsSender(HttpClient http, IOptions<SmsOptions> options, ILogger<HttpSmsSender> log) : ISmsSender
{
    public async ValueTask<bool> Send(SmsMessage message, CancellationToken cancel)
    {
        var settings = options.Value.Http;
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url);
        request.Content = new StringContent(Fill(settings.Template, message), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (settings.SecretFile is { } file)
        {
            request.Headers.TryAddWithoutValidation(settings.SecretHeader, (await File.ReadAllTextAsync(file, cancel)).Trim());
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!response.IsSuccessStatusCode)
            {
                Refused(log, (int)response.StatusCode);
            }

            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or RateLimiterRejectedException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            NotReached(log, e.GetType().Name);
            return false;
        }
    }

    /// <summary>Parses the template and replaces inside its strings: a quote in a text stays a quote.</summary>
    private static string Fill(string template, SmsMessage message) => Fill(JsonNode.Parse(template)!, message).ToJsonString();

    private static JsonNode Fill(JsonNode node, SmsMessage message)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (key, value) in o.Where(static p => p.Value is not null).ToList())
                {
                    o[key] = Fill(value!.DeepClone(), message);
                }

                return o;
            case JsonArray a:
                for (var i = 0; i < a.Count; i++)
                {
                    a[i] = a[i] is { } item ? Fill(item.DeepClone(), message) : null;
                }

                return a;
            case JsonValue v when v.TryGetValue<string>(out var text):
                // One pass from the left: what a replacement brings in is not looked at again.
                return JsonValue.Create(Placeholder().Replace(text, match => match.Value switch
                {
                    "{phone}" => message.Phone,
                    "{digits}" => message.Phone.TrimStart('+'),
                    "{id}" => message.Id.ToString(),
                    _ => message.Text,
                }));
            default:
                return node;
        }
    }

    [GeneratedRegex(@"\{(?:phone|digits|text|id)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
