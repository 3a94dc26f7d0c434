namespace Sferum.History;

public sealed class A_correct_history
{
    [Fact]
    public void Is_found_correct_for_each_seed()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var made = MadeHistory.From(seed);
            var verdict = HistoryChecker.Check(Loaded.From(made.Events));
            Assert.True(verdict.ExitCode == 0, $"seed {seed}: {Loaded.Text(verdict)}");
        }
    }

    [Fact]
    public void Is_counted_as_it_was_made()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var made = MadeHistory.From(seed);
            var summary = HistoryChecker.Check(Loaded.From(made.Events)).Summary;
            Assert.Equal(
                (seed, made.Sent, made.Acked, made.Refused, made.Sent - made.Acked - made.Refused, made.Delivered, made.Events.Count),
                (seed, summary.Sent, summary.Acked, summary.Refused, summary.Unknown, summary.Delivered, summary.Events));
        }
    }

    [Fact]
    public void Is_found_correct_without_request_ids_in_log_and_events()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var verdict = HistoryChecker.Check(Loaded.From(Loaded.WithoutRequests(MadeHistory.From(seed).Events)));
            Assert.True(verdict.ExitCode == 0, $"seed {seed}: {Loaded.Text(verdict)}");
        }
    }
}
