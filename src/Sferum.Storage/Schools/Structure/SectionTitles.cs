using Sferum.Chats;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Brings the titles of sections and of their chats in step with what they are called after: class, subject, group.</summary>
internal static class SectionTitles
{
    /// <param name="act">The act.</param>
    /// <param name="titles">What chats are called.</param>
    /// <param name="which">Living sections, over <c>section s</c>; all of a class or none of it, so that those that share a subject are seen.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task Retitle(Act act, ChatTitles titles, string which, object parameters, CancellationToken cancel)
    {
        var rows = await act.Write.Query<Row>(
            $"""
            SELECT s.id AS id, s.title AS title, s.subject AS subject, s.subject_id AS subjectId, s.grade AS grade, s.group_title AS groupTitle,
              k.id AS class, k.title AS classTitle, c.id AS chat, c.title AS chatTitle, count(*) OVER (PARTITION BY s.class_id, s.subject) AS same
            FROM section s LEFT JOIN school_class k ON k.id = s.class_id JOIN chat c ON c.section_id = s.id
            WHERE s.archived_at IS NULL AND {which}
            """,
            parameters,
            cancel);
        var wanted = rows.Select(r =>
        {
            var title = r.SubjectId is null ? r.Title : titles.OfGroup(r.Subject, r.ClassTitle ?? r.Grade ?? "", r.GroupTitle);
            return (Row: r, Title: title, Chat: r.SubjectId is null ? titles.OfSection(title, r.Subject, r.ClassTitle, r.Same > 1) : title);
        }).ToList();
        var sections = wanted.FindAll(static w => w.Title != w.Row.Title);
        await act.Write.Run(
            "UPDATE section AS s SET title = r.title FROM unnest(@id, @title) AS r (id, title) WHERE s.id = r.id",
            "UPDATE section SET title = @title WHERE id = @id",
            [new BulkColumn("id", sections.Select(static w => w.Row.Id).ToArray()), new BulkColumn("title", sections.Select(static w => w.Title).ToArray())],
            cancel);
        var chats = wanted.FindAll(static w => w.Chat != w.Row.ChatTitle);
        await act.Write.Run(
            "UPDATE chat AS c SET title = r.title, told_number = -1 FROM unnest(@id, @title) AS r (id, title) WHERE c.id = r.id",
            "UPDATE chat SET title = @title, told_number = -1 WHERE id = @id",
            [new BulkColumn("id", chats.Select(static w => w.Row.Chat.Value).ToArray()), new BulkColumn("title", chats.Select(static w => w.Chat).ToArray())],
            cancel);
        act.Tell(chats.Select(static w => new AffectedChat(w.Row.Chat, w.Row.Class)));
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Title { get; init; } = "";

        public string Subject { get; init; } = "";

        public Guid? SubjectId { get; init; }

        public string? Grade { get; init; }

        public string GroupTitle { get; init; } = "";

        public ClassId? Class { get; init; }

        public string? ClassTitle { get; init; }

        public ChatId Chat { get; init; }

        public string ChatTitle { get; init; } = "";

        public long Same { get; init; }
    }
}
