using Sferum.Schools;

namespace Sferum.People;

/// <summary>
/// Who sends a command. Made by the gateway from the connection's token, never taken from what the client sends;
/// the first argument of each command, so that no command carries its author.
/// </summary>
/// <param name="Person">The person.</param>
/// <param name="Session">The session the connection belongs to.</param>
/// <param name="School">The school the session acts in; null for the whole deployment.</param>
/// <param name="Roles">Roles held there.</param>
[GenerateSerializer, Immutable, Alias("sferum.caller")]
public sealed record Caller(
    [property: Id(0)] PersonId Person,
    [property: Id(1)] SessionId Session,
    [property: Id(2)] SchoolId? School,
    [property: Id(3)] Role Roles);
