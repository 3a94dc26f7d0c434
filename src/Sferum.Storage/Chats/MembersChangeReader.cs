using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Who came and went with rows of the log: all counted, some named.</summary>
internal sealed class MembersChangeReader(IDatabase database)
{
    public async Task<Dictionary<(Guid Chat, long Number), MembersChange>> Of(
        DbConnection connection, IReadOnlyCollection<(Guid Chat, long Number)> acts, CancellationToken cancel)
    {
        var changes = new Dictionary<(Guid, long), MembersChange>();
        if (acts.Count == 0)
        {
            return changes;
        }

        var keys = new InlineTable(database, "k", ("chat", acts.Select(static a => a.Chat).ToArray()), ("number", acts.Select(static a => a.Number).ToArray()));
        await using var command = connection.Statement($"{Side(keys, 1, "came_number")} UNION ALL {Side(keys, 0, "to_number")}", keys.Parameters);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var key = (rows.GetGuid(1), rows.GetInt64(2));
            var change = changes.GetValueOrDefault(key) ?? new MembersChange();
            var person = new PersonName(new PersonId(rows.GetGuid(3)), rows.GetString(4), RoleCodes.Parse(rows.GetString(5)));
            var count = (int)rows.GetInt64(6);
            changes[key] = rows.GetInt32(0) == 1
                ? change with { Came = [.. change.Came, person], CameCount = count }
                : change with { Went = [.. change.Went, person], WentCount = count };
        }

        return changes;
    }

    private static string Side(InlineTable keys, int came, string column) => $"""
        SELECT {came}, s.chat_id, s.number, s.person_id, p.display_name, s.role, s.people FROM (
          SELECT x.chat_id, x.{column} AS number, x.person_id, x.role,
            row_number() OVER (PARTITION BY x.chat_id, x.{column} ORDER BY x.person_id) AS place,
            count(*) OVER (PARTITION BY x.chat_id, x.{column}) AS people
          FROM {keys.Sql} CROSS JOIN chat_member x WHERE x.chat_id = k.chat AND x.{column} = k.number) s
        JOIN person p ON p.id = s.person_id
        WHERE s.place <= {MembersChange.MaxNames}
        """;
}
