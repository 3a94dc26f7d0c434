namespace Sferum.Faults;

/// <summary>A kind of fault. It does its harm, and undoes what does not end by itself; processes that are gone are started by the run.</summary>
internal abstract class Fault
{
    public abstract string Name { get; }

    /// <summary>Whether a process dies by SIGKILL.</summary>
    public virtual bool IsKill => false;

    /// <summary>Which promise says how fast it recovers, and the bound.</summary>
    public virtual TimeSpan? Bound => null;

    /// <summary>Does it.</summary>
    /// <param name="scene">Where.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>To whom it was done, and anything worth knowing.</returns>
    public abstract Task<string> Strike(Scene scene, CancellationToken cancel);
}
