using Sferum.People;

namespace Sferum.Chats;

/// <summary>
/// What moderators decide. Each runs alone, writes its row, its effect and its note for the record in one transaction, and loads the chat again before
/// it is answered: from the answer on the chat acts by it, and an older activation loses on the row's number.
/// </summary>
internal sealed partial class ChatGrain
{
    private delegate Outcome<AccessChange?> Ruling(Chat chat, Caller caller, DateTimeOffset now);

    public ValueTask<Outcome<Placement>> Mute(Caller caller, MuteMember command) => Carry(
        caller,
        ChatRows.Muted(caller.Person, command, Now(), _keys),
        (chat, who, now) => ModerationRules.Mute(chat, who, command, now));

    public ValueTask<Outcome<Placement>> Set(Caller caller, SetChat command) => Carry(
        caller, ChatRows.Set(caller.Person, command, Now(), _keys), (chat, who, _) => ModerationRules.Set(chat, who, command));

    private async ValueTask<Outcome<Placement>> Carry(Caller caller, NewRow row, Ruling ruling)
    {
        if (NotReady() is { } notReady)
        {
            return notReady;
        }

        if (row.RequestId == Guid.Empty)
        {
            return No(Refusals.Malformed);
        }

        if (_requests.TryAnswer(row, out var earlier))
        {
            return earlier;
        }

        if (!await _gate.EnterExclusive())
        {
            return No(Refusals.Overloaded);
        }

        try
        {
            return NotReady() is { } ended ? ended : await Decide(caller, row, ruling);
        }
        catch (OutcomeUnknownException e)
        {
            return End("the outcome of a moderator's decision is unknown", e);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogUndecided(_logger, e);
            return No(Refusals.Unavailable);
        }
        finally
        {
            _gate.ExitExclusive();
        }
    }

    private async ValueTask<Outcome<Placement>> Decide(Caller caller, NewRow row, Ruling ruling)
    {
        var chat = _chat!;
        var decided = ruling(chat, caller, row.At);
        if (decided.IsRefused(out var refusal))
        {
            return await RefuseUnlessDone(row, refusal);
        }

        if (decided.Value is not { } change)
        {
            // It is so already: there is nothing to put into the log, and this is as far as it goes.
            var found = await _log.Find(_id, row.Author, row.RequestId, row.BodyHash, CancellationToken.None);
            return found is null ? new Placement(chat.Head.Number, row.At, chat.Head.Posts) : NotPlaced(row, found.Value);
        }

        var appended = await _moderation.Change(_id, chat.School, chat.Head, row, change, CancellationToken.None);
        if (appended.Status != AppendStatus.Placed)
        {
            return NotPlaced(row, appended);
        }

        var placement = Remember(row, appended);
        try
        {
            await Load(CancellationToken.None);
            await TellFrom(chat.Head.Number, []);
        }
        catch (Exception e)
        {
            // It is committed; whoever asks next must not be answered by what was before.
            End("what a moderator decided could not be loaded", e);
            return placement;
        }

        await TellWhom(change);
        return placement;
    }

    /// <summary>The silenced person's clients ask for the chat again; everybody else's need not know.</summary>
    private async Task TellWhom(AccessChange change)
    {
        if (change is AccessChange.Mute mute)
        {
            try
            {
                await GrainFactory.GetGrain<IUserGrain>(mute.Person.Value).ChatsChanged([_id]);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                LogUntold(_logger, e);
            }
        }
    }
}
