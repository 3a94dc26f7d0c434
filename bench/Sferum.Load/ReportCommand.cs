using System.CommandLine;
using Sferum.Load.Reporting;

namespace Sferum.Load;

/// <summary><c>report FILE</c>: the tables of a record.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "Lines of JSON, as bench/run writes them." };
        var command = new Command("report", "Prints runs as tables in Markdown, the goals beside them.") { file };
        command.SetAction(parsed => Console.Write(new Report(RecordedRun.Read(parsed.GetValue(file)!)).Write()));
        return command;
    }
}
