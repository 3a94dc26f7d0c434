using Dapper;
using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Storage;

/// <summary>Invented schools, people and chats, written straight into the tables.</summary>
public sealed class Town(Store store)
{
    public static readonly DateTimeOffset Morning = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    internal IDatabase Database => store.Database;

    public async Task<SchoolId> School()
    {
        var id = new SchoolId(Guid.CreateVersion7());
        await Run("INSERT INTO school (id, name, created_at) VALUES (@id, 'Школа', 1)", new { id });
        return id;
    }

    public async Task<PersonId> Person(string name = "Пётр")
    {
        var id = new PersonId(Guid.CreateVersion7());
        await Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@id, @name, 'x', @name, 1)", new { id, name });
        return id;
    }

    public async Task<List<PersonId>> People(int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => new PersonId(Guid.CreateVersion7())).ToList();
        await Run(
            "INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@id, @name, 'x', @name, 1)",
            ids.Select((id, i) => new { id, name = $"Имя {i:0000}" }));
        return ids;
    }

    public async Task<ClassId> Class(SchoolId school)
    {
        var id = new ClassId(Guid.CreateVersion7());
        await Run("INSERT INTO school_class (id, school_id, title, school_year, created_at) VALUES (@id, @school, @title, 2026, 1)", new { id, school, title = id.ToString() });
        return id;
    }

    public async Task<SectionId> Section(SchoolId school)
    {
        var id = new SectionId(Guid.CreateVersion7());
        await Run("INSERT INTO section (id, school_id, title, subject, school_year, created_at) VALUES (@id, @school, 'x', 'x', 2026, 1)", new { id, school });
        return id;
    }

    public async Task<ChatId> Chat(SchoolId? school = null, ChatKind kind = ChatKind.AdHoc, ClassId? @class = null, SectionId? section = null, string title = "Беседа")
    {
        var id = ChatId.New();
        await Run(
            "INSERT INTO chat (id, school_id, kind, title, class_id, section_id, created_at) VALUES (@id, @school, @kind, @title, @class, @section, 1)",
            new { id, school, kind = kind.Code(), title, @class, section });
        return id;
    }

    public Task Member(ChatId chat, PersonId person, Role role = Role.Student, long from = 0, long came = 1, long? to = null) => Run(
        "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number, to_number) VALUES (@chat, @person, @role, @from, @came, @to)",
        new { chat, person, role = role.Code(), from, came, to });

    /// <summary>Gives a role; one that needs an order as if it had come by a file.</summary>
    public Task Affiliate(PersonId person, SchoolId? school, Role role) => Run(
        "INSERT INTO affiliation (id, person_id, school_id, role, imported, began_at) VALUES (@id, @person, @school, @role, @imported, 1)",
        new { id = Guid.CreateVersion7(), person, school, role = role.Code(), imported = role is Role.SchoolAdmin or Role.Director or Role.DistrictOfficer ? 1 : 0 });

    public Task EndAffiliations(PersonId person) => Run("UPDATE affiliation SET ended_at = 2 WHERE person_id = @person", new { person });

    public Task Enroll(PersonId person, SchoolId school, string role, ClassId? @class = null, SectionId? section = null) => Run(
        "INSERT INTO enrollment (id, person_id, school_id, class_id, section_id, role, began_at) VALUES (@id, @person, @school, @class, @section, @role, 1)",
        new { id = Guid.CreateVersion7(), person, school, @class, section, role });

    public Task EndEnrollments(PersonId person) => Run("UPDATE enrollment SET ended_at = 2 WHERE person_id = @person AND ended_at IS NULL", new { person });

    public Task Guard(PersonId guardian, PersonId student) => Run(
        "INSERT INTO guardianship (guardian_id, student_id, began_at) VALUES (@guardian, @student, 1)", new { guardian, student });

    public async Task Run(string sql, object parameters)
    {
        await using var write = await Database.Write(CancellationToken.None);
        await write.Execute(sql, parameters);
        await write.Commit();
    }

    public async Task<List<T>> Ask<T>(string sql, object parameters)
    {
        await using var connection = await Database.Read(CancellationToken.None);
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    public async Task<T> One<T>(string sql, object parameters) => Assert.Single(await Ask<T>(sql, parameters));
}
