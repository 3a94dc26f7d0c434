using Sferum.People;

namespace Sferum.Chats;

/// <summary>Edits, deletions and pins: each runs alone, so that its decision stands on what is in the log.</summary>
internal sealed partial class ChatGrain
{
    private delegate Refusal? Rule(Chat chat, Caller caller, StoredMessage? message, DateTimeOffset now);

    public ValueTask<Outcome<Placement>> Edit(Caller caller, EditMessage command)
    {
        if (ChatText.Normalise(command.Text, out var text) is { } unfit)
        {
            return new(NotReady() ?? No(_chat!.MemberOf(caller) is null ? Refusals.NotFound : unfit));
        }

        return Change(caller, ChatRows.Edited(caller.Person, command, text, Now(), _keys), ChatRules.Edit);
    }

    public ValueTask<Outcome<Placement>> Delete(Caller caller, DeleteMessage command) =>
        Change(caller, ChatRows.About(ChatEventKind.Deleted, caller.Person, command.RequestId, command.Number, Now(), _keys), ChatRules.Delete);

    public ValueTask<Outcome<Placement>> Pin(Caller caller, PinMessage command) => Change(
        caller,
        ChatRows.About(command.On ? ChatEventKind.Pinned : ChatEventKind.Unpinned, caller.Person, command.RequestId, command.Number, Now(), _keys),
        (chat, who, message, _) => ChatRules.Pin(chat, who, message, command.On));

    private async ValueTask<Outcome<Placement>> Change(Caller caller, NewRow row, Rule rule)
    {
        if (NotReady() is { } notReady)
        {
            return notReady;
        }

        if (row.RequestId == Guid.Empty || row.Target is <= 0)
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

        var told = false;
        try
        {
            if (NotReady() is { } ended)
            {
                return ended;
            }

            var answer = await Decide(caller, row, rule);
            if (answer.IsRefused(out _) || answer.Value.Number <= _chat!.Head.Number)
            {
                return answer;
            }

            Apply(row, answer.Value);
            told = true;
            _ = TellThenLeave(answer.Value.Number);
            return answer;
        }
        catch (OutcomeUnknownException e)
        {
            return End("the outcome of a change is unknown", e);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogUndecided(_logger, e);
            return No(Refusals.Unavailable);
        }
        finally
        {
            if (!told)
            {
                _gate.ExitExclusive();
            }
        }
    }

    private async ValueTask<Outcome<Placement>> Decide(Caller caller, NewRow row, Rule rule)
    {
        // First without the message: to a stranger nothing is looked up.
        var refusal = rule(_chat!, caller, null, row.At);
        if (refusal == Refusals.NoSuchMessage)
        {
            refusal = rule(_chat!, caller, await Message(row.Target!.Value), row.At);
        }

        if (refusal is not null)
        {
            return await RefuseUnlessDone(row, refusal);
        }

        if (row.Kind is ChatEventKind.Pinned or ChatEventKind.Unpinned && _chat!.Pinned.Contains(row.Target!.Value) == (row.Kind == ChatEventKind.Pinned))
        {
            // It is so already: there is nothing to put into the log, and this is as far as it goes.
            var found = await _log.Find(_id, row.Author, row.RequestId, row.BodyHash, CancellationToken.None);
            return found is null ? new Placement(_chat.Head.Number, row.At, _chat.Head.Posts) : NotPlaced(row, found.Value);
        }

        var appended = await _tail!.Append(row);
        return appended.Status == AppendStatus.Placed ? Remember(row, appended) : NotPlaced(row, appended);
    }

    private void Apply(NewRow row, Placement placement)
    {
        _chat!.Apply(row.Kind, new ChatHead(placement.Number, placement.Posts), row.Target);
        _messages.Apply(row);
    }

    /// <summary>Tells the row as every reader will see it; the next command waits until it is told, the author does not.</summary>
    private async Task TellThenLeave(long number)
    {
        try
        {
            var rows = await _reader.Rows(_id, number - 1, number, CancellationToken.None);
            _feed.Tell(rows.Single());
        }
        catch (Exception e)
        {
            LogUntold(_logger, e);
            _feed.TellHead(number);
        }
        finally
        {
            _gate.ExitExclusive();
        }
    }
}
