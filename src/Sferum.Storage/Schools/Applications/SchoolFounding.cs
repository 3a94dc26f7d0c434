using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>What an approved application makes: the school, its common chats, the order, and whom the order names, bound to their phones.</summary>
internal sealed class SchoolFounding(Act act, IKeyRing keys)
{
    /// <returns>Null when it is founded.</returns>
    public async Task<Refusal?> Found(ApplicationRow row, SchoolId school, CancellationToken cancel)
    {
        await act.Write.Execute(
            """
            INSERT INTO school (id, name, time_zone, address, email, inn, ogrn, created_at) VALUES (@school, @Name, @TimeZone, @Address, @Email, @Inn, @Ogrn, @Now)
            """,
            new { school, row.Name, row.TimeZone, row.Address, row.Email, row.Inn, row.Ogrn, act.Now },
            cancel);
        await act.Write.Execute("UPDATE school_application SET school_id = @school WHERE id = @Id", new { school, row.Id }, cancel);
        await AddChat(school, ChatKind.School, row.Name, cancel);
        await AddChat(school, ChatKind.Staff, ChatTitles.In(row.Locale).Staff, cancel);
        act.Note(new AuditNote("school.created", "school", school.Value) { After = new { row.Name, row.Inn, row.Ogrn, application = row.Number } });

        var form = row.Form(keys);
        var order = await OrderRows.Add(act, school, "application", form.Order, row.FileId, cancel);
        var appointing = new Appointing(act, school, keys);
        foreach (var (named, role, column) in new[] { (form.Director, Role.Director, "director_id"), (form.Admin, Role.SchoolAdmin, "admin_id") })
        {
            var person = await appointing.Find(new Appointee(null, named), cancel);
            if (person.IsRefused(out var refusal))
            {
                return refusal;
            }

            await appointing.Give(person.Value, role, order, until: null, cancel);
            await act.Write.Execute($"UPDATE school_application SET {column} = @Value WHERE id = @Id", new { person.Value.Value, row.Id }, cancel);
        }

        await appointing.TellChats(cancel);
        return null;
    }

    private Task AddChat(SchoolId school, ChatKind kind, string title, CancellationToken cancel) => act.Write.Execute(
        "INSERT INTO chat (id, school_id, kind, title, created_at) VALUES (@id, @school, @kind, @title, @Now)",
        new { id = ChatId.New(), school, kind = kind.Code(), title, act.Now },
        cancel);
}
