using Sferum.Files;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Posting: many at once, one commit for what is queued, told in the order of the numbers.</summary>
internal sealed partial class ChatGrain
{
    /// <summary>Rows whose commit was reported before that of a lower number.</summary>
    private readonly Dictionary<long, ChatEvent> _early = [];

    public async ValueTask<Outcome<Placement>> Post(Caller caller, PostMessage command)
    {
        var started = _time.GetTimestamp();
        if (NotReady() is { } notReady)
        {
            return notReady;
        }

        if (command.RequestId == Guid.Empty || command.ReplyTo is <= 0)
        {
            return No(Refusals.Malformed);
        }

        if (Unfit(command, out var text) is { } unfit)
        {
            return No(_chat!.MemberOf(caller) is null ? Refusals.NotFound : unfit);
        }

        var row = ChatRows.Posted(caller.Person, command, text, Now(), _keys);
        if (_requests.TryAnswer(row, out var earlier))
        {
            return earlier;
        }

        if (!await _gate.EnterShared())
        {
            return No(Refusals.Overloaded);
        }

        try
        {
            return NotReady() is { } ended ? ended : await Post(caller, row, command.Parts);
        }
        catch (OutcomeUnknownException e)
        {
            return End("the outcome of a post is unknown", e);
        }
        catch (Exception e) when (IsAway(e))
        {
            LogUndecided(_logger, e);
            return No(Refusals.Unavailable);
        }
        finally
        {
            _gate.ExitShared();
            var took = _time.GetElapsedTime(started);
            ChatMeter.PostDuration.Record(took.TotalSeconds);
            _slow.Answered(_id, took);
        }
    }

    private async ValueTask<Outcome<Placement>> Post(Caller caller, NewRow row, PostParts? asked)
    {
        if (ChatRules.Post(_chat!, caller, row.At, out var member, row.MentionsAll) is { } refusal)
        {
            return await RefuseUnlessDone(row, refusal);
        }

        Quote? quote = null;
        if (row.ReplyTo is { } number)
        {
            var quoted = await Message(number);
            if (ChatRules.Reply(member, quoted) is { } noReply)
            {
                return await RefuseUnlessDone(row, noReply);
            }

            quote = new Quote(number, quoted!.AuthorName, quoted.Text is { } t ? ChatText.Cut(t, Quote.MaxLength) : null);
        }

        if (asked is not null)
        {
            var carried = await Carry(caller, member, asked, row);
            if (carried.IsRefused(out var no))
            {
                return await RefuseUnlessDone(row, no);
            }

            row = carried.Value;
        }

        var sent = await Files(caller, row);
        if (sent.IsRefused(out var noFiles))
        {
            return await RefuseUnlessDone(row, noFiles);
        }

        if (_chat!.Pause != TimeSpan.Zero && TakeTurn(_chat, member, row.At) is { } tooSoon)
        {
            return await RefuseUnlessDone(row, tooSoon);
        }

        var appended = await _tail!.Append(row);
        if (appended.Status != AppendStatus.Placed)
        {
            _chat.Wrote(member.Person.Id, null);
            return NotPlaced(row, appended);
        }

        var placement = Remember(row, appended);
        Posted(new ChatEvent
        {
            Number = placement.Number,
            Kind = ChatEventKind.Posted,
            At = placement.At,
            Author = member.Person,
            RequestId = row.RequestId,
            Posts = placement.Posts,
            Message = new MessageState { Text = row.Text, ReplyTo = quote, Parts = row.Parts?.Shown(), Attachments = sent.Value },
            MentionsAll = row.MentionsAll,
        });
        return placement;
    }

    /// <summary>Why a message can't be one, whoever sends it; with files it needs no words.</summary>
    private static Refusal? Unfit(PostMessage command, out string text)
    {
        text = "";
        var unfit = command.Parts?.Forward is null ? ChatText.Normalise(command.Text, out text) : null;
        if (command.Files is not { Count: > 0 } files)
        {
            return unfit;
        }

        return files.Count > FileLimits.PerMessage ? Refusals.FilesTooMany(FileLimits.PerMessage)
            : files.Distinct().Count() < files.Count ? Refusals.Malformed
            : unfit == Refusals.TextEmpty && command.Parts?.Poll is null ? null
            : unfit;
    }

    /// <summary>The files that a message sends; null when it sends none. Whether they may be sent is looked up once more when the row is written.</summary>
    private async ValueTask<Outcome<Attachment[]?>> Files(Caller caller, NewRow row)
    {
        if (row.Files.Count == 0)
        {
            return default(Attachment[]);
        }

        var found = await _files.ForPost(caller, row.Files, CancellationToken.None);
        return found.IsRefused(out var refusal) ? refusal : found.Value;
    }

    /// <summary>In slow mode: whether it is the member's turn, which is taken at once, so that of two messages at the same moment one waits.</summary>
    private static Refusal? TakeTurn(Chat chat, ChatMember member, DateTimeOffset now)
    {
        if (Speech.Pause(chat, member, now) is { } tooSoon)
        {
            return tooSoon;
        }

        chat.Wrote(member.Person.Id, now);
        return null;
    }

    private Outcome<Placement> NotPlaced(NewRow row, Appended appended) => appended.Status switch
    {
        AppendStatus.Repeated => Remember(row, appended),
        AppendStatus.Reused => No(Refusals.RequestIdReused),
        AppendStatus.Overloaded => No(Refusals.Overloaded),
        AppendStatus.Rejected => No(row.Files.Count > 0 ? Refusals.FileNotThere : Refusals.TextInvalid),
        AppendStatus.Rival => End("a rival has written"),
        _ => throw new InvalidOperationException($"Nothing is known of {appended.Status}."),
    };

    /// <summary>Applies and tells rows in the order of their numbers, whatever the order in which their commits are reported.</summary>
    private void Posted(ChatEvent row)
    {
        if (row.Number != _chat!.Head.Number + 1)
        {
            _early.Add(row.Number, row);
            return;
        }

        ApplyPosted(row);
        while (_early.Count > 0 && _early.Remove(_chat.Head.Number + 1, out var next))
        {
            ApplyPosted(next);
        }
    }

    private void ApplyPosted(ChatEvent row)
    {
        _chat!.Apply(ChatEventKind.Posted, new ChatHead(row.Number, row.Posts), null);
        _messages.Add(new StoredMessage(row.Number, row.Author!.Id, row.Author.Name, row.At, row.Message!.Text, Deleted: false) { Parts = KindsOf(row.Message.Parts) });
        _moods.Posted(row.Author.Id);

        // Whoever writes has read what is above. The mark is written behind and told with the next change of state: no delivery of its own.
        _marks.Add(_id, row.Author.Id, row.Number);
        _moods.Read(row.Author.Id, row.Number);
        _feed.Tell(row);
        _news.Posted(_id, row.Number);
    }
}
