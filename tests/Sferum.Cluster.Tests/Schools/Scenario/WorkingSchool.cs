using Sferum.Live;

namespace Sferum.Schools;

/// <summary>A school of the district on its way.</summary>
internal sealed record WorkingSchool
{
    public required ApplicationFormDto Form { get; init; }

    /// <summary>The administrator whom the application named, signed in.</summary>
    public required SferumClient Admin { get; init; }

    /// <summary>Its part of the district's roster.</summary>
    public required SchoolFile File { get; init; }

    /// <summary>Whether the district wrote the school's number into the roster.</summary>
    public required bool IsNumbered { get; init; }

    /// <summary>How many of the people that its application named are in its roster.</summary>
    public int Named => Math.Min(2, File.Staff.Count(static p => p.Role == "administrator"));

    public Guid Id => Admin.Session!.Me.SchoolId!.Value;

    /// <summary>The leader of a class, who is in its chat and in that of its guardians, on an open socket.</summary>
    public async Task<ClassRoom> Room(ApplicantsOffice office, string title, int gateway = 0)
    {
        var leader = File.Staff.Single(p => p.Id == File.Leaders[title]);
        var teacher = await office.SignIn(leader.Phone!, gateway: gateway);
        Assert.Equal(Id, teacher.Session!.Me.SchoolId);
        Assert.Contains("class_teacher", teacher.Session.Me.Roles);
        var socket = await Witness.Join(teacher);
        return new ClassRoom
        {
            Class = (await Admin.ClassesAsync()).Must().Items.Single(c => c.Title == title),
            Teacher = teacher,
            Socket = socket,
            Chat = socket.Chats.Single(c => c.Kind == "class" && c.Title == title).Id,
            Guardians = socket.Chats.Single(c => c.Kind == "guardians" && c.Title.StartsWith(title, StringComparison.Ordinal)).Id,
        };
    }
}

/// <summary>A class and its leader.</summary>
internal sealed record ClassRoom : IAsyncDisposable
{
    public required ClassDto Class { get; init; }

    public required SferumClient Teacher { get; init; }

    public required Witness Socket { get; init; }

    public required Guid Chat { get; init; }

    public required Guid Guardians { get; init; }

    /// <summary>The names of the members of a chat that the teacher is in, by their role in it.</summary>
    public async Task<ILookup<string, (Guid Id, string Name)>> Members(Guid chat) =>
        (await Teacher.MembersAsync(chat)).Must().Members.ToLookup(static m => m.Role, static m => (m.Id, m.Name));

    public ValueTask DisposeAsync() => Socket.DisposeAsync();
}

/// <summary>Somebody who comes by a link.</summary>
/// <param name="Room">The class.</param>
/// <param name="Secret">The link's secret.</param>
/// <param name="Family">Family name.</param>
/// <param name="Given">Given name.</param>
/// <param name="Child">The child's name, of a guardian.</param>
internal sealed record Joiner(ClassRoom Room, string Secret, string Family, string Given, string? Child)
{
    public SferumClient Client { get; set; } = null!;

    public JoinRequestDto Request { get; set; } = null!;

    public string Name => $"{Family} {Given}";
}
