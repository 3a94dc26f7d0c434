using OtpNet;

namespace Sferum.People;

/// <summary>The app on somebody's phone.</summary>
internal sealed class Authenticator(string secret, TimeProvider clock)
{
    private readonly Totp _totp = new(Base32Encoding.ToBytes(secret));

    public string Secret => secret;

    /// <summary>What it shows now, or so many steps of 30 s later.</summary>
    public string Code(int later = 0) => _totp.ComputeTotp(clock.GetUtcNow().UtcDateTime.AddSeconds(30 * later));

    /// <summary>A code that it shows at no near time.</summary>
    public string Wrong()
    {
        var near = Enumerable.Range(-3, 7).Select(Code).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, 10).Select(static d => new string((char)('0' + d), 6)).First(c => !near.Contains(c));
    }
}
