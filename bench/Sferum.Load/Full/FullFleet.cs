using Sferum.Live;
using Sferum.Load.Accounts;
using Sferum.Load.Posting;
using Sferum.People;

namespace Sferum.Load.Full;

/// <summary>The client library at every connection.</summary>
internal sealed class FullFleet(LoadPlan plan, AccountBook? book) : IFleet
{
    private readonly HttpClient[] _http = [.. plan.Urls.Select(static u => new HttpClient { BaseAddress = u })];
    private readonly FullLine?[] _lines = new FullLine?[plan.Connections];

    public Tally Tally { get; } = new();

    public IEnumerable<string> Remarks => Tally.Lines;

    public async Task<ILine> Open(int index, Place place, LoadChat? chat, CancellationToken cancel)
    {
        var account = place.Account ?? throw new LoadException("The client library signs in: say --accounts, or take --mode count.");
        var life = (account.ExpiresAt - TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) / 1000;
        var me = new Me(account.Person, "", Guid.Empty, null, [], []);
        var client = new SferumClient(_http[index % _http.Length], new ClientOptions
        {
            Session = new SignedIn(account.AccessToken, (int)Math.Max(0, life), account.RefreshToken, me),
            Renewed = pair => book!.Renew(
                account, pair.AccessToken, TimeProvider.System.GetUtcNow().AddSeconds(pair.ExpiresInSeconds).ToUnixTimeMilliseconds(), pair.RefreshToken),
        });
        var line = new FullLine(this, index, client, chat);
        _lines[index] = line;
        line.Connect(o => o with
        {
            MessagePack = plan.MessagePack,
            WhenTooFar = WhenTooFar.ReadAll,
            Random = new Random(plan.Seed + index),
            Server = line.Servers(plan.Urls),
        });
        return await line.Live.WhenLiveAsync(cancel) ? line : throw new LoadException("A session of the file is over: seed again.");
    }

    public async ValueTask DisposeAsync()
    {
        await Parallel.ForEachAsync(_lines.OfType<FullLine>(), static async (line, _) => await line.DisposeAsync());
        foreach (var http in _http)
        {
            http.Dispose();
        }
    }
}
