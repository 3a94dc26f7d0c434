using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sferum.Sbom;

/// <summary>A list of parts as CycloneDX 1.6. The same parts make the same bytes: no time, and a serial number that is a digest.</summary>
internal static class Bom
{
    private const string Self = "sferum-host";

    // Only for files: no page ever shows it, so that + stays + in hashes and expressions.
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<Part> parts)
    {
        var ordered = parts.OrderBy(static p => p.Purl, StringComparer.Ordinal).ToList();
        var byName = ordered.ToLookup(static p => $"{p.Kind}/{p.Name}", static p => p.Purl, StringComparer.OrdinalIgnoreCase);
        var components = new JsonArray([.. ordered.Select(Component)]);
        var needed = ordered.SelectMany(p => p.Needs.SelectMany(n => byName[$"{p.Kind}/{n}"])).ToHashSet(StringComparer.Ordinal);
        var dependencies = new JsonArray([
            Dependency(Self, ordered.Select(static p => p.Purl).Where(p => !needed.Contains(p))),
            .. ordered.Select(p => Dependency(p.Purl, p.Needs.SelectMany(n => byName[$"{p.Kind}/{n}"])))]);
        return new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{Digest(components.ToJsonString())}",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = Self, ["name"] = Self } },
            ["components"] = components,
            ["dependencies"] = dependencies,
        }.ToJsonString(Layout) + "\n";
    }

    private static JsonNode Component(Part part)
    {
        var component = new JsonObject
        {
            ["type"] = "library", ["bom-ref"] = part.Purl, ["name"] = part.Name, ["version"] = part.Version,
        };
        if (part.Sha512 is { } hash)
        {
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(hash)) });
        }

        if (part.Licence is { } licence)
        {
            component["licenses"] = new JsonArray(licence.Contains(' ', StringComparison.Ordinal)
                ? new JsonObject { ["expression"] = licence }
                : new JsonObject { ["license"] = new JsonObject { ["id"] = licence } });
        }

        component["purl"] = part.Purl;
        return component;
    }

    private static JsonNode Dependency(string of, IEnumerable<string> on) => new JsonObject
    {
        ["ref"] = of, ["dependsOn"] = new JsonArray([.. on.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static p => JsonValue.Create(p))]),
    };

    private static Guid Digest(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
