namespace Sferum;

/// <summary>What every hub method answers: a value, or a typed refusal. Exactly one of the two is set.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value when the request was carried out.</param>
/// <param name="Refusal">Why it was not, when it was not; nothing has changed then.</param>
public sealed record Answer<T>(T? Value, RefusalDto? Refusal)
    where T : class;

/// <summary>An expected "no", the same over the hub and over HTTP (there inside ProblemDetails).</summary>
/// <param name="Code">Dotted code, for example <c>chat.read_only</c>. Codes are stable; clients may switch on them.</param>
/// <param name="Message">The sentence for the reader, in the connection's language.</param>
/// <param name="RetryAfterMs">Set when the same request may succeed later: wait this many milliseconds, then retry with the same request id.</param>
/// <param name="Args">Values named in the sentence, such as a limit; keys are stable.</param>
public sealed record RefusalDto(string Code, string Message, int? RetryAfterMs = null, IReadOnlyDictionary<string, string>? Args = null);

/// <summary>The empty value of a request that has nothing to say but "done".</summary>
public sealed record Done
{
    /// <summary>The one instance.</summary>
    public static Done Instance { get; } = new();
}
