namespace Sferum.Calls;

/// <summary>Which media server carries the session; when it is gone, the session goes elsewhere.</summary>
internal sealed partial class VideoSessionGrain
{
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(1);

    /// <summary>Leaves a server that is gone: with it a new epoch begins, and nothing of the former one has any meaning. Then takes another one.</summary>
    private async Task Move()
    {
        if (Call.Node is { } former)
        {
            // It may be there after all, only out of our reach for a moment.
            GrainFactory.GetGrain<IMediaNodeGrain>(former).Drop(Id, Call.Epoch).AsTask().Ignore();
        }

        Call.Closing.Clear();
        foreach (var seat in Call.Seats.Values)
        {
            (seat.Sends, seat.Shares, seat.Receives, seat.Tenure) = (null, null, null, seat.Tenure + 1);
        }

        _talking.Clear();
        _early.Clear();
        (Call.Node, Call.NodeLife, Call.Epoch) = (null, null, Call.Epoch + 1);
        await Choose();
    }

    /// <summary>Takes the server that carries least. None that can be used: the session goes on without media.</summary>
    private async Task<bool> Choose()
    {
        var loads = await Task.WhenAll(servers.Nodes.Select(async node => (Node: node, Load: await LoadOf(node))));
        foreach (var (node, _) in loads.Where(static l => l.Load is { Draining: false }).OrderBy(static l => l.Load!.Legs).ThenBy(static l => l.Load!.Sessions))
        {
            if (await Carry(node) is { } life)
            {
                (Call.Node, Call.NodeLife) = (node, life);
                return true;
            }
        }

        return false;
    }

    /// <summary>How much a server carries; null when it can't be used, or does not say so soon.</summary>
    private async Task<MediaLoad?> LoadOf(string node)
    {
        try
        {
            return await GrainFactory.GetGrain<IMediaNodeGrain>(node).Load().AsTask().WaitAsync(LoadPatience, time);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or MediaException)
        {
            LogUnwritten(logger, e);
            return null;
        }
    }

    /// <summary>The server's life, once it has our room and knows our legs; null when it can't be used.</summary>
    private async Task<string?> Carry(string node)
    {
        try
        {
            List<long> legs = [.. Call.Seats.Values.SelectMany(static s => new[] { s.Sends, s.Shares, s.Receives }).Where(l => l?.Epoch == Call.Epoch).Select(static l => l!.Id)];
            return await GrainFactory.GetGrain<IMediaNodeGrain>(node).Carry(Id, Call.Epoch, legs);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            LogUnwritten(logger, e);
            return null;
        }
    }

    /// <summary>Looks whether the server is still the one that has our room. Also what makes the next holder of its link know of us.</summary>
    private async Task CheckMedia()
    {
        if (servers.Nodes.Count == 0 || Call.Count(CallPlace.Inside) == 0)
        {
            return;
        }

        var epoch = Call.Epoch;
        if (Call.Node is not { } node)
        {
            if (!await Choose())
            {
                return;
            }
        }
        else if (await Carry(node) == Call.NodeLife || epoch != Call.Epoch)
        {
            return;
        }
        else
        {
            await Move();
        }

        Tell();
        await Save();
    }
}
