namespace Sferum.People;

/// <summary>Sends a letter.</summary>
public interface IMailSender
{
    /// <summary>Sends.</summary>
    /// <param name="message">What and to whom.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>True when the mail server took it.</returns>
    ValueTask<bool> Send(MailLetter message, CancellationToken cancel);
}

/// <summary>A letter of plain text.</summary>
/// <param name="To">Address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text.</param>
public sealed record MailLetter(string To, string Subject, string Text)
{
    /// <summary>Says nothing of whom it is for, nor what about.</summary>
    public override string ToString() => "letter";
}
