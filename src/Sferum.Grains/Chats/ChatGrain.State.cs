using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>What is beside the log: reactions, read marks, typing, presence. Coalesced on a tick; only reactions are awaited.</summary>
internal sealed partial class ChatGrain
{
    private static readonly TimeSpan ReactionTick = TimeSpan.FromMilliseconds(250);
    private Task _reactionPump = Task.CompletedTask;

    public async ValueTask<Outcome<Unit>> React(Caller caller, React command)
    {
        if (NotReady() is { } notReady)
        {
            return notReady;
        }

        try
        {
            var refusal = ChatRules.React(_chat!, caller, null);
            if (refusal == Refusals.NoSuchMessage)
            {
                refusal = Emoji.IsOne(command.Emoji) ? ChatRules.React(_chat!, caller, await Message(command.Number)) : Refusals.EmojiInvalid;
            }

            if (refusal is not null)
            {
                return No(refusal);
            }
        }
        catch (Exception e) when (IsAway(e))
        {
            LogUndecided(_logger, e);
            return No(Refusals.Unavailable);
        }

        var answer = _reactions.Add(new ReactionChange(command.Number, caller.Person, command.Emoji, command.On));
        StartPump();
        return await answer;
    }

    public Task MarkRead(Caller caller, long number)
    {
        if (NotReady() is null && _chat!.MemberOf(caller) is { } member && Math.Min(number, _chat.Head.Number) is var read && read > member.From)
        {
            _marks.Add(_id, caller.Person, read);
            _moods.Read(caller.Person, read);
            StartMoods();
        }

        return Task.CompletedTask;
    }

    public Task Typing(Caller caller)
    {
        if (NotReady() is null && ChatRules.Post(_chat!, caller, Now(), out var member) is null && _chat!.Members.Count <= ChatLimits.TypingMembers)
        {
            _moods.Types(member.Person);
            StartMoods();
        }

        return Task.CompletedTask;
    }

    public Task Watch(Caller caller)
    {
        if (NotReady() is null && ChatRules.May(_chat!, caller, Operation.SeePresence, out _) is null && _chat!.Members.Count <= ChatLimits.PresenceMembers)
        {
            _presence.Watch();
            _presenceTimer.Start(ReactionTick);
        }

        return Task.CompletedTask;
    }

    private void StartPump()
    {
        if (_reactionPump.IsCompleted)
        {
            _reactionPump = PumpReactions();
        }
    }

    /// <summary>Writes reactions and votes while there are any.</summary>
    private async Task PumpReactions()
    {
        do
        {
            await Task.Delay(ReactionTick, _time);
            try
            {
                if (_reactions.Any && await _reactions.Tick() is { } reacted)
                {
                    _feed.Tell(reacted);
                }

                if (_votes.Any && await _votes.Tick(Now()) is { } voted)
                {
                    _feed.Tell(voted);
                }
            }
            catch (Exception e)
            {
                LogReactionsLost(_logger, e);
            }
        }
        while (_reactions.Any || _votes.Any);
    }

    private void StartMoods()
    {
        if (_moods.Any)
        {
            _moodTimer.Start();
        }
    }

    private Task<bool> TickMoods()
    {
        if (_moods.Tick() is { } change)
        {
            _feed.Tell(change);
        }

        return Task.FromResult(_moods.Any);
    }

    private async Task<bool> TickPresence()
    {
        if (!_presence.Any || _chat!.Members.Count > ChatLimits.PresenceMembers)
        {
            _presence.Stop();
            return false;
        }

        if (await _presence.Tick(_chat.Members) is { } change)
        {
            _feed.Tell(change);
        }

        return true;
    }
}
