using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Calls;

/// <summary>
/// Credentials that coturn checks without asking anybody: the user name says until when, the password is its MAC under the secret that both know
/// (draft-uberti-behave-turn-rest). SHA-1 is what that scheme is; as a MAC it holds.
/// </summary>
/// <param name="turn">The servers; null: none.</param>
/// <param name="time">The clock.</param>
internal sealed class TurnCredentials(TurnSettings? turn, TimeProvider time) : ITurnCredentials
{
    public IReadOnlyList<IceServer> For(string participant)
    {
        if (turn is null)
        {
            return [];
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + turn.Lifetime).ToUnixTimeSeconds());
        var user = string.Create(CultureInfo.InvariantCulture, $"{expires.ToUnixTimeSeconds()}:{participant}");
        return [new IceServer(turn.Urls, user, Password(user, turn.Secret), expires)];
    }

#pragma warning disable CA5350 // The servers know no other.
    private static string Password(string user, string secret) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user)));
#pragma warning restore CA5350
}
