using Sferum.Live;

namespace Sferum;

/// <summary>Outcomes as a connection is told them: the value, or the refusal in its language.</summary>
internal static class Answers
{
    public static Answer<T> Answer<T>(this LocalConnection connection, Refusal refusal)
        where T : class => new(null, connection.Language.Words(refusal));

    public static Answer<TOut> Answer<TIn, TOut>(this LocalConnection connection, Outcome<TIn> outcome, Func<TIn, TOut> wire)
        where TOut : class => outcome.IsRefused(out var refusal) ? connection.Answer<TOut>(refusal) : new Answer<TOut>(wire(outcome.Value), null);
}
