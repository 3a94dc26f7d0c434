using Sferum.Files;

namespace Sferum.Calls;

/// <summary>An act of a leader about the board.</summary>
/// <param name="Picture">For <see cref="CallAct.ShowPicture"/>: the picture under the drawing; null takes it away.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.lead_board")]
public sealed record LeadBoard([property: Id(0)] FileId? Picture);

/// <summary>An element of the board: a line, a shape, a text. What is drawn is the browsers' matter; here count its name and how new it is.</summary>
/// <param name="Id">Its name on this board.</param>
/// <param name="Version">Grows with each change: the higher one wins.</param>
/// <param name="Nonce">Of two with the same version the smaller one wins.</param>
/// <param name="Json">The whole element, as the browser said it; of one that was taken away its name, so that it does not come back from a browser that was behind.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.board_element")]
public sealed record BoardElement(
    [property: Id(0)] string Id, [property: Id(1)] int Version, [property: Id(2)] int Nonce, [property: Id(3)] string Json);

/// <summary>Draw on the board.</summary>
/// <param name="Board">Which board: its number.</param>
/// <param name="Elements">Elements, each as JSON.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.draw")]
public sealed record DrawOnBoard([property: Id(0)] int Board, [property: Id(1)] IReadOnlyList<string> Elements);

/// <summary>Ask what is on the board.</summary>
/// <param name="Board">Which board: its number.</param>
/// <param name="Life">Of which life of the board <paramref name="Since"/> is; another one gives the board from its beginning.</param>
/// <param name="Since">After which revision.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.ask_board")]
public sealed record AskBoard([property: Id(0)] int Board, [property: Id(1)] long Life, [property: Id(2)] long Since);

/// <summary>A piece of the board.</summary>
/// <param name="Board">Which board.</param>
/// <param name="Life">In which of its lives: revisions of different lives have nothing to do with each other.</param>
/// <param name="From">After which revision this piece begins.</param>
/// <param name="Rev">Up to which revision it goes.</param>
/// <param name="More">Whether there is more after it.</param>
/// <param name="Elements">Elements as JSON, in the order of their last changes.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.board_piece")]
public sealed record BoardPiece(
    [property: Id(0)] int Board, [property: Id(1)] long Life, [property: Id(2)] long From, [property: Id(3)] long Rev, [property: Id(4)] bool More,
    [property: Id(5)] IReadOnlyList<string> Elements);

/// <summary>The board as participants see it, without what is on it.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.board")]
public sealed record BoardState
{
    /// <summary>Counts the boards of the session: an emptied one is another.</summary>
    [Id(0)] public required int Number { get; init; }

    /// <summary>Whether members draw too; otherwise only those who lead.</summary>
    [Id(1)] public required bool All { get; init; }

    /// <summary>The picture under the drawing; null: none.</summary>
    [Id(2)] public FileId? Picture { get; init; }

    /// <summary>The board's life.</summary>
    [Id(3)] public long Life { get; init; }

    /// <summary>Its revision.</summary>
    [Id(4)] public long Rev { get; init; }
}

/// <summary>The board as the session remembers it. What is on it is stored apart, see <see cref="StoredBoard"/>.</summary>
[GenerateSerializer, Alias("sferum.call.stored_board_state")]
public sealed class StoredBoardState
{
    /// <summary>Counts the boards of the session.</summary>
    [Id(0)] public int Number { get; set; }

    /// <summary>Whether it is to be seen.</summary>
    [Id(1)] public bool Open { get; set; }

    /// <summary>The picture under the drawing; null: none.</summary>
    [Id(2)] public FileId? Picture { get; set; }
}

/// <summary>What is on the board, as it is stored: some seconds behind, so that drawing costs no write each time.</summary>
[GenerateSerializer, Alias("sferum.call.stored_board")]
public sealed class StoredBoard
{
    /// <summary>Which board of the session.</summary>
    [Id(0)] public int Number { get; set; }

    /// <summary>Its life.</summary>
    [Id(1)] public long Life { get; set; }

    /// <summary>Counts the changes.</summary>
    [Id(2)] public long Rev { get; set; }

    /// <summary>The elements by their names.</summary>
    [Id(3)] public Dictionary<string, StoredElement> Elements { get; set; } = [];

    /// <summary>Characters of all elements together.</summary>
    [Id(4)] public int Size { get; set; }

    /// <summary>The same board apart: what is being stored must not change under the storage's hands.</summary>
    /// <returns>A copy.</returns>
    public StoredBoard Copy() => new() { Number = Number, Life = Life, Rev = Rev, Elements = new(Elements), Size = Size };
}

/// <summary>An element as it is stored.</summary>
/// <param name="Element">The element.</param>
/// <param name="Rev">With which revision it came to be so.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.stored_element")]
public sealed record StoredElement([property: Id(0)] BoardElement Element, [property: Id(1)] long Rev);
