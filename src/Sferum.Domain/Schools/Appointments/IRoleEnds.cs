namespace Sferum.Schools;

/// <summary>Roles that end by themselves: a deputy's, a substitute's. From their time on they count for nothing; this makes it history and tells the chats.</summary>
public interface IRoleEnds
{
    /// <summary>Ends the roles of one school that are over. Mostly there are none, and a look costs one indexed read.</summary>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What has changed; null when no role was over.</returns>
    ValueTask<Enacted<Appointed>?> EndSome(CancellationToken cancel);
}
