namespace Sferum.Sbom;

/// <summary>Something of others that is shipped.</summary>
/// <param name="Kind"><c>nuget</c> or <c>npm</c>.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha512">Of its archive, base64.</param>
/// <param name="Licence">An SPDX expression; null: it names none.</param>
/// <param name="Needs">Names of the parts that it needs itself.</param>
internal sealed record Part(string Kind, string Name, string Version, string? Sha512, string? Licence, IReadOnlyList<string> Needs)
{
    /// <summary>A package URL.</summary>
    public string Purl => $"pkg:{Kind}/{Name.Replace("@", "%40", StringComparison.Ordinal)}@{Version}";
}
