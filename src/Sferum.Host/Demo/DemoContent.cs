using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>The files of the demonstration.</summary>
internal sealed class DemoContent
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo");

    /// <summary>The folder of the roster's files.</summary>
    public string Roster { get; } = Path.Combine(Folder, "roster");

    /// <summary>The order that every appointment of the demonstration shows.</summary>
    public OrderFile Order { get; } = OrderFile.Read(File.ReadAllBytes(Path.Combine(Folder, "order.pdf"))).Value;

    /// <summary>How the schools came in.</summary>
    public DemoSchools Schools { get; } = DemoSchools.Read(Path.Combine(Folder, "schools.json"));

    /// <summary>Who is about to come.</summary>
    public IReadOnlyList<DemoArrival> Arrivals { get; } = DemoArrival.Read(Path.Combine(Folder, "arrivals.json"));

    /// <summary>What has been said.</summary>
    public IReadOnlyList<DemoChat> Chats { get; } = DemoChat.Read(Path.Combine(Folder, "messages.json"));
}
