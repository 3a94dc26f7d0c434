using Orleans.Runtime;

namespace Sferum.Live;

/// <summary>A client may believe "nothing has changed" only where that is certain.</summary>
public sealed class Outages_in_words
{
    private static readonly Outcome<Unit> Done = default(Unit);

    [Fact]
    public void A_silo_that_dies_under_a_command_leaves_the_outcome_unknown()
    {
        Assert.Equal(Refusals.OutcomeUnknown, Failures.Refusal(new SiloUnavailableException(), changes: true));
        Assert.Equal(Refusals.OutcomeUnknown, Failures.Refusal(new TimeoutException(), changes: true));
    }

    [Fact]
    public void What_never_reached_the_actor_or_changes_nothing_is_only_unavailable()
    {
        Assert.Equal(Refusals.Unavailable, Failures.Refusal(new GatewayTooBusyException(), changes: true));
        Assert.Equal(Refusals.Unavailable, Failures.Refusal(new TimeoutException(), changes: false));
    }

    [Fact]
    public void Later_to_the_second_try_says_nothing_about_the_first()
    {
        Assert.True(Failures.Of<Unit>(Refusals.OutcomeUnknown, Refusals.Overloaded).IsRefused(out var unknown));
        Assert.Equal(Refusals.OutcomeUnknown, unknown);
        Assert.True(Failures.Of<Unit>(Refusals.Unavailable, Refusals.Overloaded).IsRefused(out var later));
        Assert.Equal(Refusals.Overloaded, later);
        Assert.True(Failures.Of<Unit>(Refusals.OutcomeUnknown, Refusals.ReadOnlyChat).IsRefused(out var no));
        Assert.Equal(Refusals.ReadOnlyChat, no);
        Assert.False(Failures.Of(Refusals.OutcomeUnknown, Done).IsRefused(out _));
    }
}
