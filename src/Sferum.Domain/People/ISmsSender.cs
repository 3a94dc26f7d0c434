namespace Sferum.People;

/// <summary>Sends a text to a phone.</summary>
public interface ISmsSender
{
    /// <summary>Sends.</summary>
    /// <param name="message">What and to whom.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>True when the provider took it; false when it did not, or did not answer in time (it may arrive all the same).</returns>
    ValueTask<bool> Send(SmsMessage message, CancellationToken cancel);
}

/// <summary>A text to a phone.</summary>
/// <param name="Id">Names it: a provider that knows idempotency keys sends it once.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Text">The text.</param>
public sealed record SmsMessage(Guid Id, string Phone, string Text)
{
    /// <summary>Says only which: a phone or a code must not reach a log by way of this record.</summary>
    public override string ToString() => $"sms {Id}";
}
