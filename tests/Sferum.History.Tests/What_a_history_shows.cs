namespace Sferum.History;

public sealed class What_a_history_shows
{
    private static readonly Guid Chat = Guid.Parse("0198c0de-0000-7000-8000-000000000001");
    private static readonly Guid Anna = Guid.Parse("0198c0de-0000-7000-8000-00000000000a");
    private static readonly Guid Boris = Guid.Parse("0198c0de-0000-7000-8000-00000000000b");

    private readonly RecordedHistory _history = new();
    private readonly Steady _clock = new();
    private readonly HistoryRecorder _recorder;
    private readonly List<ChatEvent> _log = [];

    public What_a_history_shows() => _recorder = new HistoryRecorder(_history, _clock);

    [Fact]
    public void A_run_that_recorded_nothing_fails() => Assert.Equal(2, HistoryChecker.Check(_history).ExitCode);

    [Fact]
    public void A_run_in_which_nothing_was_acked_shows_nothing()
    {
        _recorder.Invoke(Anna, Chat, NewRequest(), 1).Refused("chat.muted");
        ReadLog();
        Assert.Equal((2, 1L), (Check().ExitCode, Check().Summary.Refused));
    }

    [Fact]
    public void Acks_of_a_chat_whose_log_was_not_read_show_nothing()
    {
        _recorder.Invoke(Anna, Chat, NewRequest(), 1).Ok(1);
        Assert.Equal(2, Check().ExitCode);
        Assert.Contains("final log was not recorded", Assert.Single(Check().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_outcome_without_its_invoke_shows_nothing()
    {
        Post(Anna);
        _history.Write(new HistoryEvent { Type = HistoryEventType.Unknown, Chat = Chat, Person = Anna, Request = NewRequest(), Body = 3, Reason = "cut" });
        ReadLog();
        Assert.Equal(2, Check().ExitCode);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void A_message_of_unknown_outcome_may_be_there_at_most_once(int times, int code)
    {
        Post(Anna);
        var request = NewRequest();
        _recorder.Invoke(Boris, Chat, request, 5).Unknown(UnknownReason.Timeout);
        for (var i = 0; i < times; i++) _log.Add(new ChatEvent(_log.Count + 1, EventKind.Posted, Boris, request, 5));
        ReadLog();
        Assert.Equal((code, 1L), (Check().ExitCode, Check().Summary.Unknown));
    }

    [Fact]
    public void An_attempt_that_never_ended_is_unknown()
    {
        Post(Anna);
        _recorder.Invoke(Boris, Chat, NewRequest(), 5);
        ReadLog();
        Assert.Equal((0, 1L), (Check().ExitCode, Check().Summary.Unknown));
    }

    [Fact]
    public void A_retry_that_is_refused_leaves_the_first_try_unknown()
    {
        var request = NewRequest();
        Post(Anna);
        _recorder.Invoke(Boris, Chat, request, 5).Unknown(UnknownReason.Cut);
        _recorder.Invoke(Boris, Chat, request, 5).Refused("overloaded");
        _log.Add(new ChatEvent(2, EventKind.Posted, Boris, request, 5));
        ReadLog();
        Assert.Equal(0, Check().ExitCode);
    }

    [Fact]
    public void The_text_of_an_edited_message_is_shown_as_it_is_now()
    {
        var first = Post(Anna);
        _log[0] = first with { Body = 99 };
        _log.Add(new ChatEvent(2, EventKind.Edited, Anna, NewRequest(), 0, Target: 1));
        var observer = Observe(Boris, from: 0);
        observer.Seen(Chat, first, Way.Live);
        observer.Seen(Chat, _log[1], Way.Live);
        ReadLog();
        Assert.Equal(0, Check().ExitCode);
    }

    [Fact]
    public void Who_was_told_to_page_is_owed_nothing_of_what_it_missed()
    {
        for (var i = 0; i < 9; i++) Post(Anna);
        var observer = Observe(Boris, from: 2);
        observer.TooFar(Chat);
        observer.Resumed(Chat, 7);
        observer.Seen(Chat, _log[7], Way.Resume);
        observer.Seen(Chat, _log[8], Way.Resume);
        observer.Fenced(Chat, 9);
        ReadLog();
        Assert.Equal(0, Check().ExitCode);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(4, 1)]
    public void A_line_that_moves_names_an_earlier_number_than_it_has_by_then(int had, int code)
    {
        for (var i = 0; i < 9; i++) Post(Anna);
        var observer = Observe(Boris, from: 0);
        for (var i = 0; i < had; i++) observer.Seen(Chat, _log[i], Way.Live);
        observer.Closed();
        observer.Opened();
        observer.Resumed(Chat, 2);
        for (var i = 5; i < 9; i++) observer.Seen(Chat, _log[i], Way.Live);
        observer.Resumed(Chat, 9);
        ReadLog();
        Assert.Equal(code, Check().ExitCode);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    public void Who_is_cut_soon_after_a_hole_opened_had_no_time_to_fill_it(int seconds, int code)
    {
        for (var i = 0; i < 3; i++) Post(Anna);
        var observer = Observe(Boris, from: 0);
        observer.Seen(Chat, _log[0], Way.Live);
        observer.Seen(Chat, _log[2], Way.Live);
        _clock.Seconds += seconds;
        observer.Closed();
        ReadLog();
        Assert.Equal(code, Check().ExitCode);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2000, 0)]
    public void Events_on_their_way_at_a_revocation_are_allowed_only_if_asked_for(int grace, int code)
    {
        Post(Anna);
        _log.Add(new ChatEvent(2, EventKind.Membership, Anna));
        Post(Anna);
        var observer = Observe(Boris, from: 2);
        _recorder.Revoked(Chat, Boris, 2);
        _clock.Seconds += 1;
        observer.Seen(Chat, _log[2], Way.Live);
        ReadLog();
        Assert.Equal(code, HistoryChecker.Check(_history, new CheckOptions { RevocationGrace = TimeSpan.FromMilliseconds(grace) }).ExitCode);
    }

    [Fact]
    public void Many_violations_are_counted_and_few_kept()
    {
        for (var i = 0; i < 50; i++) _recorder.Invoke(Anna, Chat, NewRequest(), 5).Ok(i + 1);
        ReadLog();
        var verdict = HistoryChecker.Check(_history, new CheckOptions { KeepOfEachKind = 3 });
        Assert.Equal((50L, 3), (verdict.Summary.Lost, verdict.Violations.Count));
    }

    private static Guid NewRequest() => Guid.CreateVersion7();

    private ChatEvent Post(Guid author)
    {
        var posted = new ChatEvent(_log.Count + 1, EventKind.Posted, author, NewRequest(), BodyHash.Of($"text {_log.Count}"));
        _log.Add(posted);
        _recorder.Invoke(author, Chat, posted.Request, posted.Body).Ok(posted.Number);
        return posted;
    }

    private ObserverRecorder Observe(Guid person, long from)
    {
        var observer = _recorder.Observer("phone", person);
        observer.Opened();
        observer.Resumed(Chat, from);
        return observer;
    }

    private void ReadLog()
    {
        foreach (var row in _log) _recorder.LogRow(Chat, row);
        _recorder.LogHead(Chat, _log.Count);
    }

    private Verdict Check() => HistoryChecker.Check(_history);

    private sealed class Steady : TimeProvider
    {
        private long _calls;

        public long Seconds { get; set; } = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (Seconds * TimeSpan.TicksPerSecond) + ++_calls;
    }
}
