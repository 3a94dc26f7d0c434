using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>
/// One act: its rows, its notes for the record and what it has to tell the chats are committed together or not at all (P14). Disposed without
/// <see cref="Commit{T}"/> nothing has happened.
/// </summary>
internal sealed class Act(IDatabase database, WriteTransaction write, AuditWriter audit, PersonId actor, SchoolId? school, DateTimeOffset at) : IAsyncDisposable
{
    /// <summary>So long the outbox leaves it to the process that acted to tell the chats.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(5);

    private readonly List<AuditNote> _notes = [];
    private readonly Dictionary<Guid, AffectedChat> _affected = [];

    /// <summary>Where the rows go.</summary>
    public WriteTransaction Write => write;

    /// <summary>Who acts.</summary>
    public PersonId Actor => actor;

    /// <summary>Roles that the actor holds in the place of the act, looked up when the act began; none for an act that needs no role.</summary>
    public Role Held { get; set; }

    /// <summary>Whose act it is; null for the deployment.</summary>
    public SchoolId? School => school;

    /// <summary>When it happens.</summary>
    public DateTimeOffset At => at;

    /// <summary><see cref="At"/> as the tables keep it.</summary>
    public long Now { get; } = at.ToUnixTimeMilliseconds();

    /// <summary>Leaves a note for the record.</summary>
    public void Note(AuditNote note) => _notes.Add(note);

    /// <summary>These chats must bring their members in step.</summary>
    public void Tell(IEnumerable<AffectedChat> chats)
    {
        foreach (var chat in chats)
        {
            _affected[chat.Chat.Value] = chat;
        }
    }

    /// <summary>Roles that somebody holds now in the place of the act.</summary>
    public Task<Role> RolesOf(PersonId person, CancellationToken cancel) => RolesIn(school, person, cancel);

    /// <summary>Roles that somebody holds now in a school, or in the whole deployment.</summary>
    public Task<Role> RolesIn(SchoolId? place, PersonId person, CancellationToken cancel) =>
        RolesNow.Of(write.Connection, person, place, Now, cancel, write.Transaction);

    /// <summary>Whether somebody is a homeroom teacher of a class now.</summary>
    public async Task<bool> LeadsClass(PersonId person, ClassId @class, CancellationToken cancel) => await write.First<long?>(
        "SELECT 1 FROM enrollment WHERE class_id = @class AND person_id = @person AND role = 'teacher' AND school_id = @school AND ended_at IS NULL AND suspended_by IS NULL",
        new { person, @class, school },
        cancel) is not null;

    /// <summary>
    /// Acts that change where the same people belong wait for each other here: before they lock anything else, and in one order, so that no two of them
    /// ever wait for one another. On SQLite each act is alone already.
    /// </summary>
    public async Task LockPeople(IEnumerable<PersonId> people, CancellationToken cancel)
    {
        if (database.Dialect == Dialect.PostgreSql)
        {
            await write.Execute(
                $"SELECT id FROM person WHERE id {database.In("ids")} ORDER BY id FOR NO KEY UPDATE", new { ids = database.Of(people.Select(static p => p.Value)) }, cancel);
        }
    }

    /// <summary>Commits. An act without a note is a mistake in the program, and so is one that has chats to tell and no school.</summary>
    /// <param name="value">What there is to say about it.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The act, for those who have to tell the chats.</returns>
    public async Task<Enacted<T>> Commit<T>(T value, CancellationToken cancel)
    {
        if (_notes.Count == 0)
        {
            throw new InvalidOperationException("An act leaves a note.");
        }

        RosterAct? told = null;
        if (_affected.Count > 0)
        {
            var whose = school ?? throw new InvalidOperationException("An act that has chats to tell is a school's.");
            told = new RosterAct(Guid.CreateVersion7(), whose, await ChatPlaces.Beside(write, whose, [.. _affected.Values], Now, cancel));
            await OutboxStore.Add(write, told.Id, whose, told.Chats, Now, (at + Hold).ToUnixTimeMilliseconds(), cancel);
        }

        await audit.Write(write, school, actor, _notes, Now, cancel);
        await write.Commit(cancel);
        return new Enacted<T>(value, told);
    }

    /// <summary>Commits a part of a long work, which tells its chats by itself; a part may leave no note.</summary>
    public async Task CommitPart(CancellationToken cancel)
    {
        if (_notes.Count > 0)
        {
            await audit.Write(write, school, actor, _notes, Now, cancel);
        }

        await write.Commit(cancel);
    }

    public ValueTask DisposeAsync() => write.DisposeAsync();

    /// <summary>The right side of <c>WHERE id …</c>, as <see cref="Many"/> makes it.</summary>
    public string In(string parameter) => database.In(parameter);

    /// <summary>Behind a <c>SELECT</c>: the rows are held until the act ends.</summary>
    public string ForUpdate() => database.ForUpdate();

    /// <summary>Many ids as one parameter.</summary>
    public object Of(IEnumerable<Guid> ids) => database.Of(ids);
}
