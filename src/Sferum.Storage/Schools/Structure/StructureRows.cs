using Sferum.Chats;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Classes, sections and their chats, set by set: whoever makes many of them at once writes them here.</summary>
internal sealed class StructureRows(Act act)
{
    public async Task Classes(IReadOnlyList<ClassRow> classes, CancellationToken cancel)
    {
        if (classes.Count == 0)
        {
            return;
        }

        // Titles may change places (7А becomes 7Б and 7Б becomes 7А): out of the way first.
        await act.Write.Execute(
            $"UPDATE school_class SET title = title || ' ~' || CAST(id AS text) WHERE id {act.In("ids")}",
            new { ids = act.Of(classes.Where(static c => !c.Archived).Select(static c => c.Id.Value)) },
            cancel);
        await act.Write.Insert(
            "school_class",
            """
            ON CONFLICT (id) DO UPDATE SET sourced_id = excluded.sourced_id, title = excluded.title, grade = excluded.grade,
              school_year = excluded.school_year, archived_at = excluded.archived_at
            """,
            [
                BulkColumn.Of("id", classes, static c => c.Id.Value),
                BulkColumn.Of("school_id", classes, _ => act.School!.Value.Value),
                BulkColumn.Of("sourced_id", classes, static c => c.SourcedId),
                BulkColumn.Of("title", classes, static c => c.Title),
                BulkColumn.Of("grade", classes, static c => c.Grade),
                BulkColumn.Of("school_year", classes, static c => c.Year),
                BulkColumn.Of("created_at", classes, _ => act.Now),
                BulkColumn.Of("archived_at", classes, c => c.Archived ? act.Now : (long?)null),
            ],
            cancel);
    }

    public Task Sections(IReadOnlyList<SectionRow> sections, CancellationToken cancel) => act.Write.Insert(
        "section",
        """
        ON CONFLICT (id) DO UPDATE SET sourced_id = excluded.sourced_id, class_id = excluded.class_id, title = excluded.title, subject = excluded.subject,
          school_year = excluded.school_year, archived_at = excluded.archived_at
        """,
        [
            BulkColumn.Of("id", sections, static s => s.Id.Value),
            BulkColumn.Of("school_id", sections, _ => act.School!.Value.Value),
            BulkColumn.Of("class_id", sections, static s => s.Class?.Value),
            BulkColumn.Of("sourced_id", sections, static s => s.SourcedId),
            BulkColumn.Of("title", sections, static s => s.Title),
            BulkColumn.Of("subject", sections, static s => s.Subject),
            BulkColumn.Of("subject_id", sections, static s => s.SubjectId),
            BulkColumn.Of("grade", sections, static s => s.Grade),
            BulkColumn.Of("group_title", sections, static s => s.Group),
            BulkColumn.Of("school_year", sections, static s => s.Year),
            BulkColumn.Of("created_at", sections, _ => act.Now),
            BulkColumn.Of("archived_at", sections, s => s.Archived ? act.Now : (long?)null),
        ],
        cancel);

    public Task Chats(IReadOnlyList<ChatRow> chats, CancellationToken cancel) => act.Write.Insert(
        "chat",
        "ON CONFLICT (id) DO UPDATE SET title = excluded.title, archived_at = excluded.archived_at, withdrawn = 0, told_number = -1",
        [
            BulkColumn.Of("id", chats, static c => c.Id.Value),
            BulkColumn.Of("school_id", chats, _ => act.School!.Value.Value),
            BulkColumn.Of("kind", chats, static c => c.Kind.Code()),
            BulkColumn.Of("title", chats, static c => c.Title),
            BulkColumn.Of("class_id", chats, static c => c.Class?.Value),
            BulkColumn.Of("section_id", chats, static c => c.Section?.Value),
            BulkColumn.Of("created_at", chats, _ => act.Now),
            BulkColumn.Of("archived_at", chats, c => c.Archived ? act.Now : (long?)null),
        ],
        cancel);
}
