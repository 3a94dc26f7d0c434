using Sferum.People;

namespace Sferum.Calls;

/// <summary>A quick poll that a leader asks.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Options">What can be answered, 2 to 6.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.lead_poll")]
public sealed record LeadPoll([property: Id(0)] string Question, [property: Id(1)] IReadOnlyList<string> Options);

/// <summary>An answer to the quick poll.</summary>
/// <param name="Poll">Which poll, by its number.</param>
/// <param name="Option">Which option, from 0.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.poll_answer")]
public sealed record PollAnswer([property: Id(0)] int Poll, [property: Id(1)] int Option);

/// <summary>The quick poll as it is stored: one at a time.</summary>
[GenerateSerializer, Alias("sferum.call.stored_poll")]
public sealed class StoredCallPoll
{
    /// <summary>Counts the polls of the session.</summary>
    [Id(0)] public int Number { get; set; }

    /// <summary>What is asked.</summary>
    [Id(1)] public string Question { get; set; } = "";

    /// <summary>What can be answered.</summary>
    [Id(2)] public List<string> Options { get; set; } = [];

    /// <summary>Who has answered what. Nobody but the session's actor sees it by name.</summary>
    [Id(3)] public Dictionary<PersonId, int> Answers { get; set; } = [];

    /// <summary>Whether it is over: nobody answers any more, and all see how it came out.</summary>
    [Id(4)] public bool Closed { get; set; }

    /// <summary>Whether all see how it stands while it is open.</summary>
    [Id(5)] public bool Shown { get; set; }
}

/// <summary>The quick poll as participants see it: counts, never names.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.poll")]
public sealed record CallPollState
{
    /// <summary>Counts the polls of the session.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>What is asked.</summary>
    [Id(1)] public required string Question { get; init; }

    /// <summary>What can be answered.</summary>
    [Id(2)] public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whether it is over.</summary>
    [Id(3)] public bool Closed { get; init; }

    /// <summary>Whether all see how it stands while it is open.</summary>
    [Id(4)] public bool Shown { get; init; }

    /// <summary>How many have answered.</summary>
    [Id(5)] public required int Answered { get; init; }

    /// <summary>How many chose each option; null for members as long as neither shown nor over.</summary>
    [Id(6)] public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>What the reader has answered; only where the state is for one person.</summary>
    [Id(7)] public int? Mine { get; init; }
}
