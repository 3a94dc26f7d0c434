using System.Diagnostics;

namespace Sferum.Faults;

/// <summary>Runs a program to its end.</summary>
internal static class Script
{
    /// <summary>What it printed; an exception with what it complained of when it failed.</summary>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancel = default)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0
            ? await said
            : throw new ScriptException($"{Path.GetFileName(program)} {string.Join(' ', start.ArgumentList)}: {await complained}");
    }
}

/// <summary>A program failed; the message is what it complained of.</summary>
internal sealed class ScriptException(string message) : Exception(message);
