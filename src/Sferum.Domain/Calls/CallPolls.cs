using Sferum.Chats;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>The quick poll of a session: one at a time, one answer a person, counts instead of names.</summary>
public static class CallPolls
{
    /// <summary>Somebody answers, or answers otherwise than before.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who; is in.</param>
    /// <param name="answer">What.</param>
    /// <returns>Why not; null when it is so.</returns>
    internal static Refusal? Answer(StoredCall call, PersonId person, PollAnswer answer)
    {
        if (call.Seats[person].Listens)
        {
            return Refusals.ListensOnly;
        }

        if (call.Poll is not { Closed: false } poll || poll.Number != answer.Poll)
        {
            return Refusals.PollOver;
        }

        if (answer.Option < 0 || answer.Option >= poll.Options.Count)
        {
            return Refusals.Malformed;
        }

        poll.Answers[person] = answer.Option;
        return null;
    }

    /// <summary>The poll as somebody sees it.</summary>
    /// <param name="call">The session.</param>
    /// <param name="forLeaders">Whether with counts while it is open.</param>
    /// <param name="mine">Whose own answer is in it; null: nobody's.</param>
    /// <returns>The poll; null when none was asked.</returns>
    public static CallPollState? State(StoredCall call, bool forLeaders, PersonId? mine = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Poll is not { } poll)
        {
            return null;
        }

        return new CallPollState
        {
            Number = poll.Number,
            Question = poll.Question,
            Options = [.. poll.Options],
            Closed = poll.Closed,
            Shown = poll.Shown,
            Answered = poll.Answers.Count,
            Counts = forLeaders || poll.Closed || poll.Shown ? [.. poll.Options.Select((_, i) => poll.Answers.Values.Count(a => a == i))] : null,
            Mine = mine is { } person && poll.Answers.TryGetValue(person, out var option) ? option : null,
        };
    }

    /// <summary>Whether somebody who leads may do an act about the poll.</summary>
    internal static Refusal? May(StoredCall call, LeadCall command)
    {
        var isOpen = call.Poll is { Closed: false };
        return command.Person is not null ? Refusals.Malformed
            : command.Act != CallAct.AskPoll ? (isOpen ? null : Refusals.PollOver)
            : command.Poll is not { Options.Count: >= CallLimits.FewestOptions and <= CallLimits.MostOptions } asked ? Refusals.Malformed
            : isOpen ? Refusals.PollOpen
            : Faults(asked);
    }

    /// <summary>An act about the poll; <see cref="May"/> has said yes.</summary>
    internal static void Lead(StoredCall call, LeadCall command)
    {
        switch (command.Act)
        {
            case CallAct.AskPoll:
                call.Poll = new StoredCallPoll
                {
                    Number = (call.Poll?.Number ?? 0) + 1,
                    Question = Clean(command.Poll!.Question),
                    Options = [.. command.Poll.Options.Select(Clean)],
                };
                break;
            case CallAct.ShowPoll:
                call.Poll!.Shown = command.On;
                break;
            default:
                call.Poll!.Closed = true;
                break;
        }
    }

    private static Refusal? Faults(LeadPoll asked) =>
        Fault(asked.Question, CallLimits.Question)
        ?? asked.Options.Select(static o => Fault(o, CallLimits.Option)).FirstOrDefault(static f => f is not null)
        ?? (asked.Options.Select(Clean).Distinct(StringComparer.OrdinalIgnoreCase).Count() < asked.Options.Count ? Refusals.Malformed : null);

    private static Refusal? Fault(string text, int limit) =>
        ChatText.Normalise(text, out var clean) is { } refusal ? refusal : clean.Length > limit ? Refusals.TextTooLong(limit) : null;

    private static string Clean(string text)
    {
        _ = ChatText.Normalise(text, out var clean);
        return clean;
    }
}
