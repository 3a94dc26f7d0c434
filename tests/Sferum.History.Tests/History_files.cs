using System.Text;

namespace Sferum.History;

public sealed class History_files
{
    [Fact]
    public void Come_back_as_they_were_written()
    {
        var made = MadeHistory.From(seed: 1).Events;
        var lines = Lines(made);
        var names = new NamePool();
        var back = lines.TrimEnd('\n').Split('\n').Select(line => HistoryLine.Read(Encoding.UTF8.GetBytes(line), names)).ToList();
        Assert.Equal(made.Select(Comparable), back.Select(Comparable));
    }

    [Fact]
    public void Keep_names_of_any_script_and_length()
    {
        var opened = new HistoryEvent { Type = HistoryEventType.Opened, Observer = "Аня \"телефон\"\n" + new string('я', 2000), Connection = 1, Person = Guid.CreateVersion7() };
        Assert.Equal(opened, HistoryLine.Read(Encoding.UTF8.GetBytes(Lines([opened]).TrimEnd('\n')), new NamePool()));
    }

    [Fact]
    public async Task Are_whole_when_many_threads_record_into_one()
    {
        using var stream = new MemoryStream();
        using (var writer = new HistoryFileWriter(stream))
        {
            var recorder = new HistoryRecorder(writer, TimeProvider.System);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
            {
                var (chat, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
                var observer = recorder.Observer($"client-{thread}", person);
                observer.Opened();
                for (var i = 1; i <= 2000; i++)
                {
                    var row = new ChatEvent(i, EventKind.Posted, person, Guid.CreateVersion7(), (ulong)i);
                    recorder.Invoke(person, chat, row.Request, row.Body).Ok(i);
                    observer.Seen(chat, row, Way.Live);
                    recorder.LogRow(chat, row);
                }

                recorder.LogHead(chat, 2000);
            })));
        }

        var history = new RecordedHistory();
        Assert.Equal(8 * ((4 * 2000) + 2), HistoryFileReader.Load(new MemoryStream(stream.ToArray()), "memory", history));
        var verdict = HistoryChecker.Check(history);
        Assert.True(verdict.ExitCode == 0, Loaded.Text(verdict));
        Assert.Equal((16000L, 16000L), (verdict.Summary.Acked, verdict.Summary.Delivered));
    }

    [Theory]
    [InlineData("нет")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"event\":\"closed\",\"at\":1} {}")]
    [InlineData("{\"event\":\"nothing\",\"at\":1}")]
    [InlineData("{\"event\":3,\"at\":1}")]
    [InlineData("{\"event\":\"baseline\",\"at\":\"soon\"}")]
    [InlineData("{\"event\":\"baseline\",\"at\":1,\"chat\":\"kitchen\"}")]
    [InlineData("{\"event\":\"baseline\",\"at\":1,\"colour\":1}")]
    [InlineData("{\"event\":\"baseline\",\"at\":1}")]
    [InlineData("{\"event\":\"baseline\",\"at\":1,\"chat\":\"0198c0de-0000-7000-8000-000000000001\",\"number\":-1}")]
    [InlineData("{\"event\":\"baseline\",\"at\":1,\"chat\":\"0198c0de-0000-7000-8000-000000000001\",\"number\":9999999999}")]
    [InlineData("{\"event\":\"closed\",\"at\":1,\"observer\":\"never opened\",\"connection\":1}")]
    [InlineData("{\"event\":\"read\",\"at\":1,\"observer\":\"x\",\"connection\":1,\"chat\":\"0198c0de-0000-7000-8000-000000000001\",\"number\":1,\"holds\":[[2,1]]}")]
    public void With_a_line_that_is_no_event_are_refused_with_file_and_line(string line)
    {
        var text = Lines([new() { Type = HistoryEventType.Baseline, At = 1, Chat = Guid.CreateVersion7() }]) + "\n" + line + "\n";
        var wrong = Assert.Throws<BadHistoryException>(() => Load(text));
        Assert.StartsWith("some.jsonl, line 3: ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_end_in_the_middle_of_a_line_are_refused()
    {
        var text = Lines(MadeHistory.From(seed: 2).Events);
        Assert.Contains("cut in the middle", Assert.Throws<BadHistoryException>(() => Load(text[..^5])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_never_overwritten()
    {
        var folder = Directory.CreateTempSubdirectory("history");
        try
        {
            var path = Path.Combine(folder.FullName, "a.jsonl");
            new HistoryFileWriter(path).Dispose();
            Assert.Throws<IOException>(() => new HistoryFileWriter(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static string Lines(IEnumerable<HistoryEvent> events)
    {
        using var stream = new MemoryStream();
        using (var writer = new HistoryFileWriter(stream))
        {
            foreach (var recorded in events) writer.Write(recorded);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Load(string text) => HistoryFileReader.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), "some.jsonl", new RecordedHistory());

    private static string Comparable(HistoryEvent recorded) =>
        (recorded with { Holds = null }) + string.Join(';', recorded.Holds ?? []);
}
