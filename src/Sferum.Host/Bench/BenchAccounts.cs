using System.Text.Json;
using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Bench;

/// <summary>
/// Signs the people of a bench school in and writes their tokens into a file. The sessions are ordinary rows and the tokens are sealed by this
/// deployment's key: the gateway has no other door for a load test, and at a server that was not seeded the file opens nothing.
/// </summary>
internal sealed class BenchAccounts(ISessions sessions, RefreshTokens refreshTokens, AccessTokens accessTokens, TimeProvider time)
{
    private const int AtOnce = 16;
    private const string Device = "bench";

    /// <summary>Begins a session for each person.</summary>
    public async Task<IReadOnlyList<BenchAccount>> Begin(
        SchoolId school, IReadOnlyList<(PersonId Person, ChatId? Chat)> people, CancellationToken cancel)
    {
        var accounts = new BenchAccount[people.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, people.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (i, stop) => accounts[i] = await Begin(school, people[i].Person, people[i].Chat, stop));
        return accounts;
    }

    /// <summary>A new file that only its owner reads; one line for each account.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    public static async Task Write(FileStream file, IReadOnlyList<BenchAccount> accounts, CancellationToken cancel)
    {
        foreach (var account in accounts)
        {
            await JsonSerializer.SerializeAsync(file, account, JsonSerializerOptions.Web, cancel);
            file.WriteByte((byte)'\n');
        }

        file.Flush(flushToDisk: true);
    }

    private async Task<BenchAccount> Begin(SchoolId school, PersonId person, ChatId? chat, CancellationToken cancel)
    {
        var id = SessionId.New();
        var token = refreshTokens.Issue(id);
        var now = time.GetUtcNow();
        var session = new NewSession
        {
            Id = id,
            School = school,
            Device = Device,
            TokenHash = refreshTokens.Hash(token),
            At = now,
            TokenExpiresAt = SessionLife.TokenExpiry(now, now),
        };
        if (!await sessions.Begin(person, session, cancel))
        {
            throw new InvalidOperationException("A person who was just made is not there.");
        }

        return new BenchAccount(
            person.Value, chat?.Value, accessTokens.Issue(new Caller(person, id, school, Role.Student)),
            (now + SessionLife.AccessToken).ToUnixTimeMilliseconds(), token);
    }
}

/// <summary>One line of the file: who, in which chat, and the pair of tokens. The load generator keeps the pairs that follow in the same file.</summary>
/// <param name="Person">The person.</param>
/// <param name="Chat">The person's chat; null for those who are in none.</param>
/// <param name="AccessToken">Good until <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">Unix milliseconds.</param>
/// <param name="RefreshToken">For the next pair; good once.</param>
internal sealed record BenchAccount(Guid Person, Guid? Chat, string AccessToken, long ExpiresAt, string RefreshToken);
