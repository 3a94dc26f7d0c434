using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Sferum.Edge;

/// <summary>
/// What hub code may ask of the request after Kestrel has taken the original back: who, from where, to where, in which language. Neither the token nor
/// anything else that was said in the headers lives as long as the connection.
/// </summary>
internal static class RequestCopy
{
    private static readonly string[] Kept = [HeaderNames.AcceptLanguage, HeaderNames.Host];

    public static HttpContext Of(HttpContext original, IServiceScopeFactory scopes)
    {
        var request = original.Request;
        var headers = new HeaderDictionary(Kept.Length);
        foreach (var name in Kept)
        {
            if (request.Headers.TryGetValue(name, out var value))
            {
                headers[name] = value;
            }
        }

        var features = new FeatureCollection(4);
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = request.Protocol, Method = request.Method, Scheme = request.Scheme, PathBase = request.PathBase, Path = request.Path, Headers = headers,
        });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature
        {
            ConnectionId = original.Connection.Id,
            RemoteIpAddress = original.Connection.RemoteIpAddress, RemotePort = original.Connection.RemotePort,
            LocalIpAddress = original.Connection.LocalIpAddress, LocalPort = original.Connection.LocalPort,
        });
        return new DefaultHttpContext(features) { User = original.User, ServiceScopeFactory = scopes };
    }
}
