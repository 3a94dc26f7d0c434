using Sferum.History;

namespace Sferum.Faults;

/// <summary>How a drill judges: what was acknowledged before the copy must be in the restored log, of what came later nobody knows, and what follows stands on the restored log.</summary>
public sealed class A_history_taken_apart_at_a_disaster
{
    private readonly DrillHistory _drill = new();
    private readonly HistoryRecorder _recorder;
    private readonly Guid _chat = Guid.CreateVersion7();
    private readonly Guid _person = Guid.CreateVersion7();

    public A_history_taken_apart_at_a_disaster() => _recorder = new HistoryRecorder(_drill, TimeProvider.System);

    [Fact]
    public void Demands_what_was_acknowledged_before_the_copy_and_no_more()
    {
        var (first, second) = (Said(1), Said(2));
        var copy = _recorder.Now();
        Said(3);
        var disaster = _recorder.Now();

        Assert.Equal(0, Judged(_drill.Kept(copy, disaster, Heads(2)), first, second).ExitCode);
        Assert.Contains(Judged(_drill.Kept(copy, disaster, Heads(1)), first).Violations, static v => v.Kind == ViolationKind.LostAck);
    }

    [Fact]
    public void Lets_what_had_no_answer_arrive_on_the_restored_log_and_nothing_that_nobody_sent()
    {
        Said(1);
        var request = Guid.CreateVersion7();
        var open = _recorder.Invoke(_person, _chat, request, 7);
        var disaster = _recorder.Now();
        open.Ok(2);

        var arrived = Row(2, request);
        Assert.Equal(0, Judged(_drill.After(disaster, Heads(1)), Row(1, Guid.CreateVersion7()), arrived).ExitCode);
        Assert.Contains(
            Judged(_drill.After(disaster, Heads(1)), Row(1, Guid.CreateVersion7()), arrived, Row(3, Guid.CreateVersion7())).Violations,
            static v => v.Kind == ViolationKind.Phantom);
    }

    private ChatEvent Said(long number)
    {
        var request = Guid.CreateVersion7();
        _recorder.Invoke(_person, _chat, request, 7).Ok(number);
        return Row(number, request);
    }

    private ChatEvent Row(long number, Guid request) => new(number, EventKind.Posted, _person, request, 7);

    private Dictionary<Guid, long> Heads(long head) => new() { [_chat] = head };

    private Verdict Judged(RecordedHistory history, params ChatEvent[] log)
    {
        var recorder = new HistoryRecorder(history, TimeProvider.System);
        foreach (var row in log)
        {
            recorder.LogRow(_chat, row);
        }

        recorder.LogHead(_chat, log.Length);
        return HistoryChecker.Check(history);
    }
}
