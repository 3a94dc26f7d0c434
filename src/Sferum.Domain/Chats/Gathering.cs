using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>What a chat that somebody makes is for; decides who is in it without being named.</summary>
public enum ChatTemplate
{
    /// <summary>Everybody at the school but guardians.</summary>
    School = 1,

    /// <summary>Everybody who works at the school.</summary>
    Staff = 2,

    /// <summary>The students and class teachers of a class.</summary>
    Class = 3,

    /// <summary>Those who are named, and nobody else.</summary>
    List = 4,
}

/// <summary>A chat that somebody wants to make.</summary>
public sealed record NewChat
{
    /// <summary>Most people who are taken into a chat by hand.</summary>
    public const int MaxMembers = 500;

    /// <summary>What it is for.</summary>
    public required ChatTemplate Template { get; init; }

    /// <summary>What it is called, up to <see cref="SetChat.MaxTitle"/> characters.</summary>
    public required string Title { get; init; }

    /// <summary>The class, for <see cref="ChatTemplate.Class"/> and for no other.</summary>
    public ClassId? Class { get; init; }

    /// <summary>Who writes.</summary>
    public ChatWriters Writers { get; init; } = ChatWriters.All;

    /// <summary>Who is named as a writer; at most <see cref="SetChat.MaxNamed"/>.</summary>
    public IReadOnlyList<PersonId> Named { get; init; } = [];

    /// <summary>Who is taken in beside those whom the template brings; at most <see cref="MaxMembers"/>.</summary>
    public IReadOnlyList<PersonId> Members { get; init; } = [];

    /// <summary>Whether every field has a value that it can have.</summary>
    /// <returns>Null, or the field that has not.</returns>
    public Refusal? Check() =>
        !ModerationRules.IsTitle(Title) ? Refusals.FieldInvalid("title")
        : !Enum.IsDefined(Template) ? Refusals.FieldInvalid("template")
        : Class is null == (Template == ChatTemplate.Class) ? Refusals.FieldInvalid("classId")
        : !Enum.IsDefined(Writers) ? Refusals.FieldInvalid("writers")
        : Named.Count > SetChat.MaxNamed ? Refusals.FieldInvalid("named")
        : Members.Count > MaxMembers ? Refusals.MembersTooMany(MaxMembers)
        : null;
}

/// <summary>Somebody who is to be taken into a chat, as the school knows the person now.</summary>
/// <param name="Person">Who.</param>
/// <param name="Roles">Every role at the school, also those that come from a class, a section or a child; none for a stranger.</param>
/// <param name="InOwnClass">Whether it is a student of a class that the one who gathers leads, or a guardian of one.</param>
public sealed record Candidate(PersonId Person, Role Roles, bool InOwnClass);

/// <summary>
/// Whom one may take into a chat: staff of the school; students and guardians of the school a head, and a class teacher only those of the own class.
/// Guardians and students are never gathered in one chat that somebody makes: a child's guardian there would be a stranger to all other children.
/// </summary>
public static class Gathering
{
    private const Role Heads = Role.SchoolAdmin | Role.Director | Role.Administration;

    /// <summary>Whether somebody may make a chat of a template.</summary>
    /// <param name="held">Roles of the one who asks, at the school.</param>
    /// <param name="template">For what.</param>
    /// <param name="leads">Whether that person leads the class in question.</param>
    /// <returns>Null, or why not: another's class is not there.</returns>
    public static Refusal? MayMake(Role held, ChatTemplate template, bool leads) =>
        (held & Heads) != 0 ? null
        : !PolicyTable.Allows(Operation.CreateChat, held) ? Refusals.Denied
        : template switch
        {
            ChatTemplate.Class => leads ? null : Refusals.NotFound,
            ChatTemplate.List => null,
            _ => Refusals.Denied,
        };

    /// <summary>Whether somebody may be taken in.</summary>
    /// <param name="held">Roles of the one who gathers.</param>
    /// <param name="candidate">Whom.</param>
    /// <returns>Null, or that there is no such person as far as the one who asks may know.</returns>
    public static Refusal? MayTake(Role held, Candidate candidate) =>
        (candidate.Roles & Role.Staff) != 0 || ((candidate.Roles & (Role.Student | Role.Guardian)) != 0 && ((held & Heads) != 0 || candidate.InOwnClass))
            ? null
            : Refusals.NotFound;

    /// <summary>The role in which somebody is taken in: as staff, student or guardian; class teacher only where it is the own class.</summary>
    /// <param name="roles">Roles at the school.</param>
    /// <param name="leads">Whether the person leads the class that the chat is for, or made the chat.</param>
    /// <returns>One role.</returns>
    public static Role InChat(Role roles, bool leads) =>
        (roles & Heads) != 0 ? RoleCodes.Parse((roles & Heads).Code())
        : (roles & Role.Staff) != 0 ? (leads && (roles & Role.ClassTeacher) != 0 ? Role.ClassTeacher : Role.SubjectTeacher)
        : (roles & Role.Student) != 0 ? Role.Student
        : Role.Guardian;

    /// <summary>Whether those who are in a chat may be together.</summary>
    /// <param name="template">For what it is.</param>
    /// <param name="inChat">The roles of those who are named.</param>
    /// <returns>Null, or why not.</returns>
    public static Refusal? MayBeTogether(ChatTemplate template, IEnumerable<Role> inChat)
    {
        var all = inChat.Aggregate(Role.None, static (roles, role) => roles | role);
        var students = template is ChatTemplate.School or ChatTemplate.Class || (all & Role.Student) != 0;
        return students && (all & Role.Guardian) != 0 ? Refusals.GuardiansApart : null;
    }
}
