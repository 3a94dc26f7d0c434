using Sferum.People;

namespace Sferum.Chats;

/// <summary>The video session that runs in the chat: all members see that it runs, and it can keep those who don't lead from writing.</summary>
internal sealed partial class ChatGrain
{
    public async ValueTask CallChanged()
    {
        if (NotReady() is { } notReady)
        {
            if (notReady != Refusals.NotFound)
            {
                throw new InvalidOperationException("The chat can't look at its call now.");
            }

            return;
        }

        if (!await _gate.EnterExclusive())
        {
            throw new InvalidOperationException("Too many commands wait for this chat.");
        }

        try
        {
            await Load(CancellationToken.None);
        }
        catch (Exception e)
        {
            End("how the chat's call stands is unknown", e);
            throw;
        }
        finally
        {
            _gate.ExitExclusive();
        }

        ChatId[] chats = [_id];
        foreach (var member in _chat!.Members.ToList())
        {
            await GrainFactory.GetGrain<IUserGrain>(member.Person.Id.Value).ChatsChanged(chats);
        }
    }
}
