namespace Sferum;

/// <content>What is refused about the regulation and consents.</content>
public static partial class Refusals
{
    /// <summary>Another version is in force by now: read it again.</summary>
    public static readonly Refusal RegulationChanged = new("regulation.changed");

    /// <summary>The school wants its regulation accepted first; until then only reading and accepting it is open.</summary>
    public static readonly Refusal RegulationAcceptanceNeeded = new("regulation.acceptance_needed");

    /// <summary>A consent for this student stands already.</summary>
    public static readonly Refusal ConsentStanding = new("consent.standing");

    /// <summary>The consent of the legal representative was withdrawn: the student reads and does not write.</summary>
    public static readonly Refusal ConsentMissing = new("consent.missing");
}
