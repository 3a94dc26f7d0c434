using System.Diagnostics;

namespace Sferum.Files;

/// <summary>Waits for what a server says when it is there.</summary>
internal static class Said
{
    /// <summary>Reads a process's output until a line holds a word, and goes on reading so that it never stops for us.</summary>
    public static async Task Line(Process process, string word)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = new System.Collections.Concurrent.ConcurrentQueue<string>();
        void Hear(string? line)
        {
            if (line is null)
            {
                return;
            }

            all.Enqueue(line);
            if (line.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                said.TrySetResult();
            }
        }

        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(said.Task, ended) == ended)
        {
            throw new InvalidOperationException($"{process.StartInfo.FileName} ended: {string.Join('\n', all)}");
        }
    }
}
