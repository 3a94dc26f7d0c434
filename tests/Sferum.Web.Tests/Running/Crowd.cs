using Microsoft.Data.Sqlite;
using Sferum.Chats;

namespace Sferum.Running;

/// <summary>Hundreds who have used a link and wait: rows as their phones, codes and names would have left, put straight into the host's own database.</summary>
internal static class Crowd
{
    private static readonly string[] Families =
    [
        "Берёзкина", "Ветрова", "Горина", "Дроздова", "Ёлкина", "Журавлёва", "Зимина", "Листьева", "Морозова", "Ольхова",
        "Полярная", "Рябинина", "Снегирёва", "Тундрова", "Ульева", "Фонарёва", "Хвойная", "Цветкова", "Чайкина", "Ягельная",
    ];

    private static readonly string[] Given =
    [
        "Агата", "Белла", "Вера", "Гайя", "Дарья", "Ева", "Злата", "Инга", "Кира", "Лада", "Майя", "Ника", "Олеся", "Поля", "Рада", "Сима", "Тая", "Уля", "Эля", "Яна",
    ];

    public static int Count => Families.Length * Given.Length;

    /// <summary>How the n-th is called on the desk.</summary>
    public static string Name(int n, string tag) => $"{Families[n / Given.Length]}-{tag} {Given[n % Given.Length]}";

    /// <summary>They wait to come into classes of the chat's school, and none into the chat's own class.</summary>
    public static async Task Comes(string data, ChatSummary chat, string tag)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "sferum.db"), Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var act = await connection.BeginTransactionAsync();
        var (invitation, school, classes) = await Where(connection, chat);
        var night = TimeProvider.System.GetUtcNow().AddMinutes(-Count);
        for (var n = 0; n < Count; n++)
        {
            var (family, given) = (Name(n, tag).Split(' ')[0], Name(n, tag).Split(' ')[1]);
            var (person, came) = (Guid.CreateVersion7(), night.AddMinutes(n).ToUnixTimeMilliseconds());
            await Do(
                connection,
                "INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES ($person, $given, $family, $given || ' ' || $family, $now)",
                ("$person", person), ("$given", given), ("$family", family), ("$now", came));
            await Do(
                connection,
                """
                INSERT INTO join_request (id, school_id, person_id, invitation_id, kind, role, class_id, given_name, family_name, status, created_at)
                VALUES ($id, $school, $person, $invitation, 'student', 'student', $class, $given, $family, 'pending', $now)
                """,
                ("$id", Guid.CreateVersion7()), ("$school", school), ("$person", person), ("$invitation", invitation), ("$class", classes[n % classes.Count]),
                ("$given", given), ("$family", family), ("$now", came));
        }

        await act.CommitAsync();
    }

    private static async Task<(string Invitation, string School, List<string> Classes)> Where(SqliteConnection connection, ChatSummary chat)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText =
            """
            SELECT i.id, i.school_id, c.id FROM chat AS k
            JOIN school_class AS c ON c.school_id = k.school_id AND c.id <> k.class_id AND c.archived_at IS NULL
            JOIN invitation AS i ON i.school_id = k.school_id AND i.kind = 'student'
            WHERE k.id = $chat
            """;
        ask.Parameters.AddWithValue("$chat", chat.Id);
        await using var rows = await ask.ExecuteReaderAsync();
        List<string> classes = [];
        var (invitation, school) = ("", "");
        while (await rows.ReadAsync())
        {
            (invitation, school) = (rows.GetString(0), rows.GetString(1));
            classes.Add(rows.GetString(2));
        }

        return (invitation, school, [.. classes.Distinct()]);
    }

    private static async Task Do(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
