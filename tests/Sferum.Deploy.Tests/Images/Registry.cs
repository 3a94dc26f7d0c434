using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sferum.Images;

/// <summary>A registry on this machine that hands out one image of one layer, as a builder of images asks for it; nothing can be put into it.</summary>
internal sealed class Registry : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    private const string ConfigType = "application/vnd.docker.container.image.v1+json";
    private const string LayerType = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private readonly WebApplication _app;

    private Registry(WebApplication app) => _app = app;

    /// <summary>Where it is: <c>127.0.0.1:20123</c>.</summary>
    public string Address => new Uri(_app.Urls.First()).Authority;

    public static async Task<Registry> Serve(string layer)
    {
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64", os = "linux", config = new { Env = new[] { "PATH=/usr/bin" } }, rootfs = new { type = "layers", diff_ids = new[] { Unpacked(layer) } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2, mediaType = ManifestType,
            config = new { mediaType = ConfigType, size = config.Length, digest = Digest(new MemoryStream(config)) },
            layers = new[] { new { mediaType = LayerType, size = new FileInfo(layer).Length, digest = Packed(layer) } },
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapMethods("/v2/", ["GET", "HEAD"], static () => Results.Ok());
        app.MapMethods("/v2/{name}/manifests/{reference}", ["GET", "HEAD"], (HttpContext context) =>
        {
            context.Response.Headers["Docker-Content-Digest"] = Digest(new MemoryStream(manifest));
            return Results.Bytes(manifest, ManifestType);
        });
        app.MapMethods("/v2/{name}/blobs/{digest}", ["GET", "HEAD"], (string digest) =>
            digest == Packed(layer) ? Results.File(layer, LayerType) : Results.Bytes(config, ConfigType));
        await app.StartAsync();
        return new Registry(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Packed(string file)
    {
        using var stream = File.OpenRead(file);
        return Digest(stream);
    }

    private static string Unpacked(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return Digest(stream);
    }

    private static string Digest(Stream content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
