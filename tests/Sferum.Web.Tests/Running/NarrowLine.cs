using Microsoft.Playwright;

namespace Sferum.Running;

/// <summary>A device's line of which the test decides how wide it is.</summary>
internal sealed class NarrowLine
{
    private readonly ICDPSession _tools;

    private NarrowLine(ICDPSession tools) => _tools = tools;

    /// <summary>So many bytes a second go up, and no more.</summary>
    public static async Task<NarrowLine> Of(Device device, int bytesPerSecond)
    {
        var line = new NarrowLine(await device.Page.Context.NewCDPSessionAsync(device.Page));
        await line._tools.SendAsync("Network.enable");
        await line.Become(false, bytesPerSecond);
        return line;
    }

    public Task Break() => Become(true, -1);

    /// <summary>As wide as the machine's own.</summary>
    public Task Mend() => Become(false, -1);

    private Task Become(bool offline, int bytesPerSecond) => _tools.SendAsync(
        "Network.emulateNetworkConditions",
        new Dictionary<string, object> { ["offline"] = offline, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = bytesPerSecond });
}
