namespace Sferum.Schools;

/// <summary>
/// Roster acts that are committed and still have to be told to the actors. An act is written in the transaction that makes it and stays until
/// every affected chat has it in its log, so it survives any crash; telling it twice changes nothing.
/// </summary>
public interface IOutbox
{
    /// <summary>
    /// Takes the oldest acts that nobody works on. Another process does not get them until the lease ends; since telling an act twice is
    /// harmless, the lease only saves work.
    /// </summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="lease">How long they are left to the caller.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The acts, oldest first; of one school in the order in which they were committed.</returns>
    ValueTask<IReadOnlyList<RosterAct>> Take(int limit, TimeSpan lease, CancellationToken cancel);

    /// <summary>The act is in the log of every affected chat: its row goes.</summary>
    /// <param name="act">The act.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is gone.</returns>
    ValueTask Done(Guid act, CancellationToken cancel);

    /// <summary>The act could not be told now: it is free to be taken again after a pause.</summary>
    /// <param name="act">The act.</param>
    /// <param name="pause">How long to leave it alone.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is noted.</returns>
    ValueTask Failed(Guid act, TimeSpan pause, CancellationToken cancel);
}
