using Orleans.Runtime;
using Sferum.Chats;
using Sferum.District;

namespace Sferum.Campaigns;

/// <summary>What a call with somebody else's chat id must not change.</summary>
/// <param name="Activations">Actors of chats that are awake.</param>
/// <param name="Rows">Rows of all tables of chats.</param>
internal sealed record Counts(int Activations, long Rows)
{
    private static readonly string[] Tables = ["chat", "chat_member", "chat_log", "message", "evidence", "pin", "reaction", "message_rev", "read_mark"];

    public static async Task<Counts> Of(TestDistrict district)
    {
        long rows = 0;
        foreach (var table in Tables)
        {
            rows += await district.Town.Count($"SELECT count(*) FROM {table}");
        }

        return new Counts(await Awake(district), rows);
    }

    /// <summary>Chats whose actor is awake.</summary>
    public static async Task<int> Awake(TestDistrict district)
    {
        var chats = district.Cluster.GetGrain<IChatGrain>(Guid.Empty).GetGrainId().Type;
        var reports = await district.Cluster.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return reports.Count(r => r.GrainId.Type == chats);
    }
}
