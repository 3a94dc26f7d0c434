using Sferum.Keys;
using Sferum.People;

namespace Sferum.Wire;

/// <summary>Access tokens as a host gave them out some time ago: by its own master key.</summary>
internal static class OldTokens
{
    public static string Issue(string data, string token, TimeSpan age)
    {
        var keys = new KeyRing(MasterKeyFile.Read(Path.Combine(data, "keys", "master.key")));
        using var now = new AccessTokens(keys, TimeProvider.System);
        using var then = new AccessTokens(keys, new Earlier(age));
        return then.Issue(CallerClaims.Read(now.Read(token).GetAwaiter().GetResult()!)!);
    }

    private sealed class Earlier(TimeSpan age) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - age;
    }
}
