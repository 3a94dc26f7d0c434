namespace Sferum.Wire;

/// <summary>What a script needs from outside.</summary>
internal interface IStage
{
    /// <summary>A line of the transcript.</summary>
    Task Say(string line);

    /// <summary>Something that only the server's owner can do: <c>kill</c> and <c>stop</c> it and start it again, <c>end</c> my session.</summary>
    Task Act(string act);
}
