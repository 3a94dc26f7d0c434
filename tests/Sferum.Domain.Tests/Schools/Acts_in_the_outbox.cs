using Sferum.Chats;

namespace Sferum.Schools;

public sealed class Acts_in_the_outbox
{
    [Fact]
    public void Keep_their_chats_as_json()
    {
        AffectedChat[] chats = [new(ChatId.New(), ClassId.New()), new(ChatId.New(), null)];

        Assert.Equal(chats, RosterPayload.Read(RosterPayload.Write(chats)));
        Assert.Empty(RosterPayload.Read(RosterPayload.Write([])));
    }

    [Fact]
    public async Task Ring_also_for_those_who_come_late()
    {
        using var bell = new OutboxBell();
        bell.Ring();
        bell.Ring();

        await bell.Rung(TestContext.Current.CancellationToken);

        Assert.False(bell.Rung(TestContext.Current.CancellationToken).IsCompleted);
    }
}
