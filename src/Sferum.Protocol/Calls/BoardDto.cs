namespace Sferum.Calls;

/// <summary>The board of a session, without what is on it.</summary>
public sealed record BoardStateDto
{
    /// <summary>Counts the boards of the session: an emptied one is another.</summary>
    public required int Number { get; init; }

    /// <summary>Whether members draw too; otherwise only those who lead.</summary>
    public required bool All { get; init; }

    /// <summary>The picture under the drawing, a file that was posted; null: none.</summary>
    public Guid? Picture { get; init; }

    /// <summary>The board's life: in another one ask for the board from its beginning, and send again what one drew oneself and is not there.</summary>
    public required long Life { get; init; }

    /// <summary>Its revision.</summary>
    public required long Rev { get; init; }
}

/// <summary>A piece of the board: what was drawn now, or what was asked for.</summary>
/// <param name="Board">Which board: its number.</param>
/// <param name="Life">Of which life.</param>
/// <param name="From">After which revision it begins: a larger one than one's own means that something was missed.</param>
/// <param name="Rev">Up to which revision it goes.</param>
/// <param name="More">Whether there is more after it.</param>
/// <param name="Elements">Elements of Excalidraw, each as JSON. Of each name the higher <c>version</c> counts, of equal ones the smaller <c>versionNonce</c>.</param>
public sealed record BoardPieceDto(int Board, long Life, long From, long Rev, bool More, IReadOnlyList<string> Elements);

/// <summary>Draw on the board.</summary>
/// <param name="CallId">The session.</param>
/// <param name="Board">Which board: its number.</param>
/// <param name="Elements">Up to 64 elements, each as JSON of up to 24,576 characters.</param>
public sealed record DrawRequest(Guid CallId, int Board, IReadOnlyList<string>? Elements);

/// <summary>Ask what is on the board.</summary>
/// <param name="CallId">The session.</param>
/// <param name="Board">Which board: its number.</param>
/// <param name="Life">Of which life <paramref name="Since"/> is; of another one the board comes from its beginning.</param>
/// <param name="Since">After which revision.</param>
public sealed record BoardRequest(Guid CallId, int Board, long Life, long Since);

/// <summary>What an act does about the board.</summary>
/// <param name="Picture">For <c>show_picture</c>: a picture that was posted in a chat; null takes it away.</param>
public sealed record LeadBoardDto(Guid? Picture);
