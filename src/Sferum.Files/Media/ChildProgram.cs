using System.Diagnostics;

namespace Sferum.Files;

/// <summary>
/// A program that works on a stranger's file: without our environment, with bounds on memory, processor time and what it writes (on Linux), ended with
/// all that it started when it takes too long.
/// </summary>
/// <param name="path">The program.</param>
internal sealed class ChildProgram(string path)
{
    private const string Limiter = "/usr/bin/prlimit";
    private static readonly string[] Kept = ["PATH", "DOTNET_ROOT", "SystemRoot"];

    /// <summary>Bytes of memory of its own.</summary>
    public long Memory { get; init; } = 1536L * 1024 * 1024;

    /// <summary>Seconds of processor time.</summary>
    public int Processor { get; init; } = 60;

    /// <summary>Bytes of the largest file that it may write.</summary>
    public long Written { get; init; } = 512L * 1024 * 1024;

    /// <summary>How long it may take in all.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What it finds in its environment beside the path.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="read">Reads what it says, to the end.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>How it ended. Throws <see cref="IOException"/> when it could not be begun or took longer than it may.</returns>
    public async Task<int> Run(IEnumerable<string> arguments, string folder, Func<Stream, CancellationToken, Task> read, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new IOException($"The program {Path.GetFileName(path)}, which looks into files, is not there.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var process = new Process { StartInfo = Start(arguments, folder) };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException("A program that looks into files could not be begun.", e);
        }

        try
        {
            process.StandardInput.Close();
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token);
            await read(process.StandardOutput.BaseStream, patience.Token);
            await complaints;
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new IOException("A program that looks into a file took too long.", e);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo Start(IEnumerable<string> arguments, string folder)
    {
        var isBounded = File.Exists(Limiter);
        var start = new ProcessStartInfo(isBounded ? Limiter : path)
        {
            UseShellExecute = false, WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var inherited = start.Environment.Where(static e => Kept.Contains(e.Key, StringComparer.Ordinal)).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in inherited.Select(static e => (e.Key, e.Value)).Concat(Environment.Select(static e => (e.Key, (string?)e.Value))))
        {
            start.Environment[name] = value;
        }

        string[] bounds = isBounded
            ? [string.Create(null, $"--data={Memory}"), string.Create(null, $"--cpu={Processor}"), string.Create(null, $"--fsize={Written}"), "--core=0", "--", path]
            : [];
        foreach (var argument in bounds.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
