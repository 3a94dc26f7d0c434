namespace Sferum.Push;

/// <summary>
/// Whether this deployment sends notifications to browsers that nobody looks at. Off unless it was chosen: the browsers' push services are third parties.
/// </summary>
/// <param name="IsOn">Whether it does.</param>
public sealed record PushSwitch(bool IsOn);
