using System.Net.Http.Json;
using System.Text.Json;
using Sferum.People;

namespace Sferum.Load.Accounts;

/// <summary>Access tokens that last for a whole run, for connections that do not renew them by themselves.</summary>
internal sealed class FreshTokens(AccountBook book, IReadOnlyList<Uri> urls, TextWriter notes)
{
    private const int AtOnce = 32;

    /// <summary>A token lives ten minutes; a run that counts has to end before.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    /// <summary>Renews those that would run out within the time.</summary>
    public async Task Last(IReadOnlyList<Account> accounts, TimeSpan time, CancellationToken cancel)
    {
        var until = TimeProvider.System.GetUtcNow().Add(time).ToUnixTimeMilliseconds();
        var old = accounts.Where(a => a.ExpiresAt < until).Distinct().ToList();
        if (old.Count == 0)
        {
            return;
        }

        await notes.WriteLineAsync($"{old.Count} sessions are renewed");
        using var http = new HttpClient();
        await Parallel.ForEachAsync(
            old.Select(static (account, i) => (account, i)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (one, stop) => await Renew(http, one.account, urls[one.i % urls.Count], stop));
    }

    private async Task Renew(HttpClient http, Account account, Uri url, CancellationToken cancel)
    {
        for (;;)
        {
            using var response = await http.PostAsJsonAsync(new Uri(url, "/api/sign-in/refresh"), new RefreshRequest(account.RefreshToken), cancel);
            if (response.StatusCode is System.Net.HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
                continue;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new LoadException($"A session of the file cannot be renewed ({(int)response.StatusCode}): seed again.");
            }

            var pair = await response.Content.ReadFromJsonAsync<SignedIn>(JsonSerializerOptions.Web, cancel) ?? throw new LoadException("An empty answer to a renewal.");
            book.Renew(account, pair.AccessToken, TimeProvider.System.GetUtcNow().AddSeconds(pair.ExpiresInSeconds).ToUnixTimeMilliseconds(), pair.RefreshToken);
            return;
        }
    }
}
