namespace Sferum.Calls;

/// <summary>The quick poll of a session: counts, never names.</summary>
public sealed record CallPollDto
{
    /// <summary>Counts the polls of the session.</summary>
    public required int Number { get; init; }

    /// <summary>What is asked.</summary>
    public required string Question { get; init; }

    /// <summary>What can be answered.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whether it is over.</summary>
    public required bool Closed { get; init; }

    /// <summary>Whether all see how it stands while it is open.</summary>
    public required bool Shown { get; init; }

    /// <summary>How many have answered.</summary>
    public required int Answered { get; init; }

    /// <summary>How many chose each option; null for members as long as it is neither shown nor over.</summary>
    public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>What one has answered oneself, from 0; only in answers to <c>JoinCall</c> and <c>CallNow</c>.</summary>
    public int? Mine { get; init; }
}

/// <summary>A quick poll that a leader asks.</summary>
/// <param name="Question">What is asked, up to 300 characters.</param>
/// <param name="Options">What can be answered: 2 to 6, different, up to 100 characters each.</param>
public sealed record LeadPollDto(string? Question, IReadOnlyList<string?>? Options);

/// <summary>An answer to the quick poll.</summary>
/// <param name="Poll">Which one: its number.</param>
/// <param name="Option">Which option, from 0.</param>
public sealed record PollAnswerDto(int Poll, int Option);
