using System.Data.Common;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;
using Sferum.Chats;
using Sferum.Files;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Calls;

/// <summary>
/// One video session. Each command: look up who the caller is in the chat, let the rules decide on the state, store it, then do what follows (media,
/// attendance, the chat) and tell. The rules are the domain's; here stands only in which order things happen.
/// </summary>
[GrainType("sferum.video_session"), RandomPlacement]
internal sealed partial class VideoSessionGrain(
    [PersistentState("call")] IPersistentState<StoredCall> stored, [PersistentState("board")] IPersistentState<StoredBoard> board, ICalls calls, IFileReader files,
    IMediaServer servers, DirectSwitch direct, ITurnCredentials turn, TimeProvider time, ILogger<VideoSessionGrain> logger) : Grain, IVideoSessionGrain, IRemindable
{
    private const string Reminder = "pass";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private Task _writing = Task.CompletedTask;
    private readonly CallDebts _debts = new();
    private Task? _next;
    private bool _unsaved;

    private VideoSessionId Id => new(this.GetPrimaryKey());

    private StoredCall Call => stored.State;

    private bool Runs => Call is { StartedAt: > 0, EndedAt: null };

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        WakeBoard();
        if (Call.StartedAt > 0)
        {
            // The one before may have died between the state and the tables, and between the state and the media server.
            _rev = Call.Rev + 1000;
            _debts.OweAll(Call);
            StartTicking();
        }

        return Task.CompletedTask;
    }

    public async ValueTask<Outcome<VideoSessionId>> Start(Caller caller, StartCall command)
    {
        if (await Place(caller, command.Chat) is not { } place)
        {
            return Refuse(Refusals.NotFound);
        }

        if (!PolicyTable.Allows(Operation.StartCall, place.Role, place.Kind))
        {
            return Refuse(Refusals.Denied);
        }

        if (Runs)
        {
            StartTicking();
            _debts.OweAll(Call);
            await Settle();
            return Id;
        }

        var title = command.Title?.Trim() is { Length: > 0 } given ? given : place.Title;
        if (title.Length > CallLimits.Title || ChatText.Normalise(title, out title) is not null)
        {
            return Refuse(Refusals.FieldInvalid("title"));
        }

        var now = time.GetUtcNow();
        (Call.Chat, Call.Title, Call.Lobby) = (command.Chat, title, command.Lobby);
        (Call.StartedAt, Call.EmptySince) = (now.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());

        // Reminder and state stand before the row: a session whose beginning was cut off ends by itself, and never keeps the chat occupied.
        await this.RegisterOrUpdateReminder(Reminder, Minute, Minute);
        await stored.WriteStateAsync();
        var begun = await calls.Begin(caller, new NewCall(Id, Call.Chat, place.School, Call.Title, now), CancellationToken.None);
        if (begun.IsRefused(out _) || begun.Value != Id)
        {
            await Forget();
            return begun;
        }

        StartTicking();
        CallMeter.Started.Add(1);
        _debts.OweAll(Call);
        await Settle();
        return Id;
    }

    public async ValueTask<Outcome<Joined>> Join(Caller caller, JoinCall command)
    {
        if (!Runs)
        {
            return Refuse(Refusals.CallEnded);
        }

        if (await Place(caller, Call.Chat) is not { } place || !PolicyTable.Allows(Operation.JoinCall, place.Role, place.Kind))
        {
            return Refusals.NotFound;
        }

        var follows = new CallTurn();
        var former = Call.Seats.GetValueOrDefault(caller.Person) is { Place: not CallPlace.Outside } seat ? (seat.Gateway, seat.Line) : default;
        var leads = PolicyTable.Allows(Operation.StartCall, place.Role, place.Kind);
        if (CallPeople.Enter(Call, place.Name, leads, place.Limited, command, time.GetUtcNow(), follows, IsDirect) is { } refusal)
        {
            return refusal;
        }

        _gateways[command.Line.Gateway] = (command.Line.Node, time.GetTimestamp());
        if (former.Line is { Length: > 0 } && former.Line != command.Line.Line)
        {
            Send(former.Gateway, new CallNews { Id = Id, To = [(caller.Person, former.Line)], Note = CallNote.Elsewhere });
        }

        var own = Call.Seats[caller.Person];
        own.Session = caller.Session;
        if (own.Place == CallPlace.Inside && Call.Node is null)
        {
            await Choose();
        }

        BeginDirect(own, command);
        await Follow(follows);
        return new Joined(own.Place, own.Role, own.Place == CallPlace.Inside ? Seen(caller.Person, own) : null, Servers(caller.Person));
    }

    public async ValueTask<Outcome<IceGiven>> Ice(Caller caller)
    {
        if (!Runs)
        {
            return Refuse(Refusals.CallEnded);
        }

        if (await Place(caller, Call.Chat) is not { } place || !PolicyTable.Allows(Operation.JoinCall, place.Role, place.Kind))
        {
            return Refusals.NotFound;
        }

        return CallPeople.MayCome(Call, caller.Person, PolicyTable.Allows(Operation.StartCall, place.Role, place.Kind)) is { } refusal
            ? refusal
            : new IceGiven(Servers(caller.Person));
    }

    public async ValueTask<Outcome<Unit>> Leave(Caller caller, string line)
    {
        if (Call.Seats.TryGetValue(caller.Person, out var seat) && seat.Line == line)
        {
            var follows = new CallTurn();
            CallPeople.Leave(Call, caller.Person, time.GetUtcNow(), follows);
            await Follow(follows);
        }

        return default(Unit);
    }

    public async ValueTask SessionsEnded(PersonId person, IReadOnlyList<SessionId> sessions)
    {
        if (Runs && Call.Seats.GetValueOrDefault(person) is { Session: { } session } && sessions.Contains(session))
        {
            var follows = new CallTurn();
            CallPeople.Leave(Call, person, time.GetUtcNow(), follows);
            await Follow(follows);
        }
    }

    public async ValueTask<Outcome<Unit>> Set(Caller caller, OwnSeat own)
    {
        if (own.Reaction is { } emoji && (emoji.Length > CallLimits.Reaction || !Emoji.IsOne(emoji)))
        {
            return Refusals.EmojiInvalid;
        }

        var follows = new CallTurn();
        if (CallLead.Own(Call, caller.Person, own, follows) is { } refusal)
        {
            return refusal;
        }

        if (own.Reaction is { } shown)
        {
            SendToGroup(Call.Seats[caller.Person], new CallNews { Id = Id, To = [], Reaction = (caller.Person, shown) });
        }

        if (own is { Microphone: null, Camera: null, Hand: null, Answer: null })
        {
            return default(Unit);
        }

        await Follow(follows);
        return default(Unit);
    }

    public async ValueTask<Outcome<Unit>> Lead(Caller caller, LeadCall command)
    {
        if ((CallLead.May(Call, caller.Person, command) ?? await MayShow(caller, command)) is { } refusal)
        {
            return refusal;
        }

        // It is in the record, or it does not happen.
        await calls.Record(caller, Id, command, CancellationToken.None);
        var follows = new CallTurn();
        CallLead.Lead(Call, command, time.GetUtcNow(), follows);
        await Follow(follows);
        return default(Unit);
    }

    public ValueTask<Outcome<CallState>> Now(Caller caller) =>
        new(Runs ? Call.Inside(caller.Person) is { } seat ? Seen(caller.Person, seat) : Refusals.NotInCall : Refusals.CallEnded);

    public Task MembersChanged() => Recheck();

    /// <summary>The caller's place in the session's chat, looked up now; null to whom the chat does not exist.</summary>
    private async ValueTask<ChatPlace?> Place(Caller caller, ChatId chat) =>
        (await calls.PlacesOf(chat, [caller.Person], CancellationToken.None)).GetValueOrDefault(caller.Person) is { } place
        && place.School == caller.School && PolicyTable.Allows(Operation.ReadChat, place.Role, place.Kind) ? place : null;

    /// <summary>Stores how it is now, then does what follows from it. What is told to people is what was decided; what could not be done yet is owed.</summary>
    private async Task Follow(CallTurn follows)
    {
        foreach (var (person, note) in follows.Notes)
        {
            SendTo(person, note);
        }

        Tell();
        _debts.Add(follows, time.GetUtcNow());
        Call.Closing.AddRange(follows.Closed.Where(l => l.Epoch == Call.Epoch));
        Call.Gates.UnionWith(follows.Media);
        await Save();
        await PayMedia();
        Hush();
        await Settle();
    }

    /// <summary>Brings the tables and the chat in step. While the database is away the call goes on, and this is tried again; nothing is written that is ahead of the stored state.</summary>
    private async Task Settle()
    {
        if (_unsaved)
        {
            return;
        }

        try
        {
            await _debts.Pay(calls, Id, Call);
            if (_debts.TellsChat)
            {
                await GrainFactory.GetGrain<IChatGrain>(Call.Chat.Value).CallChanged();
                _debts.ChatTold();
            }

            if (Call.EndedAt is not null)
            {
                await Finish();
            }
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            LogUnwritten(logger, e);
        }
    }

    private async Task Finish()
    {
        CallMeter.Ended.Add(1);
        TellNow();
        if (Call.Node is { } node)
        {
            await GrainFactory.GetGrain<IMediaNodeGrain>(node).Drop(Id, Call.Epoch);
        }

        await Forget();
    }

    private async Task Forget()
    {
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await ForgetBoard();
        await stored.ClearStateAsync();
        if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        _ticks?.Dispose();
        DeactivateOnIdle();
    }

    /// <summary>Stores the state: changes that come while it is being written are written together after it. A database that is away does not stop the call.</summary>
    private Task Save() => _next ??= Write(_writing);

    private async Task Write(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Task.Yield();
        (_next, _writing) = (null, _next ?? Task.CompletedTask);
        try
        {
            Call.Rev = Math.Max(Call.Rev, _rev);
            await stored.WriteStateAsync();
            _unsaved = false;
        }
        catch (Exception e) when (e is not InconsistentStateException and (DbException or TimeoutException or OrleansException))
        {
            // The storage wraps what its database throws.
            _unsaved = true;
            LogUnwritten(logger, e);
        }
    }

    /// <summary>Nothing is kept in memory of a session that does not run.</summary>
    private Refusal Refuse(Refusal refusal)
    {
        if (Call.StartedAt == 0)
        {
            DeactivateOnIdle();
        }

        return refusal;
    }

    [LoggerMessage(1, LogLevel.Warning, "How a video session stands could not be written; it goes on.")]
    private static partial void LogUnwritten(ILogger logger, Exception error);
}
