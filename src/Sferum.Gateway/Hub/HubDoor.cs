using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Sferum.Http;
using Sferum.Live;
using Sferum.People;

namespace Sferum;

/// <summary>
/// Stands before the hub's path: a WebSocket of a signed-in person, from our own page or from no page at all, and not too many of them. Everything
/// else, negotiation included, is refused with words.
/// </summary>
internal sealed class HubDoor(
    RequestDelegate next, LocalPeople people, Draining draining, MemoryGuard memory, AllowedOrigins origins, IOptions<GatewayOptions> options)
{
    private const int FullForMs = 5000;

    public async Task InvokeAsync(HttpContext context)
    {
        var refusal = context.Request.Path.StartsWithSegments(HubNames.Path, StringComparison.OrdinalIgnoreCase, out var rest) ? Refuse(context, rest) : null;
        if (refusal is null)
        {
            await next(context);
        }
        else
        {
            await context.Refuse(refusal).ExecuteAsync(context);
        }
    }

    private Refusal? Refuse(HttpContext context, PathString rest)
    {
        if (rest.HasValue && rest != "/")
        {
            return Refusals.NotFound;
        }

        if (context.Request.Headers[HeaderNames.Origin] is { Count: > 0 } origin && !origins.Has(origin.ToString()))
        {
            return Refusals.Denied;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Refusals.Malformed;
        }

        if (draining.IsOn)
        {
            return Refusals.Draining;
        }

        if (people.Count >= options.Value.Connections || memory.IsFull)
        {
            // Not all at the same moment again.
            return Refusals.Overloaded with { RetryAfterMs = FullForMs + Random.Shared.Next(FullForMs) };
        }

        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return Refusals.SignInNeeded;
        }

        return people.Connections(caller.Person).Length >= options.Value.ConnectionsPerPerson
            || people.Addresses.Count(context.Connection.RemoteIpAddress) >= options.Value.ConnectionsPerAddress
            ? Refusals.TooMany
            : null;
    }
}
