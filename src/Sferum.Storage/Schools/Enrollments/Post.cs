using Sferum.Chats;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Where somebody learns or teaches: a class or a section.</summary>
internal sealed record Post(ClassId? Class, SectionId? Section)
{
    /// <summary>As the record names it.</summary>
    public object Record => new { classId = Class?.Value, sectionId = Section?.Value };

    public Task<IReadOnlyList<AffectedChat>> Chats(WriteTransaction write, CancellationToken cancel) =>
        Class is { } @class ? AffectedChats.OfClass(write, @class, cancel) : AffectedChats.OfSection(write, Section!.Value, cancel);
}
