using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Sferum.Http;

/// <summary>One HTTP request and what came of it, in the words of the hub: a value, the refusal inside ProblemDetails, or nobody knows.</summary>
internal sealed class Api(HttpClient http, string language)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<(Reply<T> Reply, HttpStatusCode? Status)> SendAsync<T>(
        HttpMethod method, string path, object? body, string? token, CancellationToken cancel, (string Name, string Value)? header = null)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        if (header is { } more)
        {
            request.Headers.Add(more.Name, more.Value);
        }

        request.Headers.AcceptLanguage.ParseAdd(language);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            // Content is spent by one try, so a form comes as its making.
            request.Content = body is Func<HttpContent> form ? form() : JsonContent.Create(body, body.GetType(), options: Json);
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return (await ReadAsync<T>(response, cancel), response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (new Reply<T> { Cause = e }, null);
        }
    }

    private static async Task<Reply<T>> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancel)
        where T : class
    {
        if (!response.IsSuccessStatusCode)
        {
            return await RefusalAsync<T>(response, cancel);
        }

        if (typeof(T) == typeof(Done))
        {
            return new Reply<T> { Value = (T)(object)Done.Instance };
        }

        if (typeof(T) == typeof(byte[]))
        {
            return new Reply<T> { Value = (T)(object)await response.Content.ReadAsByteArrayAsync(cancel) };
        }

        var value = await response.Content.ReadFromJsonAsync<T>(Json, cancel);
        return value is null ? new Reply<T> { Cause = new HttpRequestException("The answer is empty.") } : new Reply<T> { Value = value };
    }

    /// <summary>A refusal of ours carries its code; what a proxy says of a server that is away is no answer at all.</summary>
    public static async Task<Reply<T>> RefusalAsync<T>(HttpResponseMessage response, CancellationToken cancel)
        where T : class
    {
        var problem = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true
            ? await response.Content.ReadFromJsonAsync<Problem>(Json, cancel)
            : null;
        if (problem?.Code is { } code)
        {
            return new Reply<T> { Refusal = new RefusalDto(code, problem.Title ?? code, problem.RetryAfterMs, problem.Args) };
        }

        if (response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
        {
            return new Reply<T> { Cause = new HttpRequestException($"HTTP {(int)response.StatusCode}", null, response.StatusCode) };
        }

        var later = response.Headers.RetryAfter?.Delta is { } wait ? (int?)Math.Min(wait.TotalMilliseconds, 300_000) : null;
        return new Reply<T> { Refusal = new RefusalDto($"http.{(int)response.StatusCode}", problem?.Title ?? response.ReasonPhrase ?? "", later) };
    }

    private sealed record Problem(string? Code, string? Title, int? RetryAfterMs, Dictionary<string, string>? Args);
}
