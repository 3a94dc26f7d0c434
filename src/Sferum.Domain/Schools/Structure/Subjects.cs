using Sferum.People;

namespace Sferum.Schools;

/// <summary>A subject of a school's catalogue (OneRoster course).</summary>
public sealed record Subject(Guid Id, string Title, DateTimeOffset? ArchivedAt);

/// <summary>The catalogues of subjects.</summary>
public interface ISubjects
{
    /// <summary>Subjects by title. One query.</summary>
    ValueTask<StructurePage<Subject>> List(SchoolId school, bool archived, Guid? after, int limit, CancellationToken cancel);

    /// <summary>Adds a subject; refused when a living one is called so.</summary>
    ValueTask<Outcome<Enacted<Subject>>> Create(Caller caller, string title, CancellationToken cancel);

    /// <summary>Renames a subject, and with it the sections in which it is taught and their chats.</summary>
    ValueTask<Outcome<Enacted<Subject>>> Rename(Caller caller, Guid id, string title, CancellationToken cancel);

    /// <summary>Puts a subject away: no new section takes it, those there are go on.</summary>
    ValueTask<Outcome<Enacted<Subject>>> Archive(Caller caller, Guid id, CancellationToken cancel);

    /// <summary>Takes a subject out of the archive.</summary>
    ValueTask<Outcome<Enacted<Subject>>> Restore(Caller caller, Guid id, CancellationToken cancel);
}
