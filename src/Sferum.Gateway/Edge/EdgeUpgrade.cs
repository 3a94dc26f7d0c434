using Sferum.Http;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Live;

namespace Sferum.Edge;

/// <summary>
/// The last thing before the endpoints: a WebSocket to the hub whose socket can be had is answered as ASP.NET answers it, then taken away from Kestrel
/// and given to the hub. All others go on to the ordinary hub.
/// </summary>
internal sealed class EdgeUpgrade(RequestDelegate next, EdgeConnections connections, IServiceScopeFactory scopes, LiveMeter meter)
{
    private const int IdBytes = 16;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.Equals(HubNames.Path, StringComparison.OrdinalIgnoreCase)
            || !HttpProtocol.IsHttp11(context.Request.Protocol)
            || !context.WebSockets.IsWebSocketRequest
            || context.Features.Get<HttpStage>() is not { CanDetach: true } stage)
        {
            await next(context);
            return;
        }

        if (connections.IsClosing)
        {
            // A stopping server still accepts: whoever tries again at once must not come back here.
            context.Response.Headers.Connection = "close";
            await context.Refuse(Refusals.Draining).ExecuteAsync(context);
            return;
        }

        // The web socket is let go: only the answer was wanted.
        await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var copy = RequestCopy.Of(context, scopes);
        HubSocket? socket = null;
        var detached = await stage.Detach(wire => socket = new HubSocket(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), wire, copy, meter));
        if (detached)
        {
            connections.Start(socket!);
        }
    }
}
