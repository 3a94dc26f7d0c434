using System.Data.Common;
using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Actors;

/// <summary>An invented school with a class, written straight into the tables (SQLite).</summary>
internal sealed class World(DbDataSource source)
{
    public SchoolId School { get; } = SchoolId.New();

    public ClassId Class { get; } = ClassId.New();

    /// <summary>A class chat that nobody is in yet: its people come with the first roster act.</summary>
    public async Task<ChatId> ClassChat(ClassId? ofClass = null)
    {
        var (chat, its) = (ChatId.New(), ofClass ?? Class);
        await Run("INSERT OR IGNORE INTO school (id, name, created_at) VALUES ($a, 'Школа', 1)", School.Value);
        await Run("INSERT INTO school_class (id, school_id, title, school_year, created_at) VALUES ($a, $b, $c, 2026, 1)", its.Value, School.Value, its.ToString());
        await Run("INSERT INTO chat (id, school_id, kind, title, class_id, created_at) VALUES ($a, $b, 'class', '7Б', $c, 1)", chat.Value, School.Value, its.Value);
        return chat;
    }

    /// <summary>Somebody in the class, by the roster.</summary>
    public async Task<Caller> Enroll(Role role, string name = "Ким Олег", ClassId? inClass = null)
    {
        var person = PersonId.New();
        await Run(
            "INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES ($a, 'О', 'К', $b, 1)", person.Value, name);
        await Run(
            "INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at) VALUES ($a, $b, $c, $d, $e, 1)",
            Guid.CreateVersion7(), person.Value, School.Value, (inClass ?? Class).Value, role == Role.Student ? "student" : "teacher");
        return new Caller(person, SessionId.New(), School, role);
    }

    /// <summary>Many students in the class at once.</summary>
    public async Task<Caller[]> EnrollMany(int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => new Caller(PersonId.New(), SessionId.New(), School, Role.Student)).ToArray();
        foreach (var some in people.Chunk(200))
        {
            await Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES "
                + string.Join(", ", some.Select(static p => $"({Literal(p.Person.Value)}, 'О', 'К', 'Ким Олег', 1)")));
            await Run("INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at) VALUES "
                + string.Join(", ", some.Select(p => $"({Literal(Guid.CreateVersion7())}, {Literal(p.Person.Value)}, $a, $b, 'student', 1)")),
                School.Value, Class.Value);
        }

        return people;
    }

    /// <summary>The person's enrollment ends.</summary>
    public Task Leave(Caller caller) => Run("UPDATE enrollment SET ended_at = 2 WHERE person_id = $a AND ended_at IS NULL", caller.Person.Value);

    public async Task<long> Count(string table, ChatId chat)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = Command(connection, $"SELECT count(*) FROM {table} WHERE chat_id = $a", chat.Value);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Rows of every table together: what a command has written in all. Read marks are not counted: they are written behind, for many commands at once.</summary>
    public async Task<long> AllRows()
    {
        await using var connection = await source.OpenConnectionAsync();
        var tables = new List<string>();
        await using (var names = Command(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'read_mark'"))
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        await using var counts = Command(connection, string.Join(" UNION ALL ", tables.Select(static t => $"SELECT count(*) FROM \"{t}\"")));
        var sum = 0L;
        await using var rows = await counts.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            sum += rows.GetInt64(0);
        }

        return sum;
    }

    public async Task Run(string sql, params object[] values)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As the driver stores a bound Guid.</summary>
    private static string Literal(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    private static DbCommand Command(DbConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only this class and its tests write the statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "$" + (char)('a' + i);
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
