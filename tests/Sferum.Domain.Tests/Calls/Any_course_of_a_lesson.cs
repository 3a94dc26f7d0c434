using CsCheck;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>Whatever teachers and students do in whatever order: what must hold of a session holds after each step.</summary>
public sealed class Any_course_of_a_lesson
{
    private const int People = 5;
    private static readonly PersonId[] Who = [.. Enumerable.Range(0, People).Select(static i => new PersonId(new Guid(i + 1, 0, 0, new byte[8])))];
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int What, int Who, int Whom, int Act, bool On)[]> Steps =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, People - 1], Gen.Int[0, People], Gen.Int[1, 19], Gen.Bool).Array[1, 60];

    [Fact]
    public void Keeps_what_a_session_promises() => Steps.Sample(static steps =>
    {
        var call = new StoredCall { StartedAt = Start.ToUnixTimeMilliseconds(), EmptySince = Start.ToUnixTimeMilliseconds() };
        var now = Start;
        foreach (var step in steps)
        {
            now += TimeSpan.FromSeconds(step.What == 6 ? 70 : 1);
            Do(call, step, now);
            if (Broken(call) is { } broken)
            {
                throw new InvalidOperationException($"{broken} after {step}");
            }
        }
    });

    private static void Do(StoredCall call, (int What, int Who, int Whom, int Act, bool On) step, DateTimeOffset now)
    {
        var (who, turn) = (Who[step.Who], new CallTurn());
        var leads = step.Who < 2;
        switch (step.What)
        {
            case 0 or 1:
                var line = new CallLine("g", null!, $"{step.Who}-{step.Act}");
                CallPeople.Enter(call, new PersonName(who, "x", leads ? Role.ClassTeacher : step.Who == 2 ? Role.SubjectTeacher : Role.Student), leads, listens: step.Who == 4, new JoinCall(line, step.On, true), now, turn);
                break;
            case 2:
                CallPeople.Leave(call, who, now, turn);
                break;
            case 3:
                CallPeople.Lose(call, who, call.Seats.GetValueOrDefault(who)?.Line ?? "", now, turn);
                break;
            case 4:
                CallLead.Own(call, who, new OwnSeat { Microphone = step.On, Camera = !step.On, Hand = step.On }, turn);
                break;
            case 5:
                var command = new LeadCall(ActOf(step.Act), step.Whom < People ? Who[step.Whom] : null, step.On, (CallLocks)(step.Act & 15))
                {
                    Groups = new LeadGroups { Count = 1 + step.Who, Random = step.On, Group = step.Whom % 4, Minutes = step.On ? 1 : null, Text = "x" },
                };
                if (CallLead.May(call, who, command) is null)
                {
                    CallLead.Lead(call, command, now, turn);
                }

                break;
            default:
                CallPeople.Pass(call, now, turn);
                break;
        }
    }

    /// <summary>The last four are about groups.</summary>
    private static CallAct ActOf(int number) => number <= 15 ? (CallAct)number : CallAct.PrepareGroups + (number - 16);

    private static string? Broken(StoredCall call)
    {
        var inside = call.Seats.Where(static s => s.Value.Place == CallPlace.Inside).ToList();
        if (call.EndedAt is not null)
        {
            return inside.Count > 0 || call.Hands.Count > 0 ? "somebody is in a session that is over" : null;
        }

        return inside.Exists(s => s.Value.Microphone && !CallPeople.MaySpeak(call, s.Value)) ? "a locked microphone is on"
            : inside.Exists(s => s.Value.Camera && !CallPeople.MayShow(call, s.Value)) ? "a locked camera is on"
            : call.Hands.Exists(h => call.Inside(h) is null) || call.Hands.Distinct().Count() != call.Hands.Count ? "a hand of nobody"
            : inside.Exists(static s => s.Value is { AwaySince: null, Role: CallRole.Leader }) == call.LeaderlessSince is not null && call.Seats.Count > 0 ? "who leads is not known"
            : inside.Count > 0 == call.EmptySince is not null ? "whether anybody is there is not known"
            : call.Seats.Values.Any(static s => s is { Role: CallRole.CoLeader, InChat: not Role.SubjectTeacher }) ? "somebody helps who is no staff"
            : call.Seats.Values.Any(static s => s.Blocked && s.Place != CallPlace.Outside && s.Role == CallRole.Member) ? "whoever is blocked is there"
            : call.Seats.Values.Any(s => s.Group < 0 || s.Group > (call.Groups?.Count ?? 0)) ? "somebody is in a group that there is not"
            : call.Seats.Values.Any(static s => s.Place == CallPlace.Outside && (s.Microphone || s.Camera || s.AwaySince is not null)) ? "something is left of somebody who is gone"
            : null;
    }
}
