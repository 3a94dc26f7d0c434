using System.Data.Common;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Push;

/// <summary>
/// Browsers for which there is something: their session lives and acts in the chat's school, its person is a member now, has neither read the newest message
/// nor been told of it, and wants to know.
/// </summary>
internal sealed class PushReaders(IDatabase database)
{
    private const string Columns =
        "w.id, w.person_id, w.endpoint, w.public_key, w.secret, w.own_from, w.own_to, w.own_zone, w.school_from, w.school_to, w.school_zone, count(*), sum(w.posts - w.had)";

    private static readonly string Staff = string.Join(", ", RoleCodes.All.Where(static r => (r & Role.Staff) != 0).Select(static r => $"'{r.Code()}'"));

    private string Greatest => database.Dialect == Dialect.PostgreSql ? "greatest" : "max";

    public async ValueTask<IReadOnlyList<PushReader>> Of(ChatId chat, Guid after, int limit, long now, CancellationToken cancel) => await Read(
        $"{Sql("m.chat_id = @chat AND s.id > @after")} ORDER BY w.id LIMIT @limit",
        now,
        cancel,
        ("chat", chat.Value), ("after", after), ("limit", limit));

    public async ValueTask<IReadOnlyList<PushReader>> Of(PersonId person, long now, CancellationToken cancel) =>
        await Read($"{Sql("s.person_id = @person")} ORDER BY w.id", now, cancel, ("person", person.Value));

    private string Sql(string which) => $"""
        SELECT {Columns} FROM (
          SELECT k.*, coalesce((SELECT x.posts FROM chat_log x WHERE x.chat_id = k.chat_id AND x.number = k.told), 0) AS had FROM (
            SELECT s.id, s.person_id, s.endpoint, s.public_key, s.secret, c.id AS chat_id, m.role, coalesce(h.level, 'all') AS level,
              {Greatest}(m.from_number, coalesce(r.number, 0), coalesce(t.number, 0)) AS told,
              coalesce((SELECT x.posts FROM chat_log x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1), 0) AS posts,
              q.from_minute AS own_from, q.to_minute AS own_to, q.zone AS own_zone, o.quiet_from AS school_from, o.quiet_to AS school_to, o.time_zone AS school_zone
            FROM push_subscription s
            JOIN session z ON z.id = s.session_id AND z.ended_at IS NULL AND z.created_at > @old AND z.last_used_at > @idle
            JOIN chat_member m ON m.person_id = s.person_id AND m.to_number IS NULL
            JOIN chat c ON c.id = m.chat_id AND c.archived_at IS NULL AND c.school_id IS NOT DISTINCT FROM z.school_id
            LEFT JOIN read_mark r ON r.chat_id = c.id AND r.person_id = s.person_id
            LEFT JOIN push_told t ON t.chat_id = c.id AND t.person_id = s.person_id
            LEFT JOIN chat_choice h ON h.chat_id = c.id AND h.person_id = s.person_id
            LEFT JOIN quiet_hours q ON q.person_id = s.person_id
            LEFT JOIN school o ON o.id = c.school_id
            WHERE {which}) k) w
        WHERE w.posts > w.had AND (w.level = 'all' OR (w.level = 'mentions' AND EXISTS (SELECT 1 FROM mention y WHERE y.chat_id = w.chat_id AND y.number > w.told AND {Mentioned})))
        GROUP BY w.id, w.person_id, w.endpoint, w.public_key, w.secret, w.own_from, w.own_to, w.own_zone, w.school_from, w.school_to, w.school_zone
        """;

    private static string Mentioned => $"""
        (y.person_id = w.person_id OR y.grp IN ('{MentionGroup.Everybody}', 'role:' || w.role) OR (y.grp = '{MentionGroup.Staff}' AND w.role IN ({Staff}))
          OR y.grp IN (SELECT 'class:' || lower(CAST(c.class_id AS text)) FROM chat_member m JOIN chat c ON c.id = m.chat_id AND c.kind = 'class'
            WHERE m.person_id = w.person_id AND m.to_number IS NULL))
        """;

    private async Task<List<PushReader>> Read(string sql, long now, CancellationToken cancel, params (string, object?)[] parameters)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now);
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(sql, [.. parameters, ("old", SessionStore.Old(at)), ("idle", SessionStore.Idle(at))]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var readers = new List<PushReader>();
        while (await row.ReadAsync(cancel))
        {
            readers.Add(new PushReader(
                row.GetGuid(0),
                new PersonId(row.GetGuid(1)),
                new PushTarget(new Uri(row.GetString(2)), row.GetFieldValue<byte[]>(3), row.GetFieldValue<byte[]>(4)),
                checked((int)row.GetInt64(11)),
                Convert.ToInt64(row.GetValue(12), System.Globalization.CultureInfo.InvariantCulture),
                Hours(row, 5),
                Hours(row, 8)));
        }

        return readers;
    }

    private static QuietHours? Hours(DbDataReader row, int first) =>
        PushSubscriptionStore.Hours(Number(row, first), Number(row, first + 1), row.IsDBNull(first + 2) ? null : row.GetString(first + 2));

    private static long? Number(DbDataReader row, int place) => row.IsDBNull(place) ? null : row.GetInt64(place);
}
