using Sferum.Load.Accounts;

namespace Sferum.Load.Posting;

/// <summary>Makes the connections of a run and holds them.</summary>
internal interface IFleet : IAsyncDisposable
{
    /// <summary>What a person should know of the run: refusals, lines that broke.</summary>
    IEnumerable<string> Remarks { get; }

    /// <summary>Opens a connection and follows its chat; ready when it is told everything that is posted from then on.</summary>
    Task<ILine> Open(int index, Place place, LoadChat? chat, CancellationToken cancel);
}
