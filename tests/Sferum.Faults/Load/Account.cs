using System.Text.Json;
using Sferum.People;

namespace Sferum.Faults;

/// <summary>Somebody of the seeded school with a session: a line of <c>bench-seed</c>'s file.</summary>
internal sealed record Account(Guid Person, Guid? Chat, string AccessToken, long ExpiresAt, string RefreshToken)
{
    public static IReadOnlyList<Account> Read(string file) =>
        [.. File.ReadLines(file).Select(static line => JsonSerializer.Deserialize<Account>(line, JsonSerializerOptions.Web)!)];

    /// <summary>The session as a client keeps it.</summary>
    public SignedIn Session(TimeProvider clock) => new(
        AccessToken,
        (int)(DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt) - clock.GetUtcNow()).TotalSeconds,
        RefreshToken,
        new Me(Person, "", Guid.Empty, null, [], []));
}
