using System.Diagnostics.CodeAnalysis;

namespace Sferum;

/// <summary>
/// What came of a request: its value, a typed refusal, or neither: then nobody knows whether it was carried out, and the same request with the same
/// request id may be sent again. Expected outcomes are values; an exception means a bug or a cancelled call.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed record Reply<T>
    where T : class
{
    /// <summary>The value; null unless it was carried out.</summary>
    public T? Value { get; init; }

    /// <summary>Why it was refused; null unless it was.</summary>
    public RefusalDto? Refusal { get; init; }

    /// <summary>What broke on the way, when the outcome is unknown.</summary>
    public Exception? Cause { get; init; }

    /// <summary>How often it was sent. An unknown outcome after 0 tries was certainly not carried out.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>Whether an earlier try of a refused request was left without an answer.</summary>
    public bool WasUnsure { get; init; }

    /// <summary>Whether it was carried out.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Value is not null;

    /// <summary>Whether it was refused.</summary>
    [MemberNotNullWhen(true, nameof(Refusal))]
    public bool IsRefused => Refusal is not null;

    /// <summary>Whether nobody knows.</summary>
    public bool IsUnknown => Value is null && Refusal is null;

    /// <summary>The value, for callers for whom everything else is a fault of their own.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">It was refused, or the outcome is unknown.</exception>
    public T Must() => Value ?? throw new InvalidOperationException(Refusal is { } no ? $"{no.Code}: {no.Message}" : "The outcome is unknown.", Cause);
}
