using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sferum.History;

/// <summary>The command <c>check FILE...</c>: reads the files of a run, judges them together, prints the numbers and what is wrong.</summary>
public static class CheckCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Runs the command. Returns 0: promises kept, 1: broken, 2: bad input, or a history that proves nothing.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var files = new Argument<string[]>("FILE") { Description = "JSON lines of one run; a folder stands for its *.jsonl", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print the verdict as JSON" };
        var show = new Option<int>("--show") { Description = "Violations of each kind to print", DefaultValueFactory = _ => 10 };
        var grace = new Option<int>("--revocation-grace") { Description = "Milliseconds after a revocation in which events may still arrive" };
        var repair = new Option<int>("--repair-within") { Description = "Milliseconds in which a hole is to be filled", DefaultValueFactory = _ => 2000 };
        var late = new Option<bool>("--late-repairs") { Description = "Holes filled later are violations" };
        var check = new Command("check", "Judge the recorded history of a run") { files };
        foreach (var option in new Option[] { json, show, grace, repair, late }) check.Options.Add(option);
        check.SetAction(parsed =>
        {
            var options = new CheckOptions
            {
                RevocationGrace = TimeSpan.FromMilliseconds(parsed.GetValue(grace)),
                RepairWithin = TimeSpan.FromMilliseconds(parsed.GetValue(repair)),
                JudgeLateRepairs = parsed.GetValue(late),
                KeepOfEachKind = Math.Max(1, parsed.GetValue(show)),
            };
            return Check(parsed.GetValue(files)!, options, parsed.GetValue(json), output, errors);
        });

        var root = new RootCommand("Judges what the clients of a run recorded") { check };
        var result = root.Parse(args);
        var code = await result.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return result.Errors.Count > 0 ? 2 : code;
    }

    private static int Check(string[] paths, CheckOptions options, bool asJson, TextWriter output, TextWriter errors)
    {
        var history = new RecordedHistory();
        try
        {
            foreach (var file in Files(paths)) HistoryFileReader.Load(file, history);
        }
        catch (Exception wrong) when (wrong is BadHistoryException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(wrong.Message);
            return 2;
        }

        var verdict = HistoryChecker.Check(history, options);
        if (asJson) output.WriteLine(JsonSerializer.Serialize(verdict, Json));
        else VerdictText.Write(verdict, output);
        return verdict.ExitCode;
    }

    private static List<string> Files(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path)) files.AddRange(Directory.GetFiles(path, "*.jsonl").Order(StringComparer.Ordinal));
            else files.Add(path);
        }

        if (files.Count == 0) throw new BadHistoryException("there is no *.jsonl in the folder");
        var twice = files.GroupBy(Path.GetFullPath).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? files : throw new BadHistoryException($"{twice.Key} is given twice");
    }
}
