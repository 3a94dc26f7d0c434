using Sferum.People;

namespace Sferum.Operators;

/// <summary>A notice that stands.</summary>
/// <param name="Id">Another one with each change, so that whoever has put the former away sees this one.</param>
/// <param name="Notice">What it says.</param>
public sealed record StandingNotice(Guid Id, MaintenanceNotice Notice);

/// <summary>The announcement of maintenance: one for the whole deployment, or none.</summary>
public interface IMaintenance
{
    /// <summary>The notice that stands now.</summary>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The notice; null when there is none, or its time is over.</returns>
    ValueTask<StandingNotice?> Read(CancellationToken cancel);

    /// <summary>Announces maintenance, or changes what was announced.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="notice">What, from when until when.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The notice; refused when the caller may not, or a field has a value that it can't have.</returns>
    ValueTask<Outcome<StandingNotice>> Set(Caller caller, MaintenanceNotice notice, CancellationToken cancel);

    /// <summary>Takes the announcement back.</summary>
    /// <param name="caller">An operator.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What stood there; not found when nothing did, refused when the caller may not.</returns>
    ValueTask<Outcome<StandingNotice>> End(Caller caller, CancellationToken cancel);
}
