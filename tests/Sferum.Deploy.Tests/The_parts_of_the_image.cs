using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sferum.Rendering;
using Sferum.TestServers;

namespace Sferum;

/// <summary>deploy/sbom: the list of what others have made, and whether its licences were agreed to.</summary>
public sealed class The_parts_of_the_image
{
    [Fact]
    public async Task Have_licences_that_were_agreed_to()
    {
        using var folder = new TempFolder();
        var (code, said, list) = await List(Repository.Root, folder.Path);
        Assert.True(code == 0, said);
        Assert.Equal("[]", Kubectl.Node("bom.mjs", list.ToJsonString()));
        Assert.All(list.List("components"), static c => Assert.NotNull(c.At("licenses")));
    }

    [Fact]
    public async Task Are_all_in_the_list()
    {
        using var folder = new TempFolder();
        var (_, _, list) = await List(Repository.Root, folder.Path);
        var listed = list.List("components").Select(static c => c.Text("purl")).ToHashSet(StringComparer.Ordinal);
        var files = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(Repository.Host, ".deps.json"), TestContext.Current.CancellationToken));
        var packages = files.At("libraries")!.AsObject().Where(static l => l.Value.Text("type") == "package").Select(static l => l.Key).ToHashSet(StringComparer.Ordinal);

        // A package that only names others brings no file.
        var shipped = files.At("targets")!.AsObject().Single().Value!.AsObject()
            .Where(t => packages.Contains(t.Key) && (t.Value.At("runtime") ?? t.Value.At("native") ?? t.Value.At("runtimeTargets")) is not null)
            .Select(static t => $"pkg:nuget/{t.Key.Replace('/', '@')}").ToList();
        Assert.NotEmpty(shipped);
        Assert.DoesNotContain(shipped, p => !listed.Contains(p));
        Assert.Contains(listed, static p => p!.StartsWith("pkg:npm/react@", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GPL-3.0-only")]
    [InlineData("MIT AND GPL-3.0-only")]
    [InlineData("LGPL-3.0-or-later")]
    [InlineData("(MIT")]
    [InlineData(null)]
    public async Task Stop_the_build_when_a_package_of_NuGet_has_a_licence_that_was_not(string? licence)
    {
        using var folder = new TempFolder();
        await Copy(folder.Path, licence, "MIT");
        var (code, said, _) = await List(folder.Path, folder.Path);
        Assert.Equal(1, code);
        Assert.Contains("pkg:nuget/Planted@1.0.0", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_the_build_when_a_package_of_npm_has_a_licence_that_was_not()
    {
        using var folder = new TempFolder();
        await Copy(folder.Path, "MIT", "AGPL-3.0-only");
        var (code, said, _) = await List(folder.Path, folder.Path);
        Assert.Equal(1, code);
        Assert.Contains("pkg:npm/planted@1.0.0", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MIT OR GPL-3.0-only")]
    [InlineData("(MIT AND Apache-2.0) OR GPL-3.0-only")]
    [InlineData("MIT")]
    public async Task Pass_when_one_of_the_licences_that_may_be_chosen_was(string licence)
    {
        using var folder = new TempFolder();
        await Copy(folder.Path, licence, "ISC");
        Assert.Equal(0, (await List(folder.Path, folder.Path)).Code);
    }

    /// <summary>A repository in small: one package of each kind, the real list of licences.</summary>
    private static async Task Copy(string folder, string? nuget, string npm)
    {
        var cancel = TestContext.Current.CancellationToken;
        var cache = Path.Combine(folder, "cache");
        async Task Put(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            await File.WriteAllTextAsync(Path.Combine(folder, path), text, cancel);
        }

        var hash = Convert.ToBase64String(new byte[64]);
        await Put("cache/planted/1.0.0/planted.nuspec", $"<package><metadata>{(nuget is null ? "" : $"<license type=\"expression\">{nuget}</license>")}</metadata></package>");
        await Put("src/Sferum.Host/obj/project.assets.json", $$"""
            {
              "packageFolders": { {{JsonSerializer.Serialize(cache)}}: {} },
              "targets": { "net10.0": {
                "Planted/1.0.0": { "type": "package", "runtime": { "lib/net10.0/Planted.dll": {} } },
                "Rules/1.0.0": { "type": "package", "compile": { "lib/net10.0/_._": {} } }
              } },
              "libraries": { "Planted/1.0.0": { "sha512": "{{hash}}", "path": "planted/1.0.0" } }
            }
            """);
        await Put("src/Sferum.Web/package-lock.json", $$"""
            {
              "packages": {
                "": { "name": "web" },
                "node_modules/planted": { "version": "1.0.0", "license": "{{npm}}", "integrity": "sha512-{{hash}}" },
                "node_modules/builder": { "version": "1.0.0", "license": "GPL-3.0-only", "dev": true }
              }
            }
            """);
        Directory.CreateDirectory(Path.Combine(folder, "deploy", "sbom"));
        File.Copy(Path.Combine(Repository.Root, "deploy", "sbom", "licences.json"), Path.Combine(folder, "deploy", "sbom", "licences.json"));
    }

    private static async Task<(int Code, string Said, JsonNode List)> List(string root, string folder)
    {
        var file = Path.Combine(folder, "sbom.json");
        using var sbom = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sferum.Sbom.dll"), root, file])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, complained) = (sbom.StandardOutput.ReadToEndAsync(), sbom.StandardError.ReadToEndAsync());
        await sbom.WaitForExitAsync(TestContext.Current.CancellationToken);
        var text = await said + await complained;
        Assert.True(File.Exists(file), text);
        return (sbom.ExitCode, text, JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!);
    }
}
