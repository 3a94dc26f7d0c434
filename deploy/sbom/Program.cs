using Sferum.Sbom;

// What the image of the host holds that others have made, as CycloneDX 1.6, and whether its licences are among those that were agreed to.
//   dotnet run --project deploy/sbom -- ROOT FILE      ROOT: the repository, restored; FILE: where the list goes
if (args.Length != 2)
{
    Console.Error.WriteLine("sbom ROOT FILE");
    return 2;
}

var parts = NuGetParts.Read(Path.Combine(args[0], "src", "Sferum.Host")).Concat(NpmParts.Read(Path.Combine(args[0], "src", "Sferum.Web"))).ToList();
var licences = Licences.Read(Path.Combine(args[0], "deploy", "sbom", "licences.json"));
var judged = parts.ConvertAll(p => p with { Licence = licences.Of(p) });
File.WriteAllText(args[1], Bom.Of(judged));
var refused = judged.Where(p => !licences.Allow(p)).ToList();
foreach (var part in refused)
{
    Console.Error.WriteLine($"licence not agreed to: {part.Purl}: {part.Licence ?? "none named"}");
}

Console.WriteLine($"{judged.Count} parts, {refused.Count} refused");
return refused.Count == 0 ? 0 : 1;
