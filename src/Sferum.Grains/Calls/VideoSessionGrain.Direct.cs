using Sferum.People;

namespace Sferum.Calls;

/// <summary>
/// The demonstration without a media server: two browsers are connected with each other, and the session passes on what each says to the other. Nothing
/// of what is said is looked into, and nothing that flows can be enforced.
/// </summary>
internal sealed partial class VideoSessionGrain
{
    private readonly Dictionary<PersonId, (long Since, int Count)> _words = [];

    private bool IsDirect => direct.IsOn && servers.Nodes.Count == 0;

    private static bool IsDirectWord(SignalKind kind) => kind is SignalKind.DirectOffer or SignalKind.DirectAnswer or SignalKind.DirectCandidate;

    /// <summary>Whoever comes in anew knows of no connection: both begin one.</summary>
    private void BeginDirect(Seat seat, JoinCall command)
    {
        if (IsDirect && seat.Place == CallPlace.Inside && !command.Resume)
        {
            Call.Epoch++;
        }
    }

    /// <summary>To the other one who is in, and to nobody else: the sender does not choose to whom.</summary>
    private Outcome<Signalled> Relay(PersonId person, Seat seat, Signal signal)
    {
        if (!IsDirect)
        {
            return Refusals.NotDirect;
        }

        if (signal.Candidates.Any(static c => c.Candidate?.Length > CallLimits.DirectCandidate || c.Mid?.Length > CallLimits.DirectCandidate))
        {
            return Refusals.Malformed;
        }

        if (!MayTalk(person))
        {
            return Refusals.TooMany;
        }

        var other = Call.Seats.FirstOrDefault(s => s.Key != person && s.Value is { Place: CallPlace.Inside, AwaySince: null } && CallGroups.Meet(Call, seat, s.Value));
        if (other.Value is null)
        {
            return Refusals.NotFound;
        }

        Send(other.Value.Gateway, new CallNews
        {
            Id = Id,
            To = [(other.Key, other.Value.Line)],
            Direct = new DirectWord(person, signal.Epoch, signal.Kind, signal.Sdp, signal.Candidates),
        });
        return Signalled.Nothing;
    }

    private bool MayTalk(PersonId person)
    {
        var (since, count) = _words.GetValueOrDefault(person);
        if (since == 0 || time.GetElapsedTime(since) >= CallLimits.DirectWindow)
        {
            (since, count) = (time.GetTimestamp(), 0);
        }

        _words[person] = (since, count + 1);
        return count < CallLimits.DirectWords;
    }
}
