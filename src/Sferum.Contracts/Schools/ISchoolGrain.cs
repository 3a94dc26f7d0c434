using Sferum.Chats;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>One school: the version of its roster, and the one who hands roster acts down to its classes and common chats.</summary>
[Alias("sferum.ISchoolGrain"), Operation(Operation.Inside), GrainInterfaceType("sferum.school")]
public interface ISchoolGrain : IGrainWithGuidKey
{
    /// <summary>
    /// A roster act was committed: classes and chats follow it. Called by the outbox until it succeeds; repeating it changes nothing.
    /// </summary>
    /// <param name="act">The act.</param>
    /// <returns>When every affected chat has the act in its log.</returns>
    [Alias("FollowRoster"), ResponseTimeout("00:02:00")]
    ValueTask FollowRoster(RosterAct act);
}

/// <summary>One school class: its roster version; hands roster acts down to its chats.</summary>
[Alias("sferum.IClassGrain"), Operation(Operation.Inside), GrainInterfaceType("sferum.class")]
public interface IClassGrain : IGrainWithGuidKey
{
    /// <summary>As <see cref="ISchoolGrain.FollowRoster"/>, for the chats of this class.</summary>
    /// <param name="actId">The act.</param>
    /// <param name="chats">The class's chats that are affected.</param>
    /// <returns>When each of them has the act in its log.</returns>
    [Alias("FollowRoster"), ResponseTimeout("00:01:00")]
    ValueTask FollowRoster(Guid actId, IReadOnlyList<ChatId> chats);
}

/// <summary>A committed change of who belongs where, on its way to the chats.</summary>
/// <param name="Id">The act: an outbox row.</param>
/// <param name="School">Whose.</param>
/// <param name="Chats">Affected chats, each with the class it belongs to (null for school-wide chats).</param>
[GenerateSerializer, Immutable, Alias("sferum.school.roster_act")]
public sealed record RosterAct([property: Id(0)] Guid Id, [property: Id(1)] SchoolId School, [property: Id(2)] IReadOnlyList<AffectedChat> Chats);

/// <summary>A chat that a roster act touches.</summary>
/// <param name="Chat">The chat's id.</param>
/// <param name="Class">The class it belongs to; null for school-wide chats.</param>
[GenerateSerializer, Immutable, Alias("sferum.school.affected_chat")]
public sealed record AffectedChat([property: Id(0)] ChatId Chat, [property: Id(1)] ClassId? Class);
