using System.Text.Json;

namespace Sferum.History;

public sealed class The_check_command : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Says_that_promises_were_kept()
    {
        var file = Write("run.jsonl", MadeHistory.From(seed: 3).Events);
        Assert.Equal(0, await Run("check", file));
        Assert.Contains("\nlost: 0\ndoubled: 0\nholes: 0\nout_of_order: 0\nviolations: 0\nkept\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_the_files_of_several_processes_together()
    {
        var made = MadeHistory.From(seed: 4).Events;
        Write("senders.jsonl", made.Where(e => HistoryEventShape.IsAttempt(e.Type)));
        Write("observers.jsonl", made.Where(e => HistoryEventShape.HasObserver(e.Type)));
        Write("operator.jsonl", made.Where(e => !HistoryEventShape.IsAttempt(e.Type) && !HistoryEventShape.HasObserver(e.Type)));
        Assert.Equal(0, await Run("check", _folder.FullName));
        Assert.Contains($"events: {made.Count}\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_what_only_two_files_together_show()
    {
        var made = MadeHistory.From(seed: 5).Events;
        var ack = made.Last(e => e.Type == HistoryEventType.Ok);
        var senders = Write("senders.jsonl", made.Where(e => HistoryEventShape.IsAttempt(e.Type)));
        var others = Write("others.jsonl", made.Where(e => !HistoryEventShape.IsAttempt(e.Type) && (e.Type != HistoryEventType.LogRow || e.Request != ack.Request)));
        Assert.Equal(1, await Run("check", senders, others));
        Assert.Contains($"LostAck chat {ack.Chat} number {ack.Number} persons [{ack.Person}]", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_its_verdict_as_JSON()
    {
        var plant = new Plant(6);
        LogMutants.All.First().Break(plant);
        Assert.Equal(1, await Run("check", Write("run.jsonl", plant.Events), "--json"));
        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal(1, json.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("summary").GetProperty("lost").GetInt64());
        Assert.Equal("lostAck", json.RootElement.GetProperty("violations")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Fails_with_2_on_an_empty_file()
    {
        Assert.Equal(2, await Run("check", Write("run.jsonl", [])));
        Assert.Contains("proves nothing: nothing was recorded", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_with_2_without_its_files()
    {
        Assert.Equal(2, await Run("check"));
        Assert.Equal(2, await Run("check", Path.Combine(_folder.FullName, "absent.jsonl")));
        Assert.Equal(2, await Run("check", _folder.FullName));
    }

    [Fact]
    public async Task Fails_with_2_on_a_file_given_twice()
    {
        var file = Write("run.jsonl", MadeHistory.From(seed: 8).Events);
        Assert.Equal(2, await Run("check", file, file));
        File.Copy(file, file + ".copy");
        Assert.Equal(2, await Run("check", file, file + ".copy"));
        Assert.Contains("twice", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_with_2_on_bad_input()
    {
        var file = Path.Combine(_folder.FullName, "bad.jsonl");
        await File.WriteAllTextAsync(file, "not a history\n", TestContext.Current.CancellationToken);
        Assert.Equal(2, await Run("check", file));
        Assert.Contains("bad.jsonl, line 1: ", _errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] args) => CheckCommand.RunAsync(args, _output, _errors);

    private string Write(string name, IEnumerable<HistoryEvent> events)
    {
        var path = Path.Combine(_folder.FullName, name);
        using var writer = new HistoryFileWriter(path);
        foreach (var recorded in events) writer.Write(recorded);
        return path;
    }
}
