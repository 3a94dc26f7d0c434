namespace Sferum.Schools;

/// <summary>What is allowed to an import.</summary>
/// <param name="SkipBadRows">Take what is good even when other rows are bad.</param>
/// <param name="AllowLargeRemoval">End more than a mistake in a file should be able to end.</param>
public sealed record RosterLeave(bool SkipBadRows = false, bool AllowLargeRemoval = false);
