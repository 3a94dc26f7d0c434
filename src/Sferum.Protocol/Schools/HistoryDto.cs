namespace Sferum.Schools;

/// <summary>A page of a person's history at a school: roles and places, the newest first.</summary>
/// <param name="Items">The lines.</param>
/// <param name="Next">The cursor of the next page; null when this is the last.</param>
public sealed record PersonHistoryPage(IReadOnlyList<PersonHistoryLine> Items, string? Next);

/// <summary>A role at the school, or a place in a class or section, from its beginning to its end.</summary>
/// <param name="What"><c>role</c>, <c>class</c> or <c>section</c>.</param>
/// <param name="Role">The role's code at the school; <c>student</c> or <c>teacher</c> in a class or section.</param>
/// <param name="PlaceId">The class or section.</param>
/// <param name="Title">What the class or section is called.</param>
/// <param name="BeganAt">Unix milliseconds.</param>
/// <param name="EndedAt">Unix milliseconds; null while it lasts.</param>
/// <param name="OnLeave">Whether it rests until the person returns from a leave.</param>
public sealed record PersonHistoryLine(string What, string Role, Guid? PlaceId, string? Title, long BeganAt, long? EndedAt, bool OnLeave);
