using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

internal sealed class ChatDesk(IDatabase database, Acts acts, TimeProvider time) : IChatDesk
{
    private const Role Heads = Role.SchoolAdmin | Role.Director | Role.Administration;

    private string Locked => database.Dialect == Dialect.PostgreSql ? " FOR UPDATE" : "";

    public async ValueTask<Outcome<Enacted<ChatId>>> Create(Caller caller, NewChat chat, CancellationToken cancel)
    {
        chat = chat with { Title = chat.Title.Trim(), Members = [.. chat.Members.Append(caller.Person).Distinct()] };
        if (chat.Check() is { } invalid)
        {
            return invalid;
        }

        var begun = await acts.Begin(caller, Operation.CreateChat, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (chat.Class is { } @class && await act.Write.First<long?>(
                "SELECT 1 FROM school_class WHERE id = @class AND school_id = @School AND archived_at IS NULL", new { @class, act.School }, cancel) is null)
        {
            return Refusals.NotFound;
        }

        var leads = chat.Class is { } own && await act.LeadsClass(caller.Person, own, cancel);
        if (Gathering.MayMake(act.Held, chat.Template, leads) is { } no)
        {
            return no;
        }

        var id = ChatId.New();
        await act.Write.Execute(
            """
            INSERT INTO chat (id, school_id, kind, title, class_id, template, writers, created_at)
            VALUES (@id, @School, 'adhoc', @Title, @Class, @template, @writers, @Now)
            """,
            new { id, act.School, chat.Title, chat.Class, template = Code(chat.Template), writers = chat.Writers.Code(), act.Now },
            cancel);
        if ((await Take(act, id, chat.Template, chat.Members, caller.Person, cancel) ?? await Name(act, id, chat, cancel)) is { } refused)
        {
            return refused;
        }

        act.Note(new AuditNote("chat.created", "chat", id.Value)
        {
            After = new { chat.Template, chat.Title, Class = chat.Class?.Value, chat.Writers, Members = chat.Members.Select(static p => p.Value) },
        });
        act.Tell([new AffectedChat(id, null)]);
        return await act.Commit(id, cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> ChangeMembers(
        Caller caller, ChatId chat, IReadOnlyList<PersonId> add, IReadOnlyList<PersonId> remove, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);

        // Two acts at once wait for each other here: who may be together is decided over all who are in.
        var stands = await act.Write.First<Stands>(
            $"SELECT kind, template, archived_at AS archived FROM chat WHERE id = @chat AND school_id = @School{Locked}", new { chat, act.School }, cancel);
        var role = await act.Write.First<string>(
            "SELECT role FROM chat_member WHERE chat_id = @chat AND person_id = @Person AND to_number IS NULL", new { chat, caller.Person }, cancel);
        if (stands is null || role is null)
        {
            return Refusals.NotFound;
        }

        var (kind, inChat) = (ChatKindCodes.Parse(stands.Kind), RoleCodes.Parse(role));
        if (!PolicyTable.Allows(Operation.ManageMembers, inChat, kind))
        {
            return PolicyTable.Allows(Operation.SetChat, inChat, kind) ? Refusals.FollowsTheRoster : Refusals.Denied;
        }

        if (stands.Template is null || stands.Archived is not null)
        {
            return stands.Template is null ? Refusals.FollowsTheRoster : Refusals.ReadOnlyChat;
        }

        act.Held = await act.RolesOf(caller.Person, cancel);
        foreach (var person in remove.Distinct())
        {
            // A head is removed by a head only: whoever is looked after must not be able to send the one who looks away.
            if (await act.Write.Execute(
                    """
                    DELETE FROM chat_place WHERE chat_id = @chat AND person_id = @person
                    AND (@head = 1 OR role NOT IN ('school_admin', 'director', 'administration'))
                    """,
                    new { chat, person, head = (act.Held & Heads) != 0 ? 1 : 0 },
                    cancel) == 0)
            {
                return Refusals.NotFound;
            }
        }

        if (add.Count > 0 && await Take(act, chat, Template(stands.Template), add, null, cancel) is { } refused)
        {
            return refused;
        }

        act.Note(new AuditNote("chat.members_changed", "chat", chat.Value)
        {
            After = new { Added = add.Select(static p => p.Value), Removed = remove.Select(static p => p.Value) },
        });
        act.Tell([new AffectedChat(chat, null)]);
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> Join(Caller caller, ChatId chat, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.JoinChat, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (await act.Write.First<long?>(
                "SELECT 1 FROM chat WHERE id = @chat AND school_id = @School AND kind <> 'direct' AND (kind <> 'adhoc' OR template IS NOT NULL) AND archived_at IS NULL",
                new { chat, act.School },
                cancel) is null)
        {
            return Refusals.NotFound;
        }

        if (!await ChatPlaces.Take(act.Write, chat, caller.Person, Gathering.InChat(act.Held, leads: false), supervises: false, act.Now, cancel))
        {
            return new Enacted<Unit>(default, null);
        }

        act.Note(new AuditNote("chat.joined", "chat", chat.Value));
        act.Tell([new AffectedChat(chat, null)]);
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<Enacted<Unit>>> Leave(Caller caller, ChatId chat, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        var left = await act.Write.Execute(
            """
            DELETE FROM chat_place WHERE chat_id = @chat AND person_id = @Person AND role IN ('school_admin', 'director', 'administration') AND supervises = 0
            AND EXISTS (SELECT 1 FROM chat c WHERE c.id = @chat AND c.school_id = @School AND c.kind <> 'direct')
            """,
            new { chat, caller.Person, act.School },
            cancel);
        if (left == 0)
        {
            return Refusals.NotFound;
        }

        act.Note(new AuditNote("chat.left", "chat", chat.Value));
        act.Tell([new AffectedChat(chat, null)]);
        return await act.Commit(default(Unit), cancel);
    }

    public async ValueTask<Outcome<IReadOnlyList<JoinableChat>>> Joinable(Caller caller, ChatId? after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if ((await HeldRoles.For(connection, caller, Operation.JoinChat, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)).IsRefused(out var refusal))
        {
            return refusal;
        }

        var rows = await connection.QueryAsync<JoinableRow>(new CommandDefinition(
            """
            SELECT c.id, c.kind, c.title,
              CASE WHEN EXISTS (SELECT 1 FROM chat_member m WHERE m.chat_id = c.id AND m.person_id = @Person AND m.to_number IS NULL) THEN 1 ELSE 0 END AS member
            FROM chat c
            WHERE c.school_id = @School AND c.kind <> 'direct' AND (c.kind <> 'adhoc' OR c.template IS NOT NULL) AND c.archived_at IS NULL AND c.id > @after
            ORDER BY c.id LIMIT @limit
            """,
            new { caller.Person, caller.School, after = after?.Value ?? Guid.Empty, limit },
            cancellationToken: cancel));
        return rows.Select(static r => new JoinableChat(r.Id, ChatKindCodes.Parse(r.Kind), r.Title, r.Member != 0)).ToList();
    }

    /// <summary>Takes people in, each in the role that the person has; nobody when one of them may not be.</summary>
    private static async Task<Refusal?> Take(
        Act act, ChatId chat, ChatTemplate template, IReadOnlyList<PersonId> people, PersonId? maker, CancellationToken cancel)
    {
        var known = await new SchoolPeople(act).Candidates(people, cancel);
        var before = (await act.Write.Query<string>("SELECT role FROM chat_place WHERE chat_id = @chat", new { chat }, cancel)).Select(RoleCodes.Parse).ToList();
        foreach (var person in people.Distinct())
        {
            if (!known.TryGetValue(person, out var candidate))
            {
                return Refusals.NotFound;
            }

            if (person != maker && Gathering.MayTake(act.Held, candidate) is { } no)
            {
                return no;
            }

            var inChat = Gathering.InChat(candidate.Roles, leads: person == maker);
            if (await ChatPlaces.Take(act.Write, chat, person, inChat, supervises: false, act.Now, cancel))
            {
                before.Add(inChat);
            }
        }

        return before.Count > NewChat.MaxMembers ? Refusals.MembersTooMany(NewChat.MaxMembers) : Gathering.MayBeTogether(template, before);
    }

    /// <summary>Names writers: staff of the school, or somebody who was taken in.</summary>
    private static async Task<Refusal?> Name(Act act, ChatId chat, NewChat made, CancellationToken cancel)
    {
        if (made.Named.Count == 0)
        {
            return null;
        }

        var known = await new SchoolPeople(act).Candidates(made.Named, cancel);
        foreach (var person in made.Named.Distinct())
        {
            if (!known.TryGetValue(person, out var candidate) || ((candidate.Roles & Role.Staff) == 0 && !made.Members.Contains(person)))
            {
                return Refusals.NotFound;
            }

            await ChatModeration.Name(act.Write, chat, person, cancel);
        }

        return null;
    }

    private static string Code(ChatTemplate template) => template switch
    {
        ChatTemplate.School => "school",
        ChatTemplate.Staff => "staff",
        ChatTemplate.Class => "class",
        _ => "list",
    };

    private static ChatTemplate Template(string code) => code switch
    {
        "school" => ChatTemplate.School,
        "staff" => ChatTemplate.Staff,
        "class" => ChatTemplate.Class,
        _ => ChatTemplate.List,
    };

    private sealed record Stands
    {
        public string Kind { get; init; } = "";

        public string? Template { get; init; }

        public long? Archived { get; init; }
    }

    private sealed record JoinableRow
    {
        public ChatId Id { get; init; }

        public string Kind { get; init; } = "";

        public string Title { get; init; } = "";

        public long Member { get; init; }
    }
}
