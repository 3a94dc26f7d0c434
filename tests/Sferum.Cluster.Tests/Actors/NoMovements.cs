using Sferum.Schools;

namespace Sferum.Actors;

/// <summary>A schedule in which nothing is ever due.</summary>
internal sealed class NoMovements : IMovementSchedule
{
    public ValueTask<IReadOnlyList<Guid>> Take(int limit, TimeSpan lease, CancellationToken cancel) => new([]);

    public ValueTask<RosterAct?> Apply(Guid movement, CancellationToken cancel) => new((RosterAct?)null);
}
