using System.Globalization;
using System.Net;
using Sferum.TestServers;

namespace Sferum.Hosting;

/// <summary>Requests are counted by the client's address: ten at once here, and whoever may say where they come from decides whose ten.</summary>
public sealed class Behind_a_reverse_proxy
{
    private const int Requests = 200;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task A_known_proxy_tells_whom_a_request_is_from(string known) =>
        Assert.Equal(0, await Refused([("Sferum:Proxies:0", known)], static i => Address(i)));

    [Fact]
    public async Task Clients_of_one_address_share_its_budget() =>
        Assert.InRange(await Refused([("Sferum:Proxies:0", "127.0.0.1")], static _ => "203.0.113.1"), 1, Requests);

    [Fact]
    public async Task What_a_client_itself_put_into_the_header_is_not_believed() =>
        Assert.InRange(await Refused([("Sferum:Proxies:0", "127.0.0.1")], static i => $"{Address(i)}, 203.0.113.1"), 1, Requests);

    [Fact]
    public async Task A_header_from_an_unknown_address_is_ignored() =>
        Assert.InRange(await Refused([("Sferum:Proxies:0", "10.0.0.5")], static i => Address(i)), 1, Requests);

    [Fact]
    public async Task Nobody_is_a_known_proxy_unless_somebody_said_so() =>
        Assert.InRange(await Refused([], static i => Address(i)), 1, Requests);

    private static string Address(int i) => string.Create(CultureInfo.InvariantCulture, $"198.51.100.{i}");

    /// <summary>How many of many requests were one too many for their address.</summary>
    private static async Task<int> Refused((string, string)[] proxies, Func<int, string> forwardedFor)
    {
        using var folder = new TempFolder();
        await using var host = await HostUnderTest.Start(
            new HostChoices { Data = folder.Path }, [.. proxies, ("Sferum:Gateway:RequestBurst", "2"), ("Sferum:Gateway:RequestsPerSecond", "1")]);
        var statuses = await Task.WhenAll(Enumerable.Range(1, Requests).Select(async i =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/config");
            request.Headers.Add("X-Forwarded-For", forwardedFor(i));
            using var response = await host.Http.SendAsync(request);
            return response.StatusCode;
        }));
        return statuses.Count(static s => s == HttpStatusCode.TooManyRequests);
    }
}
