using System.Net;
using System.Text.RegularExpressions;
using Sferum.Running;

namespace Sferum.Shell;

/// <summary>How the host serves the client: what is hashed for ever, everything else asked for again each time.</summary>
public sealed partial class Files_of_the_page(District district)
{
    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/chats", "text/html")]
    [InlineData("/sw.js", "text/javascript")]
    [InlineData("/theme.js", "text/javascript")]
    public async Task Without_a_hash_are_asked_for_again(string path, string type)
    {
        using var answer = await Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_hash_are_kept_for_ever()
    {
        using var page = await Get("/");
        var asset = Asset().Match(await page.Content.ReadAsStringAsync()).Value;
        using var answer = await Get(asset);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/assets/gone-00000000.js")]
    [InlineData("/sw-former.js")]
    public async Task That_are_gone_are_not_answered_with_the_page(string path)
    {
        using var answer = await Get(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> Get(string path)
    {
        using var http = new HttpClient();
        return await http.GetAsync(district.Address + path);
    }

    [GeneratedRegex(@"/assets/[\w.-]+\.js", RegexOptions.NonBacktracking)]
    private static partial Regex Asset();
}
