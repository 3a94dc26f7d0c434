using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>How a <see cref="LiveConnection"/> behaves.</summary>
public sealed record LiveOptions
{
    /// <summary>The server's address, for example <c>https://school.example</c>; the hub is <see cref="HubNames.Path"/> below it. Asked before each attempt, so that a pool of gateways can be walked.</summary>
    public required Func<Uri> Server { get; init; }

    /// <summary>Where access tokens come from: <see cref="SferumClient"/> is one.</summary>
    public required IAccessTokens Tokens { get; init; }

    /// <summary>MessagePack instead of JSON.</summary>
    public bool MessagePack { get; init; }

    /// <summary>Language of refusals: <c>ru</c> or <c>en</c>.</summary>
    public string Locale { get; init; } = TextCatalogue.DefaultLocale;

    /// <summary>How far the consumer is from an earlier run, per chat.</summary>
    public IReadOnlyList<KnownChat> Known { get; init; } = [];

    /// <summary>What to do with a chat that the server calls too far behind.</summary>
    public WhenTooFar WhenTooFar { get; init; }

    /// <summary>How long a command is retried unless it says otherwise.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try waits for its answer, and one attempt to connect for its end.</summary>
    public TimeSpan AttemptLasts { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The shortest pause before the next attempt to connect.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest pause before the next attempt to connect.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Randomness of the pauses.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>The clock of pauses and deadlines.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What to do with a chat that is too far behind for Resume.</summary>
public enum WhenTooFar
{
    /// <summary>Go on at its head and tell the consumer, who pages the history.</summary>
    Jump,

    /// <summary>Read every missed event, page by page: for bots that must see all.</summary>
    ReadAll,
}
