using Microsoft.Extensions.Time.Testing;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Permits_for_commands
{
    private readonly FakeTimeProvider _time = new();
    private readonly CommandPermits _permits;

    public Permits_for_commands() => _permits = new CommandPermits(_time);

    [Fact]
    public void Are_given_out_in_slices_until_there_are_none()
    {
        Assert.Equal([20, 20, 5, 0], Enumerable.Range(0, 4).Select(_ => _permits.Lease(20, 10, 45).Count));
    }

    [Fact]
    public void Say_when_there_will_be_one_again()
    {
        Assert.Equal(new PermitLease(20, 0), _permits.Lease(20, 4, 30));
        Assert.Equal(new PermitLease(10, 250), _permits.Lease(20, 4, 30));
        Assert.Equal(new PermitLease(0, 250), _permits.Lease(20, 4, 30));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(new PermitLease(1, 250), _permits.Lease(20, 4, 30));
    }

    [Fact]
    public void Grow_again_but_not_above_what_there_can_be_at_once()
    {
        _permits.Lease(30, 4, 30);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(30, _permits.Lease(100, 4, 30).Count);
    }
}
