using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>Access tokens: signed by the deployment's key (ES256), so that each gateway checks them without asking anybody.</summary>
internal sealed class AccessTokens : IDisposable
{
    private const string Party = "sferum";

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };
    private readonly ECDsa _key = ECDsa.Create();

    /// <summary>Its own: the library's common one would hand our key to another gateway of this process, and keep it after we are gone.</summary>
    private readonly InMemoryCryptoProviderCache _cache = new();

    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _validation;
    private readonly TimeProvider _time;

    public AccessTokens(IKeyRing keys, TimeProvider time)
    {
        _time = time;
        _key.ImportPkcs8PrivateKey(keys.AccessTokenKey.Span, out _);
        var key = new ECDsaSecurityKey(_key) { CryptoProviderFactory = new CryptoProviderFactory(_cache) };
        _credentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
        _validation = new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidIssuer = Party,
            ValidAudience = Party,
            ValidTypes = ["at+jwt"],
            RequireExpirationTime = true,
            ClockSkew = SessionLife.ClockSkew,
            LifetimeValidator = IsAlive,
            AuthenticationType = BearerHandler.Scheme,
        };
    }

    /// <summary>A token for this caller, from now on.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="needsFactor">Whether the session still lacks the second factor that the person's role demands.</param>
    /// <param name="mustAccept">Whether a regulation has to be accepted before anything else.</param>
    public string Issue(Caller caller, bool needsFactor = false, bool mustAccept = false)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = Party,
            Audience = Party,
            Claims = CallerClaims.Write(caller, needsFactor, mustAccept),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + SessionLife.AccessToken,
            SigningCredentials = _credentials,
        });
    }

    /// <summary>The principal of a valid token; null for any other text.</summary>
    public async Task<ClaimsPrincipal?> Read(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _validation);
        return result.IsValid ? CallerClaims.Principal(result.ClaimsIdentity) : null;
    }

    public void Dispose()
    {
        _cache.Dispose();
        _key.Dispose();
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return notBefore is { } from && expires is { } to && from - SessionLife.ClockSkew <= now && now < to + SessionLife.ClockSkew;
    }
}
