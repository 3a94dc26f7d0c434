using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sferum.People;

namespace Sferum.Operators;

/// <summary>What one gateway knows of the announcement, however many ask and whether or not the database answers.</summary>
public sealed class A_board_of_notices
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly Table _table = new();
    private readonly NoticeBoard _board;

    public A_board_of_notices()
    {
        _board = new NoticeBoard(_table, _clock, NullLogger<NoticeBoard>.Instance);
        _table.Standing = new StandingNotice(Guid.CreateVersion7(), new MaintenanceNotice("Обновление", null, _clock.GetUtcNow(), _clock.GetUtcNow().AddHours(2)));
    }

    [Fact]
    public async Task Reads_once_in_half_a_minute()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(_table.Standing, await _board.Read());
        }

        Assert.Equal(1, _table.Reads);
        _table.Standing = null;
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await _board.Read());
        Assert.Equal(2, _table.Reads);
    }

    [Fact]
    public async Task Tells_what_it_knew_while_the_database_is_away_and_not_beyond_its_time()
    {
        var known = await _board.Read();
        _table.IsAway = true;

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(known, await _board.Read());
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await _board.Read());
    }

    [Fact]
    public async Task Tells_at_once_what_was_changed_here()
    {
        await _board.Read();

        _board.Put(null);

        Assert.Null(await _board.Read());
        Assert.Equal(1, _table.Reads);
    }

    private sealed class Table : IMaintenance
    {
        public StandingNotice? Standing { get; set; }

        public bool IsAway { get; set; }

        public int Reads { get; private set; }

        public ValueTask<StandingNotice?> Read(CancellationToken cancel)
        {
            Reads++;
            return IsAway ? throw new TimeoutException() : ValueTask.FromResult(Standing);
        }

        public ValueTask<Outcome<StandingNotice>> Set(Caller caller, MaintenanceNotice notice, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<Outcome<StandingNotice>> End(Caller caller, CancellationToken cancel) => throw new NotSupportedException();
    }
}
