namespace Sferum.Calls;

/// <summary>
/// Whether two people may be connected with each other where no media server is configured. Only in the demonstration: nothing that a leader forbids can
/// be enforced then, and each browser learns the other's address.
/// </summary>
/// <param name="IsOn">Whether it may be.</param>
public sealed record DirectSwitch(bool IsOn);
