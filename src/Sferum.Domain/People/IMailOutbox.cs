namespace Sferum.People;

/// <summary>
/// Letters that committed acts have written and that still have to be sent. A letter is kept in the transaction of its act and stays until a mail server
/// has taken it: it may come twice, it is not lost.
/// </summary>
public interface IMailOutbox
{
    /// <summary>Takes the oldest letters that nobody sends.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="lease">How long they are left to the caller.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The letters.</returns>
    ValueTask<IReadOnlyList<QueuedLetter>> Take(int limit, TimeSpan lease, CancellationToken cancel);

    /// <summary>The letter is sent, or given up: its row goes.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is gone.</returns>
    ValueTask Done(Guid letter, CancellationToken cancel);

    /// <summary>The letter could not be sent now.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="pause">How long to leave it alone.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is noted.</returns>
    ValueTask Failed(Guid letter, TimeSpan pause, CancellationToken cancel);
}

/// <summary>A letter to be sent. Its sentences stand in the text catalogues under <c>letters</c>, as <c>….subject</c> and <c>….text</c>.</summary>
/// <param name="Id">Its row.</param>
/// <param name="At">When it was written.</param>
/// <param name="To">Address.</param>
/// <param name="Code">The code of its sentences.</param>
/// <param name="Args">Values named in them.</param>
/// <param name="Locale">The reader's language.</param>
public sealed record QueuedLetter(Guid Id, DateTimeOffset At, string To, string Code, IReadOnlyDictionary<string, string> Args, string Locale)
{
    /// <summary>Says nothing of whom it is for, nor what about.</summary>
    public override string ToString() => "letter";
}
