using Sferum.Chats;
using Sferum.District;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Campaigns;

/// <summary>The roster of nine schools, brought into a district as an operator does it.</summary>
internal static class NineSchools
{
    private const string File = "oneroster-1.1-nine-schools.zip";

    /// <summary>Imports the file and waits until every chat follows it.</summary>
    public static async Task Import(TestDistrict district)
    {
        var read = new RosterReader(new NoPhones(), TimeProvider.System).Read(Find());
        Assert.False(read.IsRefused(out var refusal), refusal?.Code);
        var import = district.Port<RosterImport>();
        var plan = await import.Plan(read.Value, ChatTitles.In("ru"));
        Assert.Null(plan.Refusal(new RosterLeave()));
        await import.Apply(plan);
        await district.Town.Settled();
    }

    /// <summary>The class chat with the most members, and who they are.</summary>
    public static async Task<(ChatId Chat, IReadOnlyList<PersonId> Members)> LargestClass(TestDistrict district)
    {
        var chat = await district.Town.One<Guid>(
            """
            SELECT c.id FROM chat c JOIN chat_member m ON m.chat_id = c.id AND m.to_number IS NULL
            WHERE c.kind = @kind GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 1
            """,
            new { kind = ChatKind.Class.Code() });
        var members = await district.Port<IChatReader>().Members(new ChatId(chat), null, CancellationToken.None);
        return (new ChatId(chat), [.. members.Members.Select(static m => m.Person.Id)]);
    }

    /// <summary>Where the file lies.</summary>
    public static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Sferum.Cluster.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside a checkout.");
        }

        var path = Path.GetFullPath(Path.Combine(folder, "..", "shared", "data", File));
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException("The nine-school roster must lie in shared/data beside the project's folder.", path);
    }

    /// <summary>The people of this file have no phones.</summary>
    private sealed class NoPhones : IPhones
    {
        public string? Normalise(string text) => null;
    }
}
