using System.Globalization;
using System.Security.Claims;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>How a <see cref="Caller"/> travels in an access token: the one place that knows the names of the claims.</summary>
internal static class CallerClaims
{
    private const string Person = "sub";
    private const string Session = "sid";
    private const string School = "school";
    private const string Roles = "roles";
    private const string Factor = "factor";
    private const string Needed = "needed";
    private const string MustAcceptFirst = "accept";
    private const string ExpiresAt = "exp";

    private static readonly string[] All = [Person, Session, School, Roles, Factor, MustAcceptFirst, ExpiresAt];

    /// <summary>Claims of an access token, without its times.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="needsFactor">Whether the session still lacks the second factor that the person's role demands.</param>
    /// <param name="mustAccept">Whether a regulation has to be accepted before anything else.</param>
    public static Dictionary<string, object> Write(Caller caller, bool needsFactor, bool mustAccept)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Person] = caller.Person.Value.ToString(),
            [Session] = caller.Session.Value.ToString(),
            [Roles] = ((int)caller.Roles).ToString(CultureInfo.InvariantCulture),
        };
        if (caller.School is { } school)
        {
            claims[School] = school.Value.ToString();
        }

        if (needsFactor)
        {
            claims[Factor] = Needed;
        }

        if (mustAccept)
        {
            claims[MustAcceptFirst] = "1";
        }

        return claims;
    }

    /// <summary>
    /// Who is signed in, with the claims that are read here and nothing else: a connection keeps this for as long as it lives, and what the library makes of a token holds the
    /// whole of it twice, a third of an idle connection's memory.
    /// </summary>
    public static ClaimsPrincipal Principal(ClaimsIdentity token) => new(new ClaimsIdentity(
        token.Claims.Where(static c => All.Contains(c.Type)).Select(static c => new Claim(c.Type, c.Value)), token.AuthenticationType));

    /// <summary>Who is signed in; null when nobody is.</summary>
    public static Caller? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }
            || !Guid.TryParse(principal.FindFirstValue(Person), out var person)
            || !Guid.TryParse(principal.FindFirstValue(Session), out var session)
            || !int.TryParse(principal.FindFirstValue(Roles), NumberStyles.None, CultureInfo.InvariantCulture, out var roles))
        {
            return null;
        }

        SchoolId? school = Guid.TryParse(principal.FindFirstValue(School), out var s) ? new SchoolId(s) : null;
        return new Caller(new PersonId(person), new SessionId(session), school, (Role)roles);
    }

    /// <summary>All that a token says; null when nobody is signed in.</summary>
    public static TokenSays? Says(ClaimsPrincipal principal) =>
        Read(principal) is { } caller ? new TokenSays(caller, principal.HasClaim(Factor, Needed), principal.HasClaim(static c => c.Type == MustAcceptFirst)) : null;

    /// <summary>When the token runs out; a token without an end has run out.</summary>
    public static DateTimeOffset Expiry(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ExpiresAt), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;
}

/// <summary>What an access token says, as it was when it was given out.</summary>
/// <param name="Caller">Who.</param>
/// <param name="NeedsFactor">Whether the session may do nothing yet but take or show a second factor.</param>
/// <param name="MustAccept">Whether the school wants its regulation accepted before anything else.</param>
internal sealed record TokenSays(Caller Caller, bool NeedsFactor, bool MustAccept);
