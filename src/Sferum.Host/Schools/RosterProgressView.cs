using Spectre.Console;

namespace Sferum.Schools;

/// <summary>Shows how far an import is: a bar in a terminal, a line for each finished part elsewhere.</summary>
internal static class RosterProgressView
{
    public static async Task<T> Show<T>(RosterWords words, string code, Func<IProgress<RosterProgress>, Task<T>> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await work(new Lines(words, code));
        }

        return await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            using var shown = new Bars(words, code, context);
            return await Task.Run(() => work(shown));
        });
    }

    private sealed class Lines(RosterWords words, string code) : IProgress<RosterProgress>
    {
        public void Report(RosterProgress value)
        {
            if (value.Done == value.Total)
            {
                words.Output.WriteLine($"{words.Text(code, ("what", RosterProblem.Shown(value.What)))}: {words.Number((int)value.Done)}");
            }
        }
    }

    private sealed class Bars(RosterWords words, string code, ProgressContext context) : IProgress<RosterProgress>, IDisposable
    {
        private ProgressTask? _task;
        private string? _what;

        public void Report(RosterProgress value)
        {
            if (_what != value.What)
            {
                _task?.StopTask();
                _what = value.What;
                _task = context.AddTask(Markup.Escape(words.Text(code, ("what", RosterProblem.Shown(value.What)))), maxValue: value.Total ?? double.MaxValue);
            }

            _task!.IsIndeterminate = value.Total is null;
            _task.MaxValue = value.Total ?? double.MaxValue;
            _task.Value = value.Done;
        }

        public void Dispose() => _task?.StopTask();
    }
}
