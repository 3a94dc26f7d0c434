using Sferum.Live;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Policy;

/// <summary>What nobody ever does, tried at the real endpoints and the real hub; and that nothing is done by trying.</summary>
public sealed class Never(Schoolhouse house) : IClassFixture<Schoolhouse>, IAsyncLifetime
{
    /// <summary>Number of a message that an administrator wrote in each chat.</summary>
    internal const long Said = 1;

    private static readonly Dictionary<string, NeverRow> Rows = NeverRows.All.ToDictionary(static r => r.Name, StringComparer.Ordinal);
    private Guid _link;

    public static TheoryData<string> Names => [.. Rows.Keys];

    public async ValueTask InitializeAsync()
    {
        var admin = await house.District.SignIn(house.Ours.People[Role.SchoolAdmin]);
        var links = (await admin.InvitationsAsync()).Must().Invitations;
        if (links.Count > 0)
        {
            _link = links[0].Id;
            return;
        }

        _link = (await admin.InviteAsync(new NewInvitationDto("student", ClassId: house.Ours.Class.Value))).Must().Invitation.Id;
        await using var witness = await Witness.Join(admin);
        foreach (var chat in house.Ours.Chats.Values)
        {
            Assert.Equal(Said, (await witness.Line.PostAsync(chat.Value, "объявление")).Must().Number);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Happens(string name)
    {
        var row = Rows[name];
        var client = row.Who == Role.None ? house.District.Visitor() : await house.District.SignIn(house.Ours.People[row.Who]);
        var before = await Acts();
        await using var attempt = new NeverTry(client, house.Ours, house.Theirs, _link);

        var refusal = await row.Try(attempt);

        Assert.Equal(row.Code, refusal?.Code);
        Assert.Equal(before, await Acts());
    }

    [Fact]
    public void Is_written_down_more_than_sixty_times() => Assert.True(Rows.Count > 60, $"{Rows.Count} rows");

    /// <summary>What was done so far, by the record and by the logs of the chats.</summary>
    private async Task<(long, long)> Acts() => (await house.District.Town.Count("SELECT count(*) FROM audit"), await house.District.Town.Count("SELECT count(*) FROM chat_log"));
}
