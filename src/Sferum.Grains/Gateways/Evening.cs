namespace Sferum.Gateways;

/// <summary>Evens the number of clients over the gateways: those above the mean let their surplus move.</summary>
internal sealed class Evening(IReadOnlyList<FeedReader> gateways, TimeProvider time)
{
    /// <summary>A surplus that is not worth moving anybody for.</summary>
    private const int Least = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<GatewayLoad>> Do()
    {
        var counts = await Task.WhenAll(gateways.Select(Count));
        var surplus = Surplus(counts);
        var asked = await Task.WhenAll(gateways.Select((g, i) => Shed(g, surplus[i])));
        return [.. gateways.Select((g, i) => new GatewayLoad(g.Name, counts[i], asked[i])).Where(static l => l.Connections >= 0)];
    }

    /// <summary>What each has above the mean of those that take part; a count below 0 does not.</summary>
    internal static int[] Surplus(IReadOnlyList<int> counts)
    {
        var here = counts.Where(static c => c >= 0).ToList();
        var mean = here.Count == 0 ? 0 : (int)Math.Ceiling(here.Average());
        return [.. counts.Select(c => c - mean >= Least ? c - mean : 0)];
    }

    private async Task<int> Count(FeedReader gateway)
    {
        try
        {
            return await gateway.FirstPort.Connections().WaitAsync(Patience, time);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // One that does not answer is neither asked nor counted.
            return -1;
        }
    }

    /// <summary>How many it was told to let go; 0 when it did not answer: the others are told all the same.</summary>
    private async Task<int> Shed(FeedReader gateway, int surplus)
    {
        if (surplus == 0)
        {
            return 0;
        }

        try
        {
            await gateway.FirstPort.Shed(surplus).WaitAsync(Patience, time);
            return surplus;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return 0;
        }
    }
}
