using Sferum.Calls;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Membership: follows the roster, one row per act, and tells those who came and went.</summary>
internal sealed partial class ChatGrain
{
    public async ValueTask FollowRoster(Guid actId)
    {
        if (NotReady() is { } notReady)
        {
            if (notReady != Refusals.NotFound)
            {
                throw new InvalidOperationException("The chat can't follow the roster now.");
            }

            return;
        }

        if (!await _gate.EnterExclusive())
        {
            throw new InvalidOperationException("Too many commands wait for this chat.");
        }

        RosterFollowed followed;
        try
        {
            followed = await Follow(actId);
        }
        catch (Exception e)
        {
            End("the outcome of a roster act is unknown", e);
            throw;
        }
        finally
        {
            _gate.ExitExclusive();
        }

        await TellPeople(followed);
        if (_chat?.Call is { } call)
        {
            await GrainFactory.GetGrain<IVideoSessionGrain>(call.Id.Value).MembersChanged();
        }
    }

    private async Task<RosterFollowed> Follow(Guid actId)
    {
        var before = _chat!.Head.Number;
        var followed = await _log.FollowRoster(_id, actId, Now(), CancellationToken.None);
        await Load(CancellationToken.None);

        // An erasure takes texts that stand here in memory.
        _messages.Clear();

        // Who has come again since then has not left: an act that is told twice must not cut them off.
        var present = _chat.Members.Select(static m => m.Person.Id).ToHashSet();
        var left = followed.Went.Where(w => !present.Contains(w.Person)).Select(static w => new MemberLeft(w.Person, w.Number)).ToList();
        await TellFrom(before, left);
        return followed;
    }

    /// <summary>Tells the rows behind a number that were not written through the tail.</summary>
    private async Task TellFrom(long before, IReadOnlyList<MemberLeft> left)
    {
        try
        {
            var rows = _chat!.Head.Number > before ? await _reader.Rows(_id, before, _chat.Head.Number, CancellationToken.None) : [];
            if (rows.Count != _chat.Head.Number - before)
            {
                throw new InvalidOperationException($"{rows.Count} of {_chat.Head.Number - before} rows were read.");
            }

            for (var i = 0; i < rows.Count; i++)
            {
                _feed.Tell(rows[i], i == rows.Count - 1 ? left : null);
            }

            if (rows.Count == 0 && left.Count > 0)
            {
                _feed.TellHead(_chat.Head.Number, left);
            }
        }
        catch (Exception e)
        {
            LogUntold(_logger, e);
            _feed.TellHead(_chat!.Head.Number, left);
        }
    }

    private async Task TellPeople(RosterFollowed followed)
    {
        ChatId[] chats = [_id];
        var told = 0;
        var people = followed.Came.Concat(followed.Went.Select(static w => w.Person)).Union(followed.Limited ?? []);
        foreach (var person in followed.Changed ? people.Union([.. _chat!.Members.Select(static m => m.Person.Id)]) : people)
        {
            await GrainFactory.GetGrain<IUserGrain>(person.Value).ChatsChanged(chats);
            if (++told % 64 == 0)
            {
                await Task.Yield();
            }
        }
    }
}
