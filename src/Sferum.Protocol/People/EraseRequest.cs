namespace Sferum.People;

/// <summary>Erase a person from the school.</summary>
/// <param name="Reason">The request or the order; 1 to 500 characters.</param>
public sealed record EraseRequest(string Reason);
