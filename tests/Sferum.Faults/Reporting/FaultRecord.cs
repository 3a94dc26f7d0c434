using Sferum.History;

namespace Sferum.Faults;

/// <summary>One fault and what came after it.</summary>
/// <param name="Fault">Which.</param>
/// <param name="What">To whom, how long.</param>
/// <param name="Lasted">From its beginning to its end.</param>
/// <param name="Silence">The longest that any device had no answer to a post, with several of them under way or waiting all the time.</param>
/// <param name="Recovered">From its end until every device had an answer to a post begun after it (after the kill, or after what lasted); null when not all had one in time.</param>
/// <param name="Healed">From its end until every process was ready again.</param>
/// <param name="Breaks">Lines of devices that broke.</param>
/// <param name="LongestBreak">The longest that a device was without a line.</param>
internal sealed record FaultRecord(
    Fault Fault, string What, TimeSpan Lasted, TimeSpan Silence, TimeSpan? Recovered, TimeSpan Healed, int Breaks, TimeSpan LongestBreak)
{
    /// <summary>What P16 bounds: the time in which sends do not work, for a gateway that of its clients without a line; for what lasts the time from its end.</summary>
    public TimeSpan? Measured => Fault switch
    {
        KilledGateway or StoppedGateway => LongestBreak,
        KilledSilo or KilledPostgres or StoppedSilo => Recovered is null ? null : Silence,
        _ => Recovered,
    };
}

/// <summary>What came of a run.</summary>
internal sealed record RunResult(RunPlan Plan, TimeSpan Took, IReadOnlyList<FaultRecord> Faults, Verdict Verdict, IReadOnlyList<string> Problems)
{
    public int Kills => Faults.Count(static f => f.Fault.IsKill);

    public int ExitCode => Verdict.ExitCode == 1 || Problems.Count > 0 ? 1 : Verdict.ExitCode;
}
