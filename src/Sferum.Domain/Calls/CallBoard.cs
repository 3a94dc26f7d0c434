using Sferum.People;

namespace Sferum.Calls;

/// <summary>Who opens the board of a session, and who draws on it. Whoever is in sees it, also from a group: there is one board for all.</summary>
public static class CallBoard
{
    /// <summary>Whether somebody may draw on it now.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="board">Which board: its number.</param>
    /// <returns>Why not; null when so.</returns>
    public static Refusal? MayDraw(StoredCall call, PersonId person, int board) =>
        MaySee(call, person, board) is { } refusal ? refusal
        : call.Seats[person] is not { Role: CallRole.Member } seat ? null
        : seat.Listens ? Refusals.ListensOnly
        : AllDraw(call) ? null
        : Refusals.DrawingLocked;

    /// <summary>Whether somebody may see what is on it.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="board">Which board: its number.</param>
    /// <returns>Why not; null when so.</returns>
    public static Refusal? MaySee(StoredCall call, PersonId person, int board)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.EndedAt is not null ? Refusals.CallEnded
            : call.Inside(person) is null ? Refusals.NotInCall
            : call.Board is not { Open: true } open || open.Number != board ? Refusals.NoBoard
            : null;
    }

    /// <summary>The board as participants see it; its life and revision are its keeper's to say.</summary>
    /// <param name="call">The session.</param>
    /// <returns>The board; null while it is not open.</returns>
    public static BoardState? State(StoredCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call is { EndedAt: null, Board: { Open: true } board } ? new BoardState { Number = board.Number, All = AllDraw(call), Picture = board.Picture } : null;
    }

    /// <summary>Whether somebody who leads may do an act about the board.</summary>
    internal static Refusal? May(StoredCall call, LeadCall command) =>
        command.Person is not null || (command.Act == CallAct.ShowPicture && command.Board is null) ? Refusals.Malformed
        : command.Act != CallAct.OpenBoard && call.Board is not { Open: true } ? Refusals.NoBoard
        : null;

    /// <summary>An act about the board; <see cref="May"/> has said yes.</summary>
    internal static void Lead(StoredCall call, LeadCall command)
    {
        var board = call.Board ??= new StoredBoardState { Number = 1 };
        switch (command.Act)
        {
            case CallAct.OpenBoard:
                // Each time it is opened nobody but the leaders draws, until they say otherwise.
                call.Locks |= command.On && !board.Open ? CallLocks.Draw : CallLocks.None;
                board.Open = command.On;
                break;
            case CallAct.ClearBoard:
                (board.Number, board.Picture) = (board.Number + 1, null);
                break;
            default:
                board.Picture = command.Board!.Picture;
                break;
        }
    }

    /// <summary>Without anybody who leads nobody draws.</summary>
    private static bool AllDraw(StoredCall call) => call.LeaderlessSince is null && !call.Locks.HasFlag(CallLocks.Draw);
}
