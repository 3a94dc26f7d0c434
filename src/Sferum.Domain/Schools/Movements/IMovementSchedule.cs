namespace Sferum.Schools;

/// <summary>Movements whose day has come. Rows in the database: they outlive every process, and any number of processes may ask.</summary>
public interface IMovementSchedule
{
    /// <summary>Takes movements that are due: those whose day has begun, and those whose effect ends. Another process does not get them until the lease ends.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="lease">How long they are left to the caller.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The movements, those due first first.</returns>
    ValueTask<IReadOnlyList<Guid>> Take(int limit, TimeSpan lease, CancellationToken cancel);

    /// <summary>
    /// Lets a movement take effect, or end. By compare-and-set: of any number of calls one does it. What can't take effect fails, with the reason on the
    /// row; what is not due (any more, or yet, because the school has changed its zone) stays as it is.
    /// </summary>
    /// <param name="movement">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Which chats have to follow; null for none.</returns>
    ValueTask<RosterAct?> Apply(Guid movement, CancellationToken cancel);
}
