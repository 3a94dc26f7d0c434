using System.Text.Json;

namespace Sferum.Calls;

/// <summary>
/// What is on a board. Of each element the higher version stays, of equal ones the smaller nonce: whatever comes twice, late or in another order, the
/// board becomes the same.
/// </summary>
public static class BoardDrawing
{
    private const int LongestName = 64;

    /// <summary>What can be drawn. What shows pages of others, or pictures that were not sent as files, is not among it.</summary>
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal) { "rectangle", "diamond", "ellipse", "arrow", "line", "freedraw", "text" };

    /// <summary>Whether an element takes the place of another of the same name.</summary>
    /// <param name="element">The element.</param>
    /// <param name="former">The other.</param>
    /// <returns>False also where both are the same.</returns>
    public static bool Wins(BoardElement element, BoardElement former)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(former);
        return element.Version != former.Version ? element.Version > former.Version
            : element.Nonce != former.Nonce ? element.Nonce < former.Nonce
            : string.CompareOrdinal(element.Json, former.Json) < 0;
    }

    /// <summary>Reads an element that a browser has sent.</summary>
    /// <param name="json">The element.</param>
    /// <returns>The element; refused when it is none that may be drawn.</returns>
    public static Outcome<BoardElement> Read(string? json)
    {
        if (json is null || json.Length > CallLimits.Element)
        {
            return json is null ? Refusals.Malformed : Refusals.ElementTooLarge;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, json) is { } element ? element : Refusals.Malformed;
        }
        catch (JsonException)
        {
            return Refusals.Malformed;
        }
    }

    /// <summary>Puts elements on a board: all of them, or none when the board would not bear it.</summary>
    /// <param name="board">The board.</param>
    /// <param name="elements">The elements.</param>
    /// <returns>Why not; null when it is so.</returns>
    public static Refusal? Draw(StoredBoard board, IReadOnlyList<BoardElement> elements)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(elements);
        var taken = new Dictionary<string, BoardElement>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            var former = taken.GetValueOrDefault(element.Id) ?? board.Elements.GetValueOrDefault(element.Id)?.Element;
            if (former is null || Wins(element, former))
            {
                taken[element.Id] = element;
            }
        }

        var names = taken.Keys.Count(id => !board.Elements.ContainsKey(id));
        var size = taken.Values.Sum(e => e.Json.Length - (board.Elements.GetValueOrDefault(e.Id)?.Element.Json.Length ?? 0));

        // What makes it smaller is taken always: otherwise a full board could not even be wiped.
        if ((names > 0 && board.Elements.Count + names > CallLimits.Elements) || (size > 0 && board.Size + size > CallLimits.Board))
        {
            return Refusals.BoardFull;
        }

        board.Size += size;
        foreach (var element in taken.Values)
        {
            board.Rev++;
            board.Elements[element.Id] = new StoredElement(element, board.Rev);
        }

        return null;
    }

    /// <summary>What has come to a board after a revision, up to the size of a piece.</summary>
    /// <param name="board">The board.</param>
    /// <param name="since">The revision.</param>
    /// <returns>The piece.</returns>
    public static BoardPiece Since(StoredBoard board, long since)
    {
        ArgumentNullException.ThrowIfNull(board);
        var (rev, size, elements) = (since, 0, new List<string>());
        foreach (var (element, at) in board.Elements.Values.Where(e => e.Rev > since).OrderBy(static e => e.Rev))
        {
            if (elements.Count > 0 && size + element.Json.Length > CallLimits.BoardPiece)
            {
                return new BoardPiece(board.Number, board.Life, since, rev, More: true, elements);
            }

            elements.Add(element.Json);
            (rev, size) = (at, size + element.Json.Length);
        }

        return new BoardPiece(board.Number, board.Life, since, board.Rev, More: false, elements);
    }

    private static BoardElement? Read(JsonElement element, string json) =>
        element.ValueKind == JsonValueKind.Object
        && Text(element, "id") is { Length: > 0 and <= LongestName } id
        && Number(element, "version") is > 0 and { } version && Number(element, "versionNonce") is { } nonce
        && Text(element, "type") is { } type && Types.Contains(type)
        && IsNothing(element, "link") && IsNothing(element, "customData")
            ? new BoardElement(id, version, nonce, json)
            : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number : null;

    private static bool IsNothing(JsonElement of, string name) => !of.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null;
}
