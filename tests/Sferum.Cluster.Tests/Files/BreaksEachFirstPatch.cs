using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Sferum.Files;

/// <summary>A line that breaks in the middle of the first request that sends bytes of each upload, after the server has read some.</summary>
internal sealed class BreaksEachFirstPatch : IStartupFilter
{
    private readonly ConcurrentDictionary<string, bool> _broken = new(StringComparer.Ordinal);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, go) =>
        {
            if (HttpMethods.IsPatch(context.Request.Method) && _broken.TryAdd(context.Request.Path, true))
            {
                context.Abort();
                return;
            }

            await go(context);
        });
        next(app);
    };
}
