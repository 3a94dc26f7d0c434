using System.Data.Common;
using Orleans.Storage;
using Sferum.Files;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>
/// The board. What is drawn is told to all together after a moment, and stored some time later: a silo that dies loses the last two seconds, and whoever
/// drew them sends them again when the board's life is another.
/// </summary>
internal sealed partial class VideoSessionGrain
{
    private static readonly TimeSpan DrawnTogether = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan KeptEach = TimeSpan.FromSeconds(2);

    private StoredBoard _board = new();
    private long _boardTold;
    private bool _boardToldSoon;
    private bool _boardUnsaved;
    private bool _boardKeptSoon;
    private Task _boardWriting = Task.CompletedTask;

    public ValueTask<Outcome<Unit>> Draw(Caller caller, DrawOnBoard drawing)
    {
        if (CallBoard.MayDraw(Call, caller.Person, drawing.Board) is { } refusal)
        {
            return new(refusal);
        }

        if (drawing.Elements.Count > CallLimits.ElementsAtOnce)
        {
            return new(Refusals.Malformed);
        }

        var elements = new List<BoardElement>(drawing.Elements.Count);
        foreach (var json in drawing.Elements)
        {
            var read = BoardDrawing.Read(json);
            if (read.IsRefused(out var unread))
            {
                return new(unread);
            }

            elements.Add(read.Value);
        }

        var before = OpenBoard().Rev;
        if (BoardDrawing.Draw(_board, elements) is { } full)
        {
            return new(full);
        }

        if (_board.Rev > before)
        {
            _boardUnsaved = true;
            TellDrawnSoon();
            KeepBoardSoon();
        }

        return new(default(Unit));
    }

    public ValueTask<Outcome<BoardPiece>> Board(Caller caller, AskBoard ask) =>
        CallBoard.MaySee(Call, caller.Person, ask.Board) is { } refusal ? new(refusal) : new(BoardDrawing.Since(OpenBoard(), ask.Life == _board.Life ? ask.Since : 0));

    /// <summary>What is on the board that the session has now: another number begins with nothing.</summary>
    private StoredBoard OpenBoard()
    {
        if (Call.Board is { } open && _board.Number != open.Number)
        {
            _board = new StoredBoard { Number = open.Number, Life = _board.Life };
            _boardTold = 0;
        }

        return _board;
    }

    /// <summary>Revisions of an activation that is gone say nothing: it may have told more than it had stored.</summary>
    private void WakeBoard()
    {
        _board = board.State.Copy();
        _board.Life = Math.Max(_board.Life + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        _boardTold = _board.Rev;
    }

    /// <summary>The state with what only this activation knows.</summary>
    private CallState Complete(CallState state) => state with
    {
        Direct = IsDirect,
        Now = time.GetUtcNow(),
        Board = state.Board is { } seen ? seen with { Life = OpenBoard().Life, Rev = _board.Rev } : null,
    };

    /// <summary>What lies under the drawing is a picture that the leader may have; who sees it, the file's own rights say.</summary>
    private async ValueTask<Refusal?> MayShow(Caller caller, LeadCall command) =>
        command is not { Act: CallAct.ShowPicture, Board.Picture: { } picture } || await files.Find(caller, picture, CancellationToken.None) is { File.Kind: FileKind.Picture }
            ? null
            : Refusals.NotAPicture;

    private void TellDrawnSoon()
    {
        if (_boardToldSoon)
        {
            return;
        }

        _boardToldSoon = true;
        this.RegisterGrainTimer(
            static (grain, _) =>
            {
                grain.TellDrawn();
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(DrawnTogether, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private void TellDrawn()
    {
        _boardToldSoon = false;
        if (Call is not { EndedAt: null, Board.Open: true })
        {
            return;
        }

        BoardPiece piece;
        do
        {
            piece = BoardDrawing.Since(OpenBoard(), _boardTold);
            _boardTold = piece.Rev;
            SendToSome(static _ => true, new CallNews { Id = Id, To = [], Board = piece });
        }
        while (piece.More);
    }

    private void KeepBoardSoon()
    {
        if (_boardKeptSoon)
        {
            return;
        }

        _boardKeptSoon = true;
        this.RegisterGrainTimer(
            static (grain, _) =>
            {
                grain._boardKeptSoon = false;
                return grain.KeepBoard();
            },
            this,
            new GrainTimerCreationOptions(KeptEach, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    private async Task KeepBoard()
    {
        await BoardWritten();
        if (_boardUnsaved)
        {
            await (_boardWriting = WriteBoard());
        }
    }

    private async Task BoardWritten()
    {
        while (!_boardWriting.IsCompleted)
        {
            await _boardWriting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task WriteBoard()
    {
        _boardUnsaved = false;
        try
        {
            board.State = _board.Copy();
            await board.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another activation keeps it.
            DeactivateOnIdle();
        }
        catch (Exception e) when (e is DbException or TimeoutException or OrleansException)
        {
            _boardUnsaved = true;
            KeepBoardSoon();
            LogUnwritten(logger, e);
        }
    }

    /// <summary>Nothing of the board outlives the session.</summary>
    private async Task ForgetBoard()
    {
        await BoardWritten();
        _boardUnsaved = false;
        if (board.RecordExists)
        {
            await board.ClearStateAsync();
        }
    }
}
