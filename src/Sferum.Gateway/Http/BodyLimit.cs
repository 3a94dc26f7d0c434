using Microsoft.AspNetCore.Http.Metadata;

namespace Sferum.Http;

/// <summary>The largest body that an endpoint reads.</summary>
/// <param name="MaxRequestBodySize">In bytes.</param>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
