using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Sferum.Http;

namespace Sferum.People;

/// <summary>Reads <c>Authorization: Bearer</c>. No cookies, so that no foreign page can make a browser act for its user.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    AccessTokens tokens,
    SessionWatch watch) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public new const string Scheme = "Bearer";

    private const string Prefix = Scheme + " ";
    private const string QueryToken = "access_token";
    private const int MaxLength = 2048;

    /// <summary>
    /// A browser cannot set headers on a WebSocket: on the hub's path the token may come in the query. It moves into the header before anything
    /// else reads the address, so that no log, trace or error page shows it.
    /// </summary>
    public static void MoveTokenOutOfQuery(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(HubNames.Path, StringComparison.Ordinal) || !request.Query.TryGetValue(QueryToken, out var token))
        {
            return;
        }

        if (StringValues.IsNullOrEmpty(request.Headers.Authorization) && token.Count == 1)
        {
            request.Headers.Authorization = Prefix + token[0];
        }

        request.QueryString = QueryString.Create(request.Query.Where(static p => !string.Equals(p.Key, QueryToken, StringComparison.OrdinalIgnoreCase)));
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > MaxLength)
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.Read(header[Prefix.Length..].Trim()) is not { } principal || CallerClaims.Says(principal) is not { } says)
        {
            return AuthenticateResult.Fail("The access token is not valid.");
        }

        return await watch.IsStale(says, Context.RequestAborted)
            ? AuthenticateResult.Fail("The session has ended, or what the token says is not so any more.")
            : AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.Append(HeaderNames.WWWAuthenticate, Scheme);
        return Context.Refuse(Refusals.SignInNeeded).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Context.Refuse(Refusals.Denied).ExecuteAsync(Context);
}
