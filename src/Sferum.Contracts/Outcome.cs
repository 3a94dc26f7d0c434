using System.Diagnostics.CodeAnalysis;

namespace Sferum;

/// <summary>A value, or an expected "no". Exceptions are left for bugs and outages.</summary>
/// <typeparam name="T">The value's type.</typeparam>
[GenerateSerializer, Immutable, Alias("sferum.outcome`1")]
public readonly record struct Outcome<T>
{
    [Id(0)] private readonly T? _value;
    [Id(1)] private readonly Refusal? _refusal;

    private Outcome(T? value, Refusal? refusal) => (_value, _refusal) = (value, refusal);

    /// <summary>Why not; null when there is a value.</summary>
    public Refusal? Refusal => _refusal;

    /// <summary>The value. Ask <see cref="IsRefused"/> first: reading it from a refusal throws.</summary>
    public T Value => _refusal is null ? _value! : throw new InvalidOperationException(_refusal.Code);

    /// <summary>Whether it was refused, and why.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <returns>True when there is no value.</returns>
    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal) => (refusal = _refusal) is not null;

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Wraps a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of a command that has nothing to say but that it is done.</summary>
[GenerateSerializer, Immutable, Alias("sferum.unit")]
public readonly record struct Unit;

/// <summary>An expected "no". The sentence for it stands in the text catalogues under its code.</summary>
/// <param name="Code">Dotted code; see <see cref="Refusals"/>.</param>
/// <param name="RetryAfterMs">Set when the same request may succeed later.</param>
/// <param name="Args">Values named in the sentence.</param>
[GenerateSerializer, Immutable, Alias("sferum.refusal")]
public sealed record Refusal(
    [property: Id(0)] string Code,
    [property: Id(1)] int? RetryAfterMs = null,
    [property: Id(2)] IReadOnlyDictionary<string, string>? Args = null);
