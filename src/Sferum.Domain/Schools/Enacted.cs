namespace Sferum.Schools;

/// <summary>
/// An act that is committed. Its affected chats are told before the caller is answered; should that fail or the process end, the outbox does it.
/// </summary>
/// <typeparam name="T">The type of what there is to say about it.</typeparam>
/// <param name="Value">What there is to say about it.</param>
/// <param name="Act">Which chats have to follow; null when none.</param>
public sealed record Enacted<T>(T Value, RosterAct? Act);
