using Sferum.People;

namespace Sferum.Calls;

/// <summary>What one browser says to the other where media flows between the two.</summary>
/// <param name="From">Whose browser.</param>
/// <param name="Epoch">Of which epoch: what belongs to another one has no meaning.</param>
/// <param name="Kind">An offer, an answer or candidates.</param>
/// <param name="Sdp">The offer or the answer.</param>
/// <param name="Candidates">The candidates, in order.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.direct_word")]
public sealed record DirectWord(
    [property: Id(0)] PersonId From, [property: Id(1)] int Epoch, [property: Id(2)] SignalKind Kind, [property: Id(3)] string? Sdp,
    [property: Id(4)] IReadOnlyList<CandidateLine> Candidates);
