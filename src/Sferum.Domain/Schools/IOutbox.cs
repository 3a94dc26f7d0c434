namespace Sferum.Schools;

/// <summary>
/// Committed roster acts that the actors have not been told of yet. Whoever commits an act adds its row in the same transaction; a pump
/// takes it, tells the school, and only then calls it done: after a crash the act comes again.
/// </summary>
public interface IOutbox
{
    /// <summary>Takes the acts that have been due the longest. Nobody else gets them before the lease has passed; then they come again.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="lease">How long the taker needs at most.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The acts; empty when none is due. An import that is still writing holds its act back, so that each chat tells of it in one row.</returns>
    ValueTask<IReadOnlyList<RosterAct>> Take(int limit, TimeSpan lease, CancellationToken cancel);

    /// <summary>Every affected chat has the act in its log: it is forgotten. An unknown act is forgotten already.</summary>
    /// <param name="act">The act.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed.</returns>
    ValueTask Done(Guid act, CancellationToken cancel);
}
