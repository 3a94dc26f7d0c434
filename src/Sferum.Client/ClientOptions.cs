using Sferum.People;

namespace Sferum;

/// <summary>How a <see cref="SferumClient"/> behaves.</summary>
public sealed record ClientOptions
{
    /// <summary>Language of refusals: <c>ru</c> or <c>en</c>.</summary>
    public string Language { get; init; } = TextCatalogue.DefaultLocale;

    /// <summary>A session kept from an earlier run.</summary>
    public SignedIn? Session { get; init; }

    /// <summary>Told of each new pair of tokens, before it is used: the earlier refresh token is spent, so keep this one.</summary>
    public Action<SignedIn>? Renewed { get; init; }

    /// <summary>The clock by which tokens age.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
