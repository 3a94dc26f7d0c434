using Dapper;
using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.District;

/// <summary>Invented schools, people and chats of a test district, written into the tables.</summary>
internal sealed class DistrictTown(OrleansDatabase database)
{
    private int _people;

    public async Task<SchoolId> School(string name = "Школа № 1")
    {
        var id = new SchoolId(Guid.CreateVersion7());
        await Run("INSERT INTO school (id, name, created_at) VALUES (@id, @name, 1)", new { id, name });
        return id;
    }

    /// <summary>A person with a role at a school (null: in the whole deployment); a role that needs an order as if it had come by a file.</summary>
    public async Task<PersonId> Person(SchoolId? school, Role role = Role.Student, string? name = null) => (await People(school, 1, role, name))[0];

    public async Task<IReadOnlyList<PersonId>> People(SchoolId? school, int count, Role role = Role.Student, string? name = null)
    {
        var rows = Enumerable.Range(0, count).Select(_ =>
        {
            var id = new PersonId(Guid.CreateVersion7());
            return new { id, name = name ?? $"Иванов {Interlocked.Increment(ref _people)}", affiliation = Guid.CreateVersion7(), school, role = role.Code(), imported = role is Role.SchoolAdmin or Role.Director or Role.DistrictOfficer ? 1 : 0 };
        }).ToList();
        await Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@id, @name, 'x', @name, 1)", rows);
        await Run("INSERT INTO affiliation (id, person_id, school_id, role, imported, began_at) VALUES (@affiliation, @id, @school, @role, @imported, 1)", rows);
        return [.. rows.Select(static r => r.id)];
    }

    /// <summary>A chat with these members, all of its history theirs.</summary>
    public async Task<ChatId> Chat(SchoolId school, IEnumerable<PersonId> members, string title = "Беседа", Role role = Role.ClassTeacher)
    {
        var id = ChatId.New();
        await Run(
            "INSERT INTO chat (id, school_id, kind, title, created_at) VALUES (@id, @school, @kind, @title, 1)",
            new { id, school, kind = ChatKind.AdHoc.Code(), title });
        await Run(
            "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number) VALUES (@id, @person, @role, 0, 0)",
            members.Select(person => new { id, person, role = role.Code() }).ToList());
        return id;
    }

    /// <summary>A school class and its chat, which follows the roster: nobody is in it until <c>IChatGrain.FollowRoster</c> has run.</summary>
    public async Task<(ClassId Class, ChatId Chat)> Class(SchoolId school, PersonId teacher, IEnumerable<PersonId> students, string title = "7Б")
    {
        var (id, chat) = (new ClassId(Guid.CreateVersion7()), ChatId.New());
        await Run("INSERT INTO school_class (id, school_id, title, school_year, created_at) VALUES (@id, @school, @title, 2026, 1)", new { id, school, title });
        await Run(
            "INSERT INTO chat (id, school_id, kind, title, class_id, created_at) VALUES (@chat, @school, @kind, @title, @id, 1)",
            new { chat, school, kind = ChatKind.Class.Code(), title, id });
        await Enroll(school, id, [teacher], "teacher");
        await Enroll(school, id, students, "student");
        return (id, chat);
    }

    public Task Enroll(SchoolId school, ClassId @class, IEnumerable<PersonId> people, string role = "student") => Run(
        "INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at) VALUES (@id, @person, @school, @class, @role, 1)",
        people.Select(person => new { id = Guid.CreateVersion7(), person, school, @class, role }).ToList());

    /// <summary>Ends everything the people are enrolled in.</summary>
    public Task Dismiss(IEnumerable<PersonId> people) => Run(
        "UPDATE enrollment SET ended_at = 2 WHERE person_id = @person AND ended_at IS NULL", people.Select(static person => new { person }).ToList());

    /// <summary>When every committed act has been told to the chats: by whoever acted, or by the outbox.</summary>
    public async Task Settled()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await Count("SELECT count(*) FROM outbox") > 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>How many rows a question finds.</summary>
    public async Task<long> Count(string sql, object? parameters = null)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql, parameters);
    }

    /// <summary>What a question finds first.</summary>
    public async Task<T> One<T>(string sql, object? parameters = null)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        return await connection.QueryFirstAsync<T>(sql, parameters);
    }

    public async Task Run(string sql, object parameters)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(sql, parameters, transaction);
        await transaction.CommitAsync();
    }
}
